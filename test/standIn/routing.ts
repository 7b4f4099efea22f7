import { stagesOf } from './definitions';
import type { StepDefinition, WorkflowDefinition } from './definitions';
import type { JsonObject } from './json';

export type Route =
	| { action: 'return' | 'skip_forward'; stepId: number }
	| { action: 'decline' | 'complete' };

function toRoute(value: JsonObject): Route | undefined {
	const { action, returnToStep } = value;
	if (action === 'return' || action === 'skip_forward') {
		return { action, stepId: Number(returnToStep) };
	}
	return action === 'decline' || action === 'complete' ? { action } : undefined;
}

/** Where the answered routing field of a step leads; the first answered one counts. */
export function readRoute(
	step: StepDefinition | undefined,
	values: Readonly<Record<number, JsonObject>>,
): Route | undefined {
	const answered = step?.formFields.find(({ id, kind }) => kind === 'routing' && id in values);
	return answered && toRoute(values[answered.id]);
}

/** Why a routing answer leads nowhere, or `undefined` if it does not. */
export function findRouteFault(
	workflow: WorkflowDefinition,
	stepId: number,
	value: JsonObject,
): string | undefined {
	const route = toRoute(value);
	if (!route || !('stepId' in route)) return undefined;
	const stages = stagesOf(workflow).map((stage) => stage.map(({ id }) => id));
	const here = stages.findIndex((ids) => ids.includes(stepId));
	const target = stages.findIndex((ids) => ids.includes(route.stepId));
	if (target < 0) return `Step ${route.stepId} is not part of this workflow.`;
	if (route.action === 'return' && target >= here) return `Step ${route.stepId} is not earlier.`;
	if (route.action === 'skip_forward' && target <= here) {
		return `Step ${route.stepId} is not later.`;
	}
	return undefined;
}
