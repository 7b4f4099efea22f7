import {
	NodeApiError,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	type ResourceMapperFields,
} from 'n8n-workflow';
import { activeStepIds, isInstance } from '../api/instance/instance';
import { outlineOf, type FieldOutline, type StepOutline } from '../api/instance/stepOutline';
import { columnsOf, knownColumns } from '../formFields/columns';
import { custom } from '../formFields/kinds/custom';
import { kindOfApiType } from '../formFields/kindOfApiType';
import { typedId } from '../formFields/typedIds';
import type { FieldKind } from '../formFields/types';
import { locatedValue } from '../input/ids';
import { instancePath, workflowPath } from '../api/paths';
import { isFound, lookUp, noList, readCurrentId } from './editorRequest';

interface Steps {
	/** What they belong to, for messages. */
	readonly owner: string;
	readonly active: readonly number[];
	readonly steps: readonly StepOutline[];
}

/** The steps of the chosen instance: those that are active, then all others. */
export async function searchSteps(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { owner, active, steps } = await readSteps(this);
	const names = new Map(steps.map(({ id, name }) => [id, name]));
	const others = steps.map(({ id }) => id).filter((id) => !active.includes(id));
	// The name is saved, so that it holds nothing that changes, such as whether the step is active.
	const results = [...active, ...others].map((id) => toResult(id, names.get(id)));
	if (results.length > 0) return { results: results.filter(({ name }) => isFound(name, filter)) };
	throw noList(this, {
		message: `No steps were recognised in ${owner}`,
		description: 'Enter the ID instead',
	});
}

/** Where a routing can lead: the other steps, in the order of the workflow. */
export async function searchTargetSteps(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { owner, steps } = await readSteps(this);
	const own = toNumber(this.getCurrentNodeParameter('stepId'));
	const others = steps.filter(({ id }) => id !== own);
	if (others.length === 0) {
		throw noList(this, {
			message: `No other steps were recognised in ${owner}`,
			description: 'Enter the ID instead',
		});
	}
	const results = others.map(({ id, name }) => toResult(id, name));
	return { results: results.filter(({ name }) => isFound(name, filter)) };
}

function toResult(id: number, name?: string): INodeListSearchItems {
	return { name: name === undefined ? `Step ${id}` : `${name} (${id})`, value: id };
}

function toNumber(parameter: unknown): number {
	return Number(locatedValue(parameter));
}

/** The form fields of the chosen step, each with the name of its type. */
export async function searchFormFields(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listFields(this, filter, (id) => id);
}

/** The same, to choose one and its type at once, where the type is recognised. */
export async function searchTypedFormFields(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listFields(this, filter, (id, kind) => (kind === custom ? id : typedId(id, kind)));
}

/** The form fields in which people may answer: of whatever step. */
export async function searchAnswerFields(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { owner, steps } = await readSteps(this);
	return listed(
		this,
		{ place: owner, fields: steps.flatMap(({ fields }) => fields) },
		{ filter, valueOf: (id) => id },
	);
}

async function listFields(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	valueOf: (id: number, kind: FieldKind) => number | string,
): Promise<INodeListSearchResult> {
	return listed(context, await readFields(context), { filter, valueOf });
}

interface Listing {
	readonly filter: string | undefined;
	valueOf(id: number, kind: FieldKind): number | string;
}

function listed(
	context: ILoadOptionsFunctions,
	{ fields, place }: { readonly fields: readonly FieldOutline[]; readonly place: string },
	{ filter, valueOf }: Listing,
): INodeListSearchResult {
	if (fields.length === 0) {
		throw noList(context, {
			message: `No form fields were recognised in ${place}`,
			description: 'Enter the ID instead; it is shown in the workflow editor of Next Matter',
		});
	}
	const results = fields.map(({ id, name, type }) => {
		const kind = kindOfApiType(type);
		return { name: `${name ?? `Form Field ${id}`}: ${kind.name}`, value: valueOf(id, kind) };
	});
	return { results: results.filter(({ name }) => isFound(name, filter)) };
}

/**
 * The form fields of the chosen step as columns; none, with a notice, when none are recognised.
 *
 * The editor asks again with every change of the instance. Once an expression is put in its place
 * nothing can be looked up, and without an answer the editor would drop the columns that are there.
 */
export async function getFormFieldColumns(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const known = knownColumns(this.getCurrentNodeParameter('formFieldsMap'));
	const found = await readFields(this).catch((error: unknown) => {
		// Of what is thrown the mapper shows nothing, of a notice the whole sentence.
		if (error instanceof NodeApiError) return { notice: asSentence(error) };
		throw error;
	});
	if ('notice' in found) {
		return known.length > 0 ? { fields: known } : { fields: [], emptyFieldsNotice: found.notice };
	}
	const { fields, place } = found;
	const columns = columnsOf(fields);
	if (columns.length > 0) return { fields: columns };
	return {
		fields: [],
		emptyFieldsNotice: `No form fields were recognised in ${place}. Enter their IDs with 'Using Fields Below' instead.`,
	};
}

function asSentence({ message, description }: NodeApiError): string {
	return [message, description ?? ''].filter(Boolean).join('. ');
}

/**
 * The form fields of the chosen step, or of the whole instance where no step is asked for.
 *
 * @returns the form fields, and where they are, for messages
 * @throws NodeApiError that says why nothing can be looked up
 */
export async function readFields(context: ILoadOptionsFunctions) {
	if (context.getCurrentNodeParameter('resource') === 'file') {
		const { owner, steps } = await readSteps(context);
		return { place: owner, fields: steps.flatMap(({ fields }) => fields) };
	}
	const first = isToBeStarted(context) && isLeftOpen(context);
	const chosen = first ? undefined : readCurrentId(context, 'step', 'stepId');
	const { steps } = await readSteps(context);
	const stepId = chosen ?? steps[0]?.id ?? 0;
	return {
		place: `step ${stepId}`,
		fields: steps.find(({ id }) => id === stepId)?.fields ?? [],
	};
}

async function readSteps(context: ILoadOptionsFunctions): Promise<Steps> {
	const isOfWorkflow =
		context.getCurrentNodeParameter('resource') === 'formField' || isToBeStarted(context);
	return isOfWorkflow ? await readStepsOfWorkflow(context) : await readStepsOfInstance(context);
}

/** An instance that is still to be started has the steps of its workflow. */
function isToBeStarted(context: ILoadOptionsFunctions): boolean {
	const operation = context.getCurrentNodeParameter('operation');
	return operation === 'create' || operation === 'sendAndWait';
}

/** Nobody has chosen a step, so that it is the first of the workflow. */
function isLeftOpen(context: ILoadOptionsFunctions): boolean {
	const value = locatedValue(context.getCurrentNodeParameter('stepId'));
	return value === undefined || value === '';
}

async function readStepsOfWorkflow(context: ILoadOptionsFunctions): Promise<Steps> {
	const workflowId = readCurrentId(context, 'workflow', 'workflowId');
	const request = { method: 'GET', path: workflowPath(workflowId) } as const;
	const body = await lookUp(context, request, `read workflow ${workflowId}`);
	return { owner: `workflow ${workflowId}`, active: [], steps: outlineOf(body) };
}

async function readStepsOfInstance(context: ILoadOptionsFunctions): Promise<Steps> {
	const instanceId = readCurrentId(context, 'instance', 'instanceId');
	const request = { method: 'GET', path: instancePath(instanceId) } as const;
	const body = await lookUp(context, request, `read instance ${instanceId}`);
	if (!isInstance(body, instanceId)) {
		throw noList(context, {
			message: `The answer is not instance ${instanceId}`,
			description: 'Enter the ID instead',
		});
	}
	return {
		owner: `instance ${instanceId}`,
		active: activeStepIds(body) ?? [],
		steps: outlineOf(body.process_snapshot),
	};
}
