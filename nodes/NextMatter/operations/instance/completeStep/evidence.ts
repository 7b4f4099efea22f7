import {
	activeStepIds,
	isInstance,
	lastUpdateOf,
	statusOf,
	type InstanceStatus,
} from '../../../api/instance/instance';
import { isBefore, readMoment, type Moment } from '../../../api/moments';
import { compareValues, type ValueMatch } from '../../../api/instance/snapshotValues';
import {
	completionOf,
	completionTimeOf,
	type Completion,
} from '../../../api/instance/stepCompletion';
import type { Evidence, OtherItems, SendTime } from '../../types';
import type { InstanceState } from './explain';
import type { CompleteStepPlan, Route } from './prepare';

/** What was seen of the instance before the request went out. */
export interface Before {
	readonly revision: Moment;
	readonly isActive: boolean;
	/** Anything done by the request would have changed the revision, however coarse it is. */
	readonly isPrecise: boolean;
}

/** All that is known about a completion without a clear answer. */
export interface Knowledge {
	readonly route: Route;
	readonly sent: SendTime;
	/** The API said that it was done (HTTP 200), but its answer shows the step as active. */
	readonly isAnswered?: boolean;
	readonly before?: Before;
	/** The newest revision seen at all. */
	readonly newest?: Moment;
	/** What the read shows. */
	readonly revision?: Moment;
	readonly isActive: boolean;
	readonly completion: Completion;
	readonly completedAt?: Moment;
	readonly status: InstanceStatus;
	readonly abortedAt?: Moment;
	readonly values: ValueMatch;
	/** Other items of this run that may have completed the same step; with the same values, or others. */
	readonly rivals: OtherItems;
	/** And those that had completed it before this one was sent. */
	readonly forerunners: OtherItems;
}

/** Not all clocks of a server agree; that matters only where it tells whole seconds. */
const CLOCKS_APART_MS = 2000;

/** @returns undefined for anything but the instance with its active steps */
export function readState(
	{ instanceId, stepId }: CompleteStepPlan,
	body: unknown,
): InstanceState | undefined {
	if (!isInstance(body, instanceId)) return undefined;
	const active = activeStepIds(body);
	return active && { instance: body, active, completion: completionOf(body, stepId) };
}

/** Puts together what a read shows and what was known before. */
export function gather(
	plan: CompleteStepPlan,
	{ instance, active, completion }: InstanceState,
	evidence: Evidence,
): Knowledge {
	return {
		route: plan.route,
		sent: evidence.sent,
		isAnswered: evidence.isAnswered,
		before: beforeOf(plan, evidence),
		newest: readMoment(evidence.newest),
		revision: lastUpdateOf(instance),
		isActive: active.includes(plan.stepId),
		completion,
		completedAt: completionTimeOf(instance, plan.stepId),
		status: statusOf(instance),
		abortedAt: readMoment(instance.aborted_time),
		values: compareValues(instance, evidence.body?.actions),
		rivals: evidence.rivals ?? 'none',
		forerunners: evidence.forerunners ?? 'none',
	};
}

function beforeOf({ stepId }: CompleteStepPlan, evidence: Evidence): Before | undefined {
	const { before, sent } = evidence;
	const revision = readMoment(before?.revision);
	if (!before || !revision) return undefined;
	return {
		revision,
		isActive: before.activeStepIds?.includes(stepId) ?? false,
		isPrecise: isPrecise(revision, evidence.sentAt - before.seenAt, sent?.earliest),
	};
}

/** @param agoMs how long before the request it was seen, by the clock of this machine */
function isPrecise(revision: Moment, agoMs: number, earliest: number | undefined): boolean {
	const apart = revision.stepMs >= 1000 ? CLOCKS_APART_MS : 0;
	if (earliest !== undefined && isBefore(revision, earliest)) return true;
	return revision.stepMs <= 1 || agoMs >= revision.stepMs + apart;
}
