import type { WorkflowDefinition } from './definitions';
import type { JsonObject, JsonValue } from './json';
import { structureOf, type SnapshotShape } from './snapshots';
import type { InstanceState } from './state';
import type { Times } from './world';

export interface PresentOptions {
	/** Where the stand-in listens, without the path of the API. */
	url: string;
	snapshotShape: SnapshotShape;
	injectValues: boolean;
	stepsTimeFrame: boolean;
	times?: Times;
}

function writeTime(iso: string | null, times: Times = 'exact'): string | null {
	if (times === 'seconds') return iso?.replace(/\.\d+/, '') ?? null;
	return (times === 'noZone' ? iso?.replace('Z', '') : iso) ?? null;
}

function presentSnapshot(
	{ workflow, values, completedSteps }: InstanceState,
	{ snapshotShape, injectValues, stepsTimeFrame, times }: PresentOptions,
): JsonObject {
	const timeOf = (id: number) =>
		times === 'missing' ? null : writeTime(completedSteps[id] ?? null, times);
	return structureOf(workflow, snapshotShape, {
		...(injectValues && { field: ({ id }) => ({ value: values[id] ?? null }) }),
		...(stepsTimeFrame && { step: ({ id }) => ({ completed_time: timeOf(id) }) }),
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
	const { times } = options;
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
		started_time: writeTime(state.startedTime, times),
		completed_time: writeTime(state.completedTime, times),
		aborted_time: writeTime(state.abortedTime, times),
		last_updated_time: times === 'missing' ? null : writeTime(state.lastUpdatedTime, times),
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
