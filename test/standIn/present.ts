import type { WorkflowDefinition } from './definitions';
import type { JsonObject, JsonValue } from './json';
import { structureOf, type SnapshotShape } from './snapshots';
import type { InstanceState } from './state';

export interface PresentOptions {
	/** Where the stand-in listens, without the path of the API. */
	url: string;
	snapshotShape: SnapshotShape;
	injectValues: boolean;
	stepsTimeFrame: boolean;
}

function presentSnapshot(
	{ workflow, values, completedSteps }: InstanceState,
	{ snapshotShape, injectValues, stepsTimeFrame }: PresentOptions,
): JsonObject {
	return structureOf(workflow, snapshotShape, {
		...(injectValues && { field: ({ id }) => ({ value: values[id] ?? null }) }),
		...(stepsTimeFrame && { step: ({ id }) => ({ completed_time: completedSteps[id] ?? null }) }),
	});
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
		step_assignments: state.stepAssignments.map((assignment) => ({ ...assignment })),
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

/** The workflow itself, as far as anybody knows that it can be read. */
export function presentWorkflow(
	workflow: WorkflowDefinition,
	{ url, snapshotShape }: Pick<PresentOptions, 'url' | 'snapshotShape'>,
): JsonObject {
	return {
		id: workflow.id,
		url: `${url}/api/processes/${workflow.id}/`,
		name: workflow.name,
		...structureOf(workflow, snapshotShape),
	};
}
