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
			failure: {
				remedy: expect.stringMatching(
					/^The step is completed, but the time of the request.*\. Look$/,
				),
			},
		});
	});

	it('is not known where the read shows no steps', () => {
		expect(reconcile({}, { id: 9001 }, EVIDENCE)).toEqual({
			kind: 'failed',
			...because('The instance was read, but the answer does not show its steps'),
		});
	});

	it('is done by it if the step was completed since', () => {
		expect(reconcile({}, shown([], AFTER), EVIDENCE)).toMatchObject({
			kind: 'done',
			json: { id: 9001, completed_step: { id: 5001 }, step_outcome: 'confirmed_by_read' },
		});
	});

	it('is certainly not done if nothing has changed since before', () => {
		const before = { revision: BEFORE, activeStepIds: [5001], seenAt: SENT_AT - 60_000 };
		expect(reconcile({}, shown([5001], null, BEFORE), { ...EVIDENCE, before })).toEqual({
			kind: 'notDone',
			failure: { ...lost, details: { activeStepIds: [5001], instanceStatus: 'running' } },
		});
	});

	it('may be told by a later read', () => {
		expect(reconcile({}, shown([5001], null, BEFORE), EVIDENCE)).toMatchObject({
			kind: 'pending',
			failure: { remedy: expect.stringMatching(/^The step is active, but.*\. Look$/) },
		});
	});

	it('is not done already by what may have been this item', () => {
		const rivals = { ...EVIDENCE, rivals: 'others' } as const;
		expect(reconcile(treatAsDone, shown([], AFTER), rivals).kind).toBe('failed');
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

	it('is not proven by a read that shows an older state', () => {
		const body = shown([5001], null, BEFORE);
		expect(reconcile(save, body, { ...EVIDENCE, newest: AFTER })).toEqual({
			kind: 'pending',
			...because('The read shows an older state'),
		});
	});

	it.each<[string, IDataObject, string]>([
		[
			'completed since, and active again',
			shown([5001], AFTER),
			'The step has been completed since then',
		],
		['not active', shown([], null), 'The step is no longer active'],
	])('is settled when the step is %s', (_what, body, why) => {
		expect(reconcile(save, body, EVIDENCE)).toEqual({ kind: 'failed', ...because(why) });
	});

	it.each<[string, Evidence]>([
		['by the clock of the server', EVIDENCE],
		[
			'as it was seen before',
			{
				...EVIDENCE,
				sent: undefined,
				before: { revision: BEFORE, seenAt: SENT_AT - 10 },
			},
		],
		['where no time is known', { sent: undefined, sentAt: SENT_AT }],
	])('is not settled by what was completed in the lap before, %s', (_what, evidence) => {
		expect(reconcile(save, shown([5001], BEFORE), evidence)).toEqual({
			kind: 'notDone',
			...because('The values are not saved yet'),
		});
	});

	it('is settled by a completion at the latest time at which they were sent', () => {
		const latest = '2026-06-16T10:00:01Z';
		expect(reconcile(save, shown([5001], latest), EVIDENCE).kind).toBe('failed');
	});

	/** The step is still active, and shows this of the form field. */
	const showing = (inputValue?: string) => ({
		...shown([5001], null),
		process_snapshot: {
			steps: [{ id: 5001, actions: [{ id: 50222, ...(inputValue && { value: { inputValue } }) }] }],
		},
	});
	const body = { actions: [{ action_id: 50222, input_object: { inputValue: 'Approved' } }] };

	it.each<[string, IDataObject, Partial<Evidence>, string]>([
		['the values are there', showing('Approved'), {}, 'done'],
		['others are', showing('Draft'), {}, 'notDone'],
		['others are, against the answer', showing('Draft'), { isAnswered: true }, 'notDone'],
		['nothing can be compared', showing(), {}, 'notDone'],
		['nothing can be compared, but success was answered', showing(), { isAnswered: true }, 'done'],
		['the read is as new as the newest', showing('Approved'), { newest: AFTER }, 'done'],
	])('is decided by what the form fields show: %s', (_what, shows, known, kind) => {
		const result = reconcile(save, shows, { ...EVIDENCE, body, ...known });
		expect(result.kind).toBe(kind);
		if (kind !== 'done') return;
		expect(result).toMatchObject({
			json: { saved_step: { id: 5001 }, step_outcome: 'confirmed_by_read' },
		});
	});
});

it('success that shows an older state than was seen before is doubted', () => {
	const doubt = (newest: string) =>
		completeStepReconciliation.reasonToDoubt?.(planOf(), shown([5002], AFTER), {
			...EVIDENCE,
			newest,
		});
	expect(doubt('2026-06-16T10:00:06Z')).toBe(
		'the answer shows an older state of the instance than was seen before',
	);
	expect(doubt(AFTER)).toBeUndefined();
});

it('what is no instance tells neither a revision nor what is active', () => {
	const { revisionOf, activeStepIds, isReady } = completeStepReconciliation;
	expect([revisionOf('<html>'), activeStepIds?.('<html>')]).toEqual([undefined, undefined]);
	expect([revisionOf({ last_updated_time: 5 }), revisionOf({ last_updated_time: '' })]).toEqual([
		undefined,
		undefined,
	]);
	expect([revisionOf(shown([5001], null)), activeStepIds?.(shown([5001], null))]).toEqual([
		AFTER,
		[5001],
	]);
	const seen = { revision: AFTER, seenAt: SENT_AT };
	expect(isReady?.(planOf(), seen)).toBe(false);
	expect(isReady?.(planOf(), { ...seen, activeStepIds: [5001] })).toBe(true);
});
