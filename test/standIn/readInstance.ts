import { refuse, type Answer, type ErrorTree } from './answers';
import type { WorkflowDefinition } from './definitions';
import { isObject, parseJson, typeName, type JsonObject, type JsonValue } from './json';
import { findAssignmentErrors, findMissingAssignment, readAssignments } from './readAssignments';
import type { InstanceState } from './state';
import type { CreateInstanceInput } from './store';
import type { ApiRequest, World } from './world';

type Refused = { refusal: Answer };
type Details = Pick<InstanceState, 'name' | 'deadline' | 'priority' | 'tags' | 'stepAssignments'>;

const MAX_NAME_LENGTH = 255;

/** Reads the body of a request that starts an instance, or says what is wrong with it. */
export function readNewInstance(
	world: World,
	request: ApiRequest,
): Refused | { details: CreateInstanceInput } {
	const body = readBody(request);
	if ('refusal' in body) return body;
	const workflow = findWorkflow(world, body.json.process);
	if (typeof workflow === 'string') return { refusal: refuse.fields({ process: [workflow] }) };
	const missing = findMissingAssignment(body.json.step_assignments, workflow);
	const errors = {
		...(missing && { step_assignments: missing }),
		...findDetailErrors(body.json, workflow),
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
	if (typeof given === 'string' && world.putProcess === 'required') {
		return { refusal: refuse.fields({ process: [given] }) };
	}
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
	if (typeof value !== 'string') {
		return `Incorrect type. Expected URL string, received ${typeName(value)}.`;
	}
	const path = URL.canParse(value) ? new URL(value).pathname : value;
	const id = /^\/api\/processes\/(\d+)\/$/.exec(path)?.[1];
	if (id === undefined) return 'Invalid hyperlink - No URL match.';
	return world.store.findWorkflow(Number(id)) ?? 'Invalid hyperlink - Object does not exist.';
}

function findDetailErrors(
	{ name, deadline, priority, tags, step_assignments: given }: JsonObject,
	workflow: WorkflowDefinition,
): ErrorTree {
	const assignments = findAssignmentErrors(given, workflow);
	const errors: ErrorTree = { ...(assignments && { step_assignments: assignments }) };
	if (name !== null && name !== undefined && typeof name !== 'string') {
		errors.name = ['Not a valid string.'];
	}
	if (typeof name === 'string' && name.length > MAX_NAME_LENGTH) {
		errors.name = [`Ensure this field has no more than ${MAX_NAME_LENGTH} characters.`];
	}
	if (name && workflow.automaticNaming) {
		errors.name = ['This workflow names its instances itself.'];
	}
	if (deadline !== undefined && deadline !== null && !isTime(deadline)) {
		errors.deadline = ['Datetime has wrong format.'];
	}
	if (priority !== undefined && priority !== null && priority !== 'V' && priority !== 'H') {
		errors.priority = [`"${String(priority)}" is not a valid choice.`];
	}
	if (tags !== undefined && !Array.isArray(tags)) {
		errors.tags = [`Expected a list of items but got type "${typeName(tags)}".`];
	} else if (tags?.some((tag) => typeof tag !== 'string')) {
		errors.tags = ['Not a valid string.'];
	}
	return errors;
}

function isTime(value: JsonValue): boolean {
	return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function readDetails({ name, deadline, priority, tags, ...rest }: JsonObject): Details {
	return {
		name: typeof name === 'string' ? name : '',
		deadline: typeof deadline === 'string' ? deadline : null,
		priority: priority === 'V' || priority === 'H' ? priority : null,
		tags: Array.isArray(tags) ? tags.map(String) : [],
		stepAssignments: readAssignments(rest.step_assignments),
	};
}
