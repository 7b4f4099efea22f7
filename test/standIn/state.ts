import { findStep, stagesOf } from './definitions';
import type { WorkflowDefinition } from './definitions';
import type { JsonObject } from './json';
import { readRoute } from './routing';

/** Written as the API writes it. */
export interface StepAssignment {
	readonly step_id: number;
	readonly user_id: number;
}

/** One run of a workflow. Values never change in place: each transition returns a new state. */
export interface InstanceState {
	readonly id: number;
	readonly workflow: WorkflowDefinition;
	readonly name: string | null;
	readonly deadline: string | null;
	readonly priority: 'V' | 'H' | null;
	readonly tags: readonly string[];
	/** Who was chosen, at the start, to do which step. */
	readonly stepAssignments: readonly StepAssignment[];
	readonly startedTime: string;
	readonly completedTime: string | null;
	readonly abortedTime: string | null;
	readonly lastUpdatedTime: string;
	readonly activeStepIds: readonly number[];
	readonly skippedStepIds: readonly number[];
	/** Completed steps by ID, with the time of their completion. */
	readonly completedSteps: Readonly<Record<number, string>>;
	/** Answers by the ID of the form field. */
	readonly values: Readonly<Record<number, JsonObject>>;
	/** When, in milliseconds since 1970, the workflow leads back to a step. */
	readonly comesBack?: { readonly at: number; readonly stepId: number };
}

export type NewInstance = Pick<InstanceState, 'id' | 'workflow'> &
	Partial<Pick<InstanceState, 'name' | 'deadline' | 'priority' | 'tags' | 'stepAssignments'>> & {
		/** Begin at this step, with all earlier ones completed. */
		startAtStepId?: number;
		/** What was entered before, by form field. */
		values?: Readonly<Record<number, JsonObject>>;
	};

function omit<T>(record: Readonly<Record<number, T>>, ids: readonly number[]): Record<number, T> {
	return Object.fromEntries(Object.entries(record).filter(([id]) => !ids.includes(Number(id))));
}

function stageIndexOf(workflow: WorkflowDefinition, stepId: number): number {
	return stagesOf(workflow).findIndex((stage) => stage.some(({ id }) => id === stepId));
}

function stepIdsBetween(workflow: WorkflowDefinition, from: number, to?: number): number[] {
	return stagesOf(workflow)
		.slice(from, to)
		.flatMap((stage) => stage.map(({ id }) => id));
}

export function startInstance(input: NewInstance, now: string): InstanceState {
	const { workflow, startAtStepId = workflow.steps[0].id } = input;
	const start = stageIndexOf(workflow, startAtStepId);
	if (start < 0) throw new Error(`Workflow ${workflow.id} has no step ${startAtStepId}`);
	const earlier = stepIdsBetween(workflow, 0, start);
	return {
		id: input.id,
		workflow,
		name: input.name ?? `${workflow.name} ${input.id}`,
		deadline: input.deadline ?? null,
		priority: input.priority ?? null,
		tags: input.tags ?? [],
		stepAssignments: input.stepAssignments ?? [],
		startedTime: now,
		completedTime: null,
		abortedTime: null,
		lastUpdatedTime: now,
		activeStepIds: stepIdsBetween(workflow, start, start + 1),
		skippedStepIds: [],
		completedSteps: Object.fromEntries(earlier.map((id) => [id, now])),
		values: input.values ?? {},
	};
}

export function saveValues(
	state: InstanceState,
	values: Readonly<Record<number, JsonObject>>,
	now: string,
): InstanceState {
	return { ...state, values: { ...state.values, ...values }, lastUpdatedTime: now };
}

/** Activates a stage; behind the last one the instance is completed. */
function enterStage(state: InstanceState, index: number, now: string): InstanceState {
	const activeStepIds = stepIdsBetween(state.workflow, index, index + 1);
	return { ...state, activeStepIds, completedTime: activeStepIds.length === 0 ? now : null };
}

function returnTo(state: InstanceState, stageIndex: number, now: string): InstanceState {
	const reopened = stepIdsBetween(state.workflow, stageIndex);
	// A button pressed last time must not press itself when the step is done again.
	const buttons = reopened.flatMap((id) =>
		(findStep(state.workflow, id)?.formFields ?? [])
			.filter(({ kind }) => kind === 'routing')
			.map((field) => field.id),
	);
	const open = {
		...state,
		completedSteps: omit(state.completedSteps, reopened),
		skippedStepIds: state.skippedStepIds.filter((id) => !reopened.includes(id)),
		values: omit(state.values, buttons),
	};
	return enterStage(open, stageIndex, now);
}

function skipTo(state: InstanceState, from: number, to: number, now: string): InstanceState {
	const passed = stepIdsBetween(state.workflow, from, to).filter(
		(id) => !(id in state.completedSteps),
	);
	const skippedStepIds = [...new Set([...state.skippedStepIds, ...passed])];
	return enterStage({ ...state, skippedStepIds }, to, now);
}

/** Leads back to the step that is due, if one is. */
export function comeBack(state: InstanceState, now: string): InstanceState {
	const { comesBack, ...rest } = state;
	if (!comesBack || rest.abortedTime !== null) return state;
	const back = { ...rest, lastUpdatedTime: now };
	return returnTo(back, stageIndexOf(state.workflow, comesBack.stepId), now);
}

/** Completes an active step and goes where its routing field, if it has one, leads. */
export function completeStep(
	before: InstanceState,
	stepId: number,
	values: Readonly<Record<number, JsonObject>>,
	now: string,
): InstanceState {
	const saved = saveValues(before, values, now);
	const state: InstanceState = {
		...saved,
		activeStepIds: saved.activeStepIds.filter((id) => id !== stepId),
		completedSteps: { ...saved.completedSteps, [stepId]: now },
	};
	const here = stageIndexOf(state.workflow, stepId);
	const route = readRoute(findStep(state.workflow, stepId), state.values);
	if (route?.action === 'decline') {
		const completedSteps = omit(state.completedSteps, [stepId]);
		return { ...state, completedSteps, activeStepIds: [], abortedTime: now };
	}
	if (route?.action === 'return') {
		return returnTo(state, stageIndexOf(state.workflow, route.stepId), now);
	}
	if (route?.action === 'skip_forward') {
		return skipTo(state, here, stageIndexOf(state.workflow, route.stepId), now);
	}
	const next = state.activeStepIds.length > 0 ? state : enterStage(state, here + 1, now);
	const { comesBackAfterMs: ms } = findStep(state.workflow, stepId) ?? {};
	if (ms === undefined) return next;
	const back = { ...next, comesBack: { at: Date.parse(now) + ms, stepId } };
	return ms === 0 ? comeBack(back, now) : back;
}
