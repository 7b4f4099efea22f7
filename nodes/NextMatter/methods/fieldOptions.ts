import {
	NodeApiError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { fieldKinds } from '../formFields';
import { splitTypedId } from '../formFields/typedIds';
import { isFound, noList, readCurrentId } from './editorRequest';
import { readFields } from './readSteps';

/** The options of the form field that was chosen in the same row, in the order of the workflow. */
export async function searchFieldOptions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const options = await readOptions(this);
	const results = options.map((name) => ({ name, value: name }));
	return { results: results.filter(({ name }) => isFound(name, filter)) };
}

/**
 * The same, to choose several. What is already chosen stays in the list even if nothing can be looked up,
 * because otherwise n8n would show an error for it.
 */
export async function getFieldOptions(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const chosen = readChosen(this);
	const options = await readOptions(this).catch((error: unknown) => {
		if (chosen.length > 0 && error instanceof NodeApiError) return undefined;
		throw error;
	});
	const strangers = chosen.filter((name) => !options?.includes(name));
	return [
		...(options ?? []).map((name) => ({ name, value: name })),
		...strangers.map((name) => ({
			name,
			value: name,
			...(options && { description: 'The form field has no such option' }),
		})),
	];
}

/** In all lists of the row, since n8n does not tell which one asks. */
function readChosen(context: ILoadOptionsFunctions): string[] {
	const names = fieldKinds.flatMap(({ optionLists = [] }) => optionLists);
	const values = names.flatMap((name): unknown => context.getCurrentNodeParameter(`&${name}`));
	const texts = values.filter((value) => typeof value === 'string' && value.trim() !== '');
	return [...new Set(texts.map(String))];
}

async function readOptions(context: ILoadOptionsFunctions): Promise<readonly string[]> {
	const { type, id } = splitTypedId(context.getCurrentNodeParameter('&fieldId'));
	const fieldId =
		type === undefined ? readCurrentId(context, 'form field', '&fieldId') : Number(id);
	const { fields, place } = await readFields(context);
	const field = fields.find((one) => one.id === fieldId);
	if (!field) {
		throw noList(context, {
			message: `Form field ${fieldId} was not recognized in ${place}`,
			description: 'Enter the name of the option instead',
		});
	}
	if (field.options) return field.options;
	throw noList(context, {
		message: `No options were recognized in the form field ${field.name ?? fieldId}`,
		description: 'Enter the name of the option instead',
	});
}
