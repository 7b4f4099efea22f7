import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../../../../../nodes/NextMatter/api/types';
import { completeStepReconciliation } from '../../../../../nodes/NextMatter/operations/instance/completeStep/reconciliation';
import type { Evidence } from '../../../../../nodes/NextMatter/operations/types';
import { planOf } from '../../../completeStepPlan';

const SENT_AT = Date.UTC(2026, 5, 16, 10);
const EVIDENCE: Evidence = {
	sent: { earliest: SENT_AT, latest: SENT_AT + 1000 },
	sentAt: SENT_AT,
};
const BEFORE = '2026-06-16T09:00:00Z';
const AFTER = '2026-06-16T10:00:05Z';
const lost: Failure = { message: 'No answer', remedy: 'Look', certainty: 'unknown' };

/** The instance, whose step 5001 was completed at some time. */
const shown = (active: readonly number[], completed: string | null, updated = AFTER) => ({
	id: 9001,
	active_step_ids: active,
	last_updated_time: updated,
	process_snapshot: { steps: [{ id: 5001, completed_time: completed }] },
});
const reconcile = (changes: object, body: unknown, evidence?: Evidence) =>
	completeStepReconciliation.reconcile(planOf({ ...changes }), body, { failure: lost, evidence });
const treatAsDone = { options: { ifStepNotActive: 'treatAsDone' } };
const because = (why: string) => ({ failure: { ...lost, remedy: `${why}. Look` } });

describe('what became of a completion without a clear answer', () => {
	it('is not known where nothing is known of when it was sent', () => {
		expect(reconcile({}, shown([], AFTER))).toMatchObject({
			kind: 'failed',
			failure: { remedy: expect.stringMatching(/^The step is completed, but when.*\. Look$/) },
		});
	});

	it('is not known where the read shows no steps', () => {
		expect(reconcile({}, { id: 9001 }, EVIDENCE)).toEqual({
			kind: 'failed',
			...because('The instance was read, but the answer does not show its steps'),
		});
	});

	it('is done already if the step had been completed before, and that is fine', () => {
		const body = shown([], BEFORE);
		expect(reconcile(treatAsDone, body, EVIDENCE)).toMatchObject({
			kind: 'done',
			json: { id: 9001, step_outcome: 'already_completed' },
		});
		expect(reconcile({}, body, EVIDENCE).kind).toBe('failed');
	});

	it('is not done already by a step that nobody has completed', () => {
		const body = shown([], null, BEFORE);
		expect(reconcile(treatAsDone, body, EVIDENCE).kind).toBe('failed');
	});
});

describe('what became of saved values without a clear answer', () => {
	const save = { mode: 'save' };

	it('is not told by a read that shows an older state', () => {
		const body = shown([5001], null, BEFORE);
		expect(reconcile(save, body, { ...EVIDENCE, newest: AFTER })).toEqual({
			kind: 'pending',
			...because('The read shows an older state'),
		});
	});

	it.each<[string, IDataObject, string]>([
		['completed since, and active again', shown([5001], AFTER), 'The step was completed since'],
		['not active', shown([], null), 'The step is not active any more'],
	])('is settled when the step is %s', (_what, body, why) => {
		expect(reconcile(save, body, EVIDENCE)).toEqual({ kind: 'failed', ...because(why) });
	});

	it('is not settled by what was completed in the lap before', () => {
		expect(reconcile(save, shown([5001], BEFORE), EVIDENCE)).toEqual({
			kind: 'notDone',
			...because('The values are not saved yet'),
		});
	});
});

it('success that shows an older state than was seen before is doubted', () => {
	const doubt = (newest: string) =>
		completeStepReconciliation.reasonToDoubt?.(planOf(), shown([5002], AFTER), {
			...EVIDENCE,
			newest,
		});
	expect(doubt('2026-06-16T10:00:06Z')).toMatch(/^the answer shows an older state/);
	expect(doubt(AFTER)).toBeUndefined();
});

it('what is no instance tells neither a revision nor what is active', () => {
	const { revisionOf, activeStepIds, isReady } = completeStepReconciliation;
	expect([revisionOf('<html>'), activeStepIds?.('<html>')]).toEqual([undefined, undefined]);
	expect([revisionOf(shown([5001], null)), activeStepIds?.(shown([5001], null))]).toEqual([
		AFTER,
		[5001],
	]);
	const seen = { revision: AFTER, seenAt: SENT_AT };
	expect(isReady?.(planOf(), seen)).toBe(false);
	expect(isReady?.(planOf(), { ...seen, activeStepIds: [5001] })).toBe(true);
});
