import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../../../../../nodes/NextMatter/api/types';
import { stop } from '../../../../../nodes/NextMatter/operations/instance/stop';
import type { IdPlan } from '../../../../../nodes/NextMatter/operations/instance/byIds';
import { planFor } from '../../../planFor';
import { instance } from '../../../replies';

const TIME = '2026-06-16T10:00:00Z';
let plan: IdPlan;
beforeEach(() => (plan = planFor(stop, { instanceId: '9001' })));
const { bulk } = stop;
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
			idempotency: 'nonIdempotent',
			action: 'stop instance 9001',
			expectedBody: 'the ID of the instance',
			howToVerify: 'Check in Next Matter whether instance 9001 is stopped.',
			remedyByStatus: {
				400: 'Check the instance ID, and in Next Matter whether the instance is still running: one that has ended cannot be stopped',
				403: 'Administrators can stop any instance, other users can usually stop only those they started. Use the API key of someone who can.',
			},
		});
	});

	it.each<[unknown, boolean]>([
		[{ ids: [9001] }, true],
		[{ ids: [9002] }, false],
	])('is done by the answer %j: %s', (body, isDone) => {
		const done = { id: 9001, stopped: true };
		expect(stop.present(plan, body)).toEqual(isDone ? done : undefined);
	});

	it('is done to at most 500 at once', () => {
		expect(bulk.limit).toBe(500);
		expect(bulk.merge([plan, plan]).body).toEqual({ ids: [9001] });
		expect(bulk.idOf(plan)).toBe(9001);
	});
});

describe('looking at an instance that was to be stopped', () => {
	const judge = (shown: IDataObject, mayHaveSucceeded = false, given = failure) =>
		bulk.judge(plan, {
			failure: given,
			read: { kind: 'shown', instance: shown },
			mayHaveSucceeded,
			wasThere: false,
		});

	it.each<[string, IDataObject]>([
		['an instance', stopped],
		['an entry of a list', { id: 9001, status: 'aborted' }],
	])('distinguishes an earlier stop from one that may be of this run: %s', (_what, shown) => {
		const outcomeOf = (stop_outcome: string) => ({
			kind: 'done',
			json: { id: 9001, stopped: true, stop_outcome },
		});
		expect(judge(shown)).toEqual(outcomeOf('already_stopped'));
		expect(judge(shown, true)).toEqual(outcomeOf('confirmed_by_read'));
	});

	it('lets a running one be stopped', () => {
		expect(judge(instance)).toEqual({
			kind: 'notDone',
			failure: { ...failure, details: { instanceStatus: 'running' } },
		});
	});

	it('says that a completed one cannot be stopped any more, with the words of the API', () => {
		expect(judge(completed, true, { ...failure, certainty: 'unknown' })).toEqual({
			kind: 'failed',
			failure: {
				...failure,
				message:
					'Instance 9001 is completed, so it cannot be stopped. Next Matter said: No. · Not now.',
				remedy: 'Nothing is left to do for this instance',
				details: { instanceStatus: 'completed' },
			},
		});
	});

	it.each<[string, Partial<Failure>]>([
		['the API said nothing', { apiMessages: undefined }],
		['a firewall spoke in its place', { isFromIntermediary: true }],
	])('says so where %s', (_what, more) => {
		expect(judge(completed, false, { ...failure, ...more })).toMatchObject({
			failure: { message: 'Instance 9001 is completed, so it cannot be stopped' },
		});
	});

	it('learns nothing from one that is gone', () => {
		const known = { mayHaveSucceeded: true, wasThere: true };
		expect(bulk.judge(plan, { ...known, failure, read: { kind: 'gone' } })).toEqual({
			kind: 'failed',
			failure,
		});
	});
});
