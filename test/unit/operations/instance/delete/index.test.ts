import type { Failure } from '../../../../../nodes/NextMatter/api/types';
import { deleteInstance } from '../../../../../nodes/NextMatter/operations/instance/delete';
import type { IdPlan } from '../../../../../nodes/NextMatter/operations/instance/byIds';
import { planFor } from '../../../planFor';
import { instance } from '../../../replies';

let plan: IdPlan;
beforeEach(() => (plan = planFor(deleteInstance, { instanceId: '9001' })));
const { bulk } = deleteInstance;
const failure: Failure = { message: 'No.', remedy: 'r', certainty: 'rejected', statusCode: 404 };

describe('deleting an instance', () => {
	it('is asked for without a slash at the end', () => {
		expect(plan).toMatchObject({
			request: { method: 'POST', path: '/instances/bulk/delete', body: { ids: [9001] } },
			idempotency: 'nonIdempotent',
			action: 'delete instance 9001',
			expectedBody: 'an empty answer (HTTP 204)',
			howToVerify: 'Check in Next Matter whether instance 9001 is still there.',
			remedyByStatus: {
				400: 'Check the instance ID, and in Next Matter whether the instance is still there',
				403: 'Use the API key of an administrator, or of someone who may delete the instance',
			},
		});
	});

	it.each<[number, unknown, boolean]>([
		[204, '', true],
		[200, '', false],
		[202, '', false],
		[204, {}, false],
	])('is done by HTTP %i with the body %j: %s', (status, body, isDone) => {
		const done = { id: 9001, deleted: true };
		expect(deleteInstance.present(plan, body, status)).toEqual(isDone ? done : undefined);
	});

	it('is done to at most 500 at once', () => {
		const other = planFor(deleteInstance, { instanceId: 9002 });
		expect(bulk.limit).toBe(500);
		expect(bulk.idOf(plan)).toBe(9001);
		expect(bulk.merge([plan, other])).toEqual({ ...plan.request, body: { ids: [9001, 9002] } });
	});
});

describe('looking what became of a deletion', () => {
	const judge = (kind: 'shown' | 'gone', mayHaveSucceeded: boolean, wasThere: boolean) =>
		bulk.judge(plan, {
			failure,
			read: kind === 'gone' ? { kind } : { kind, instance },
			mayHaveSucceeded,
			wasThere,
		});

	it('finds it not done when the instance is there', () => {
		expect(judge('shown', true, true)).toEqual({ kind: 'notDone', failure });
	});

	it('finds it done when an instance that was there is gone', () => {
		expect(judge('gone', true, true)).toEqual({
			kind: 'done',
			json: { id: 9001, deleted: true, delete_outcome: 'confirmed_by_read' },
		});
	});

	it('does not know when it is gone and nobody has seen it', () => {
		expect(judge('gone', true, false)).toMatchObject({
			kind: 'failed',
			failure: {
				message: 'Instance 9001 is not there, but it is unclear whether this run deleted it',
				certainty: 'unknown',
				details: { instanceStatus: 'not_found' },
			},
		});
	});

	it('never takes a refusal for a success, though the instance is gone', () => {
		expect(judge('gone', false, false)).toEqual({ kind: 'failed', failure });
	});
});
