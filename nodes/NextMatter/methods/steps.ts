import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { locatedValue } from '../input/ids';
import { isFound, noList } from './editorRequest';
import { readSteps } from './readSteps';

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
		message: `No steps were recognized in ${owner}`,
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
			message: `No other steps were recognized in ${owner}`,
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
