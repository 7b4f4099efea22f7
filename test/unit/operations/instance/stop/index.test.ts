import type { Failure } from '../../../../../nodes/NextMatter/api/types';
import { stop } from '../../../../../nodes/NextMatter/operations/instance/stop';
import type { IdPlan } from '../../../../../nodes/NextMatter/operations/instance/several';
import { planFor } from '../../../planFor';
import { instance } from '../../../replies';

const TIME = '2026-06-16T10:00:00Z';
let plan: IdPlan;
beforeEach(() => (plan = planFor(stop, { instanceId: '9001' })));
const { witness, bulk } = stop;
const failure: Failure = {
	message: 'Refused',
	remedy: 'r',
	certainty: 'rejected',
	statusCode: 400,
	apiMessages: ['No.', 'Not\nnow.'],
};
const stopped = { ...instance, aborted_time: TIME };
const completed = { ...instance, completed_time: TIME };

describe('stopping an instance', () => {
	it('is asked for without a slash at the end', () => {
		expect(plan).toMatchObject({
			request: { method: 'POST', path: '/instances/bulk/abort', body: { ids: [9001] } },
			nature: 'once',
			phrase: 'stop instance 9001',
			check: 'Look at instance 9001 in Next Matter whether it is stopped.',
			advice: { 403: expect.stringMatching(/^An administrator may stop every instance/) },
		});
	});

	it.each<[unknown, boolean]>([
		[{ ids: [9001] }, true],
		[{ ids: [9002] }, false],
		['', false],
		[undefined, false],
		[stopped, false],
	])('is done by the answer %j: %s', (body, isDone) => {
		const done = { id: 9001, stopped: true };
		expect(stop.present(plan, body)).toEqual(isDone ? done : undefined);
	});

	it('is done to at most 500 at once, and what is refused was not done in part', () => {
		expect(bulk?.most).toBe(500);
		expect(bulk?.join([plan, plan]).body).toEqual({ ids: [9001] });
		expect(bulk?.mayBeDone({ ...failure, statusCode: 404 })).toBe(false);
	});

	it('is told by an answer unless it was only seen', () => {
		expect(bulk?.isAnswer({ id: 9001, stopped: true })).toBe(true);
		expect(bulk?.isAnswer({ id: 9001, stopped: true, stop_outcome: 'already_stopped' })).toBe(
			false,
		);
	});
});

describe('looking at an instance that was to be stopped', () => {
	it('reads it, and its last update is its stamp', () => {
		expect(witness?.request(plan)).toEqual({ method: 'GET', path: '/instances/9001/' });
		expect(witness?.stamp({ last_updated_time: TIME })).toBe(TIME);
		expect(witness?.absenceTells).toBeUndefined();
	});

	it('tells a stop that came before from one that was in doubt', () => {
		const outcomeOf = (stop_outcome: string) => ({
			kind: 'done',
			json: { id: 9001, stopped: true, stop_outcome },
		});
		expect(witness?.review(plan, failure, stopped)).toEqual(outcomeOf('already_stopped'));
		expect(witness?.settle(plan, failure, stopped, undefined)).toEqual(
			outcomeOf('confirmed_by_read'),
		);
	});

	it.each([['review'], ['settle']] as const)('lets a running one be stopped: %s', (way) => {
		const expected = {
			kind: 'open',
			failure: { ...failure, facts: { instanceStatus: 'running' } },
		};
		expect(witness?.[way](plan, failure, instance, undefined)).toEqual(expected);
	});

	it('says that a completed one cannot be stopped any more, with the words of the API', () => {
		expect(witness?.review(plan, failure, completed)).toEqual({
			kind: 'failed',
			failure: {
				...failure,
				message:
					'Instance 9001 is completed, so it cannot be stopped. Next Matter said: No. · Not now.',
				remedy: 'Nothing is left to do for this instance',
				facts: { instanceStatus: 'completed' },
			},
		});
	});

	it.each([[undefined], [[]]])('says so where the API said nothing: %j', (apiMessages) => {
		expect(witness?.review(plan, { ...failure, apiMessages }, completed)).toMatchObject({
			failure: { message: 'Instance 9001 is completed, so it cannot be stopped' },
		});
	});

	it.each<[unknown]>([[undefined], [null], ['Log in'], [{}], [{ ...stopped, id: 9002 }]])(
		'learns nothing from %j',
		(body) => {
			expect(witness?.review(plan, failure, body)).toEqual({ kind: 'failed', failure });
			expect(witness?.settle(plan, failure, body, undefined)).toEqual({ kind: 'failed', failure });
		},
	);
});
