import { refuse, type Answer, type ErrorTree } from './answers';
import type { WorkflowDefinition } from './definitions';
import { isObject, parseJson, type JsonObject, type JsonValue } from './json';
import type { InstanceState } from './state';
import type { CreateInstanceInput } from './store';
import type { ApiRequest, World } from './world';

type Refused = { refusal: Answer };
type Details = Pick<InstanceState, 'name' | 'deadline' | 'priority' | 'tags'>;

const LONGEST_NAME = 255;

/** Reads the body of a request that starts an instance, or says what is wrong with it. */
export function readNewInstance(
	world: World,
	request: ApiRequest,
): Refused | { details: CreateInstanceInput } {
	const body = readBody(request);
	if ('refusal' in body) return body;
	const workflow = findWorkflow(world, body.json.process);
	if (typeof workflow === 'string') return { refusal: refuse.fields({ process: [workflow] }) };
	const errors = {
		...findDetailErrors(body.json, workflow),
		...findAssignmentErrors(body.json.step_assignments, workflow),
	};
	if (Object.keys(errors).length > 0) return { refusal: refuse.fields(errors) };
	const { name, ...details } = readDetails(body.json);
	return { details: { workflowId: workflow.id, ...details, ...(name && { name }) } };
}

/** Reads the body of an update: what it leaves out goes back to how it is in a new instance. */
export function readWholeInstance(
	world: World,
	{ workflow }: InstanceState,
	request: ApiRequest,
): Refused | { details: Details } {
	const body = readBody(request);
	if ('refusal' in body) return body;
	const given = findWorkflow(world, body.json.process);
	if (typeof given === 'string') return { refusal: refuse.fields({ process: [given] }) };
	const errors = findDetailErrors(body.json, workflow);
	if (Object.keys(errors).length > 0) return { refusal: refuse.fields(errors) };
	return { details: readDetails(body.json) };
}

export function readBody(request: ApiRequest): Refused | { json: JsonObject } {
	const mediaType = (request.contentType ?? '').split(';')[0].trim().toLowerCase();
	if (mediaType !== 'application/json') return { refusal: refuse.mediaType(mediaType) };
	const json = parseJson(request.body);
	if (json === undefined) return { refusal: refuse.notJson() };
	if (isObject(json)) return { json };
	const errors = { non_field_errors: ['Invalid data. Expected a dictionary.'] };
	return { refusal: refuse.fields(errors) };
}

/** @returns what is wrong with the address if it is not that of a workflow */
function findWorkflow(world: World, value: JsonValue | undefined): WorkflowDefinition | string {
	if (value === undefined) return 'This field is required.';
	if (value === null) return 'This field may not be null.';
	if (typeof value !== 'string') return 'Incorrect type. Expected URL string.';
	const path = URL.canParse(value) ? new URL(value).pathname : value;
	const id = /^\/api\/processes\/(\d+)\/$/.exec(path)?.[1];
	if (id === undefined) return 'Invalid hyperlink - No URL match.';
	return world.store.findWorkflow(Number(id)) ?? 'Invalid hyperlink - Object does not exist.';
}

function findDetailErrors(
	{ name, deadline, priority, tags }: JsonObject,
	workflow: WorkflowDefinition,
): ErrorTree {
	const errors: ErrorTree = {};
	if (typeof name === 'string' && name.length > LONGEST_NAME) {
		errors.name = [`Ensure this field has no more than ${LONGEST_NAME} characters.`];
	}
	if (name && workflow.automaticNaming) {
		errors.name = ['This workflow names its instances itself.'];
	}
	if (deadline && (typeof deadline !== 'string' || Number.isNaN(Date.parse(deadline)))) {
		errors.deadline = ['Datetime has wrong format.'];
	}
	if (priority && priority !== 'V' && priority !== 'H') {
		errors.priority = [`"${String(priority)}" is not a valid choice.`];
	}
	if (tags !== undefined && !Array.isArray(tags)) {
		errors.tags = ['Expected a list of items.'];
	}
	return errors;
}

function findAssignmentErrors(
	given: JsonValue | undefined,
	{ steps }: WorkflowDefinition,
): ErrorTree {
	const assignments = Array.isArray(given) ? given.filter(isObject) : [];
	const errors = assignments.map(({ step_id: stepId }): ErrorTree => {
		const isStep = steps.some(({ id }) => id === stepId);
		return isStep ? {} : { step_id: ['This step is not part of the workflow.'] };
	});
	if (errors.some((error) => Object.keys(error).length > 0)) return { step_assignments: errors };
	const open = steps.filter(
		({ id, assignedAtStart }) =>
			assignedAtStart && !assignments.some(({ step_id: stepId }) => stepId === id),
	);
	return open.length > 0
		? { step_assignments: [`Step ${open[0].id} needs an assignment.`] }
		: ({} as ErrorTree);
}

function readDetails({ name, deadline, priority, tags }: JsonObject): Details {
	return {
		name: typeof name === 'string' ? name : '',
		deadline: typeof deadline === 'string' ? deadline : null,
		priority: priority === 'V' || priority === 'H' ? priority : null,
		tags: Array.isArray(tags) ? tags.map(String) : [],
	};
}
