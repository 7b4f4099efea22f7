import type { IDataObject } from 'n8n-workflow';
import { activeStepIds, statusOf } from '../../../api/instance/instance';
import type { Failure } from '../../../api/types';
import { isRecord } from '../../../input/isRecord';
import type { CheckResult, Evidence, Reconciliation, Unresolved } from '../../types';
import { instancePath } from '../../../api/paths';
import { reading } from '../../../api/reading';
import { decideOutcome } from './decideOutcome';
import { gather, readState } from './evidence';
import { explainInactive, type InstanceState } from './explain';
import type { CompleteStepPlan } from './prepare';
import { presentStep as present } from './present';
import { isUnchanged } from './sinceRequest';

/** Next Matter cuts every request off after 60 seconds; until then one without an answer may be processed. */
const CUT_OFF_MS = 65_000;

const NOTHING_KNOWN: Evidence = { sent: undefined, sentAt: 0 };

/** The instance, read again, tells whether its step was completed. */
export const completeStepReconciliation: Reconciliation<CompleteStepPlan> = {
	request: ({ instanceId }) => ({
		method: 'GET',
		path: instancePath(instanceId),
		query: { inject_values: 'true', steps_time_frame: 'true' },
	}),
	readAttempt: ({ instanceId }) => reading('instance', instanceId),
	diagnoseRejection,
	reconcile,
	reasonToDoubt,
	revisionOf: (body) => (isRecord(body) ? updateTimeOf(body) : undefined),
	activeStepIds: (body) => (isRecord(body) ? activeStepIds(body) : undefined),
	isReady: ({ stepId }, { activeStepIds: active }) => active?.includes(stepId) ?? false,
	atWorkMs: CUT_OFF_MS,
	checksBeforeRetry: true,
};

function diagnoseRejection(plan: CompleteStepPlan, rejection: Failure, body: unknown): CheckResult {
	const state = readState(plan, body);
	if (!state) return { kind: 'failed', failure: rejection };
	if (state.active.includes(plan.stepId)) {
		const failure = { ...rejection, details: { activeStepIds: [...state.active] } };
		return { kind: 'notDone', failure };
	}
	const failure = explainInactive(plan, rejection, state);
	const { completion, instance } = state;
	if (plan.ifStepNotActive === 'treatAsDone' && mayBeCompleted(state)) {
		const mark = completion === 'completed' ? 'already_completed' : 'not_active';
		return { kind: 'done', json: present(plan, instance, mark) };
	}
	const mayComeYet = statusOf(instance) === 'running' && completion !== 'completed';
	const isWaiting = plan.ifStepNotActive === 'wait' && completion !== 'absent' && mayComeYet;
	return { kind: isWaiting ? 'pending' : 'failed', failure };
}

/** A step that is known to be open, or that an aborted instance has left behind, is not done. */
function mayBeCompleted({ completion, instance }: InstanceState): boolean {
	if (completion === 'unknown') return statusOf(instance) !== 'aborted';
	return completion === 'completed';
}

function reconcile(
	plan: CompleteStepPlan,
	body: unknown,
	{ failure, evidence = NOTHING_KNOWN }: Unresolved,
): CheckResult {
	const state = readState(plan, body);
	const withReason = (why: string): Failure => ({
		...failure,
		remedy: `${why}. ${failure.remedy}`,
	});
	if (!state) {
		const why = 'The instance was read, but the answer does not show its steps';
		return { kind: 'failed', failure: withReason(why) };
	}
	if (plan.mode === 'save') return settleSave(plan, { withReason, state, evidence });
	const { instance, active, completion } = state;
	const { kind, why } = decideOutcome(gather(plan, state, evidence));
	if (kind === 'done') return { kind, json: present(plan, instance, 'confirmed_by_read') };
	if (kind === 'unchanged') {
		const details = { activeStepIds: [...active], instanceStatus: statusOf(instance) };
		return { kind: 'notDone', failure: { ...failure, details } };
	}
	const isFine = plan.ifStepNotActive === 'treatAsDone' && completion === 'completed';
	if (kind === 'earlier' && isFine) {
		return { kind: 'done', json: present(plan, instance, 'already_completed') };
	}
	return { kind: kind === 'undecided' ? 'pending' : 'failed', failure: withReason(why) };
}

/** Values can be saved again, but not into a step that was completed or has come round since. */
function settleSave(
	plan: CompleteStepPlan,
	{
		withReason,
		state,
		evidence,
	}: {
		readonly withReason: (why: string) => Failure;
		readonly state: InstanceState;
		readonly evidence: Evidence;
	},
): CheckResult {
	const { isActive, values, completedAt, before, sent, newest, revision } = gather(
		plan,
		state,
		evidence,
	);
	const isStale = newest && revision && revision.time < newest.time;
	if (isStale) return { kind: 'pending', failure: withReason('The read shows an older state') };
	const since = before ? before.revision.time + before.revision.stepMs : sent?.latest;
	const isCompleted = completedAt && since !== undefined && completedAt.time >= since;
	if (!isActive || isCompleted) {
		const why = isCompleted
			? 'The step has been completed since then'
			: 'The step is no longer active';
		return { kind: 'failed', failure: withReason(why) };
	}
	// Where nothing can be compared, the API's word is all there is.
	return values === 'match' || (evidence.isAnswered && values === 'none')
		? { kind: 'done', json: present(plan, state.instance, 'confirmed_by_read') }
		: { kind: 'notDone', failure: withReason('The values are not saved yet') };
}

/**
 * Why a success is doubted, although the status says so. Its own answer shows:
 * - no steps,
 * - an older state,
 * - an instance that has not changed,
 * - a step that was not active when it was last read and is not now, or
 * - a step that is still active: it may have become active again at once, or not have been completed at all.
 */
function reasonToDoubt(
	plan: CompleteStepPlan,
	body: unknown,
	evidence: Evidence,
): string | undefined {
	const state = readState(plan, body);
	if (!state) return 'the answer does not show the steps of the instance';
	const known = gather(plan, state, evidence);
	const { isActive, before, newest, revision, sent } = known;
	if (newest && revision && revision.time < newest.time) {
		return 'the answer shows an older state of the instance than was seen before';
	}
	if (isUnchanged(known)) return 'the answer shows an instance that has not changed';
	if (plan.mode === 'save') return undefined;
	// However coarse its times: what was not active could not be completed.
	const isSame = before && !before.isActive && revision?.time === before.revision.time;
	if (!isActive) return isSame ? 'the step was not active just before' : undefined;
	const isNew = before && revision && revision.time > before.revision.time;
	const isCertain = isNew ?? (revision && sent && revision.time >= sent.latest);
	return isCertain ? undefined : 'the answer shows the step as still active';
}

function updateTimeOf({ last_updated_time: time }: IDataObject): string | undefined {
	return typeof time === 'string' && time ? time : undefined;
}
