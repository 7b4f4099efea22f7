import { stagesOf } from './definitions';
import type { FormFieldDefinition, StepDefinition } from './definitions';
import type { JsonObject, JsonValue } from './json';
import type { InstanceState } from './state';

export type SnapshotShape = 'object' | 'string';

export interface PresentOptions {
	/** Where the stand-in listens, without the path of the API. */
	url: string;
	snapshotShape: SnapshotShape;
	injectValues: boolean;
	stepsTimeFrame: boolean;
}

function presentField(
	state: InstanceState,
	{ id, name, kind, required = false, options }: FormFieldDefinition,
	{ injectValues }: PresentOptions,
): JsonObject {
	return {
		id,
		name,
		type: kind,
		required,
		...(options && { options: [...options] }),
		...(injectValues && { value: state.values[id] ?? null }),
	};
}

function presentStep(
	state: InstanceState,
	step: StepDefinition,
	options: PresentOptions,
): JsonObject {
	return {
		id: step.id,
		name: step.name,
		actions: step.formFields.map((field) => presentField(state, field, options)),
		...(options.stepsTimeFrame && { completed_time: state.completedSteps[step.id] ?? null }),
	};
}

function presentSnapshot(state: InstanceState, options: PresentOptions): JsonObject {
	const steps = stagesOf(state.workflow).map((stage): JsonObject => {
		const inner = stage.map((step) => presentStep(state, step, options));
		const { group } = stage[0];
		return group === undefined ? inner[0] : { name: group, parallel: true, steps: inner };
	});
	return { id: state.workflow.id, name: state.workflow.name, steps };
}

function presentStage({ workflow, activeStepIds, abortedTime }: InstanceState): string {
	if (abortedTime !== null) return 'Stopped';
	const active = workflow.steps.find(({ id }) => activeStepIds.includes(id));
	return active?.name ?? 'Done';
}

/** The instance as the API answers it. */
export function presentInstance(state: InstanceState, options: PresentOptions): JsonObject {
	const baseUrl = `${options.url}/api`;
	const { deadline } = state;
	const deadlines: JsonValue =
		deadline === null ? [] : state.activeStepIds.map((step_id) => ({ step_id, deadline }));
	const snapshot = presentSnapshot(state, options);
	const asText = options.snapshotShape === 'string';
	return {
		id: state.id,
		url: `${baseUrl}/instances/${state.id}/`,
		process: `${baseUrl}/processes/${state.workflow.id}/`,
		name: state.name,
		deadline,
		priority: state.priority,
		tags: [...state.tags],
		step_assignments: [],
		started_time: state.startedTime,
		completed_time: state.completedTime,
		aborted_time: state.abortedTime,
		last_updated_time: state.lastUpdatedTime,
		process_snapshot: asText ? JSON.stringify(snapshot) : snapshot,
		active_step_ids: [...state.activeStepIds],
		step_deadlines: asText ? JSON.stringify(deadlines) : deadlines,
		public_url: `${options.url}/status/${state.id}`,
		stage: presentStage(state),
	};
}
