import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { FieldOutline } from '../api/instance/stepOutline';
import { custom } from '../formFields/kinds/custom';
import { kindOfApiType } from '../formFields/kindOfApiType';
import { typedId } from '../formFields/typedIds';
import type { FieldKind } from '../formFields/types';
import { isFound, noList } from './editorRequest';
import { readFields, readSteps } from './readSteps';

/** The form fields of the chosen step, each with the name of its type. */
export async function searchFormFields(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listFields(this, filter, (id) => id);
}

/** The same, to choose one and its type at once, where the type is recognized. */
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
			message: `No form fields were recognized in ${place}`,
			description: 'Enter the ID instead; you can find it in the Next Matter workflow editor',
		});
	}
	const results = fields.map(({ id, name, type }) => {
		const kind = kindOfApiType(type);
		return { name: `${name ?? `Form Field ${id}`}: ${kind.name}`, value: valueOf(id, kind) };
	});
	return { results: results.filter(({ name }) => isFound(name, filter)) };
}
