import type { ErrorTree } from './answers';
import type { WorkflowDefinition } from './definitions';
import { isObject, typeName, type JsonObject, type JsonValue } from './json';
import { collect, findIdFault, notADictionary } from './readBody';
import type { StepAssignment } from './state';

type Errors = string[] | ErrorTree | ErrorTree[];

function findErrors(entry: JsonValue, { steps }: WorkflowDefinition): ErrorTree {
	if (!isObject(entry)) return notADictionary(entry);
	const errors = collect({
		step_id: findIdFault(entry.step_id),
		user_id: findIdFault(entry.user_id),
	});
	if (errors.step_id !== undefined || steps.some(({ id }) => id === entry.step_id)) return errors;
	return { ...errors, step_id: ['This step is not part of the workflow.'] };
}

/** What is wrong with the assignments of steps to users, or `undefined` if nothing is. */
export function findAssignmentErrors(
	given: JsonValue | undefined,
	workflow: WorkflowDefinition,
): Errors | undefined {
	if (given === undefined) return undefined;
	if (!Array.isArray(given)) {
		const message = `Expected a list of items but got type "${typeName(given)}".`;
		return { non_field_errors: [message] };
	}
	const errors = given.map((entry) => findErrors(entry, workflow));
	return errors.some((error) => Object.keys(error).length > 0) ? errors : undefined;
}

/** What is missing to start a workflow with these assignments, or `undefined` if nothing is. */
export function findMissingAssignment(
	given: JsonValue | undefined,
	{ steps }: WorkflowDefinition,
): Errors | undefined {
	const assigned = readAssignments(given).map(({ step_id: stepId }) => stepId);
	const open = steps.find(({ id, assignedAtStart }) => assignedAtStart && !assigned.includes(id));
	return open && [`Step ${open.id} needs an assignment.`];
}

/** @param given checked by `findAssignmentErrors` */
export function readAssignments(given: JsonValue | undefined): StepAssignment[] {
	const entries: JsonObject[] = Array.isArray(given) ? given.filter(isObject) : [];
	return entries.map((entry) => ({
		step_id: Number(entry.step_id),
		user_id: Number(entry.user_id),
	}));
}
