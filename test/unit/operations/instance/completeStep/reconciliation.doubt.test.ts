import { completeStepReconciliation } from '../../../../../nodes/NextMatter/operations/instance/completeStep/reconciliation';
import type { Evidence } from '../../../../../nodes/NextMatter/operations/types';
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
	it('is unresolved when the step was not active then and is not now', () => {
		expect(doubtOf([5002], [5002])).toBe('the step was not active just before');
	});

	it('is accepted when the step was active then, or when the instance has changed', () => {
		expect(doubtOf([5001], [5002])).toBeUndefined();
		expect(doubtOf([5002], [5003], '2026-06-16T10:00:01Z')).toBeUndefined();
	});
});

describe('success that shows no steps', () => {
	const NOTHING = { sent, sentAt: SENT_AT };
	it.each<[object]>([
		[{ id: 9001, detail: 'Internal error' }],
		[{ id: 9001, active_step_ids: null }],
	])('is unresolved: %j', (body) => {
		const why = 'the answer does not show the steps of the instance';
		expect(completeStepReconciliation.reasonToDoubt?.(planOf(), body, NOTHING)).toBe(why);
		expect(
			completeStepReconciliation.reasonToDoubt?.(planOf({ mode: 'save' }), body, NOTHING),
		).toBe(why);
	});
});

describe('success that shows the step as still active', () => {
	const STILL = 'the answer shows the step as still active';
	const shown = (time: string | undefined, active = [5001]) => ({
		id: 9001,
		active_step_ids: active,
		...(time && { last_updated_time: time }),
	});
	const before = { revision: '2026-06-16T09:00:00Z', activeStepIds: [5001], seenAt: SENT_AT - 10 };
	const doubt = (body: object, evidence: Partial<Evidence>, mode = 'complete') =>
		completeStepReconciliation.reasonToDoubt?.(planOf({ mode }), body, {
			sent,
			sentAt: SENT_AT,
			...evidence,
		});

	it.each<[string, string | undefined, Partial<Evidence>, string | undefined]>([
		['after what was seen before', NOW, { before }, undefined],
		[
			'at the revision seen before, which is too coarse',
			NOW,
			{ before: { ...before, revision: NOW } },
			STILL,
		],
		['at no revision', undefined, { before }, STILL],
		['perhaps before it was sent', NOW, {}, STILL],
		['at the latest time at which it was sent', '2026-06-16T10:00:01Z', {}, undefined],
		['when the server has no clock', NOW, { sent: undefined }, STILL],
		[
			'in an instance that has not changed',
			'2026-06-16T09:00:00Z',
			{ before },
			'the answer shows an instance that has not changed',
		],
	])('changed %s', (_what, time, evidence, why) => {
		expect(doubt(shown(time), evidence)).toBe(why);
	});

	it('is accepted for saved values, which leave it active', () => {
		expect(doubt(shown(NOW), {}, 'save')).toBeUndefined();
	});

	it('is accepted without a revision where the step is gone', () => {
		const gone = { before: { ...before, activeStepIds: [] } };
		expect(doubt(shown(undefined, [5002]), gone)).toBeUndefined();
	});
});
