import { completeStepReconciliation } from '../../../../../nodes/NextMatter/operations/instance/completeStep/reconciliation';
import { planOf } from '../../../completeStepPlan';

const SENT_AT = Date.UTC(2026, 5, 16, 10);
const sent = { earliest: SENT_AT, latest: SENT_AT + 1000 };
/** The second in which it was sent, and in which the item before it was done. */
const NOW = '2026-06-16T10:00:00Z';

const doubtOf = (seenActive: readonly number[], shownActive: readonly number[], shown = NOW) =>
	completeStepReconciliation.reasonToDoubt?.(
		planOf(),
		{ id: 9001, active_step_ids: shownActive, last_updated_time: shown },
		{
			sent,
			sentAt: SENT_AT,
			before: { revision: NOW, activeStepIds: seenActive, seenAt: SENT_AT - 10 },
		},
	);

describe('success in the same second as the item before', () => {
	it('is doubted when the step was not active then and is not now', () => {
		expect(doubtOf([5002], [5002])).toBe('the step was not active just before');
	});

	it('is believed when the step was active then, or when the instance has changed', () => {
		expect(doubtOf([5001], [5002])).toBeUndefined();
		expect(doubtOf([5002], [5003], '2026-06-16T10:00:01Z')).toBeUndefined();
	});
});

describe('success that shows no steps', () => {
	const NOTHING = { sent, sentAt: SENT_AT };
	it.each<[object]>([
		[{ id: 9001, detail: 'Internal error' }],
		[{ process: 'https://h/processes/3/' }],
		[{ id: 9001, active_step_ids: null }],
	])('is doubted: %j', (body) => {
		const why = 'the answer does not show the steps of the instance';
		expect(completeStepReconciliation.reasonToDoubt?.(planOf(), body, NOTHING)).toBe(why);
		expect(
			completeStepReconciliation.reasonToDoubt?.(planOf({ mode: 'save' }), body, NOTHING),
		).toBe(why);
	});
});
