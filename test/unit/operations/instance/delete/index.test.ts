import type { Failure } from '../../../../../nodes/NextMatter/api/types';
import { deleteInstance } from '../../../../../nodes/NextMatter/operations/instance/delete';
import type { IdPlan } from '../../../../../nodes/NextMatter/operations/instance/several';
import { planFor } from '../../../planFor';
import { instance } from '../../../replies';

let plan: IdPlan;
beforeEach(() => (plan = planFor(deleteInstance, { instanceId: '9001' })));
const { witness, bulk } = deleteInstance;
const failure: Failure = { message: 'No.', remedy: 'r', certainty: 'rejected', statusCode: 404 };

describe('deleting an instance', () => {
	it('is asked for without a slash at the end', () => {
		expect(plan).toMatchObject({
			request: { method: 'POST', path: '/instances/bulk/delete', body: { ids: [9001] } },
			nature: 'once',
			phrase: 'delete instance 9001',
			check: 'Look in Next Matter whether instance 9001 is still there.',
			advice: { 403: expect.stringMatching(/an administrator/) },
		});
	});

	it.each<[unknown, boolean]>([
		['', true],
		[{ ids: [9001] }, true],
		[{ ids: [9002] }, false],
		[{}, false],
		[undefined, false],
		[null, false],
		[instance, false],
	])('is done by the answer %j: %s', (body, isDone) => {
		const done = { id: 9001, deleted: true };
		expect(deleteInstance.present(plan, body)).toEqual(isDone ? done : undefined);
	});

	it('is done to at most 500 at once', () => {
		const other = planFor(deleteInstance, { instanceId: 9002 });
		expect(bulk?.most).toBe(500);
		expect(bulk?.join([plan, other])).toEqual({ ...plan.request, body: { ids: [9001, 9002] } });
	});

	it('may have been done by a refused request for several when the instance is gone', () => {
		expect(bulk?.mayBeDone(failure)).toBe(true);
		expect(bulk?.mayBeDone({ ...failure, statusCode: 403 })).toBe(false);
	});

	it('is told by an answer unless it was only seen', () => {
		expect(bulk?.isAnswer({ id: 9001, deleted: true })).toBe(true);
		expect(bulk?.isAnswer({ id: 9001, deleted: true, delete_outcome: 'confirmed_by_read' })).toBe(
			false,
		);
	});
});

describe('looking what became of a deletion', () => {
	const settle = (body: unknown) => witness?.settle(plan, failure, body, undefined);

	it('reads the instance, whose absence tells', () => {
		expect(witness?.request(plan)).toEqual({ method: 'GET', path: '/instances/9001/' });
		expect(witness?.absenceTells).toBe(true);
		expect(witness?.stamp({ last_updated_time: 't' })).toBe('t');
	});

	it('finds it done when the instance is gone', () => {
		expect(settle(null)).toEqual({
			kind: 'done',
			json: { id: 9001, deleted: true, delete_outcome: 'confirmed_by_read' },
		});
	});

	it('finds it not done when the instance is there, and anything else no proof', () => {
		expect(settle(instance)).toEqual({ kind: 'open', failure });
		for (const body of [undefined, '', 'Log in', {}, { ...instance, id: 9002 }]) {
			expect(settle(body)).toEqual({ kind: 'failed', failure });
		}
	});

	it('never takes a refusal for a success, though the instance is gone', () => {
		expect(witness?.review(plan, failure, null)).toEqual({ kind: 'failed', failure });
		expect(witness?.review(plan, failure, instance)).toEqual({ kind: 'open', failure });
	});
});
