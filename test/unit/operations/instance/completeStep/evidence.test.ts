import type { IDataObject } from 'n8n-workflow';
import {
	gather,
	readState,
} from '../../../../../nodes/NextMatter/operations/instance/completeStep/evidence';
import type { Evidence } from '../../../../../nodes/NextMatter/operations/types';
import { planOf } from '../../../completeStepPlan';

const SENT_AT = Date.UTC(2026, 5, 16, 10);
const sent = { earliest: SENT_AT - 2000, latest: SENT_AT + 1000 };
const INSTANCE: IDataObject = { id: 9001, active_step_ids: [5002] };

function gathered(evidence: Partial<Evidence>, shown: IDataObject = {}) {
	const plan = planOf();
	const state = readState(plan, { ...INSTANCE, ...shown });
	if (!state) throw new Error('No state');
	return gather(plan, state, { sent, sentAt: SENT_AT, ...evidence });
}

describe('what is known of other items', () => {
	it('is that there were none, where nothing is said of them', () => {
		expect(gathered({})).toMatchObject({ rivals: 'none', forerunners: 'none' });
	});

	it('is what was seen of them', () => {
		const others = { rivals: 'alike', forerunners: 'others' } as const;
		expect(gathered(others)).toMatchObject(others);
	});
});

it('the values that were sent are compared with those that are shown', () => {
	const action = { action_id: 50222, input_object: { inputValue: 'Approved' } };
	const shows = (inputValue: string) => ({
		process_snapshot: { steps: [{ id: 5001, actions: [{ id: 50222, value: { inputValue } }] }] },
	});
	const body = { step_id: 5001, actions: [action] };
	expect(gathered({ body }, shows('Approved')).values).toBe('match');
	expect(gathered({ body }, shows('Declined')).values).toBe('contradict');
	expect(gathered({}, shows('Declined')).values).toBe('none');
});

describe('what was seen before', () => {
	const seen = { revision: '2026-06-16T09:00:00Z', seenAt: SENT_AT - 10 };

	it.each([
		[undefined, false],
		[[5002, 5001], true],
	])('with the steps %j active shows the step as active: %s', (activeStepIds, isActive) => {
		expect(gathered({ before: { ...seen, activeStepIds } }).before?.isActive).toBe(isActive);
	});

	it('counts for nothing without a revision that is a time', () => {
		expect(gathered({ before: { ...seen, revision: 'W/"1"' } }).before).toBeUndefined();
	});

	it.each<[string, string, number, Evidence['sent'], boolean]>([
		['clearly before the request by the clock of the server', '09:00:00Z', 10, sent, true],
		['in the second of the request', '10:00:00Z', 10, sent, false],
		['by a server without a clock', '09:00:00Z', 10, undefined, false],
		['in whole seconds, three seconds before', '10:00:00Z', 3000, sent, true],
		['in whole seconds, less than that before', '10:00:00Z', 2999, sent, false],
		['in milliseconds', '10:00:00.001Z', 0, sent, true],
		['in tenths of a second, one of them before', '10:00:00.1Z', 100, sent, true],
		['in tenths of a second, less than that before', '10:00:00.1Z', 99, sent, false],
	])('%s is exact enough: %#', (_what, time, agoMs, sentThen, isPrecise) => {
		const before = { revision: `2026-06-16T${time}`, seenAt: SENT_AT - agoMs };
		expect(gathered({ before, sent: sentThen }).before?.isPrecise).toBe(isPrecise);
	});
});
