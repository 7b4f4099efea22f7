import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { entriesOf, nextPageOf } from '../api/pagination';
import type { ApiRequest } from '../api/types';
import { workflowPath } from '../api/paths';
import { lookUp, noList, readCurrentId } from './editorRequest';

const PAGE_SIZE = '50';

/** The running instances of the workflow that was chosen for the list, the newest first. */
export async function searchInstances(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const workflowId = readCurrentId(this, 'workflow', 'listWorkflow');
	const page = new URLSearchParams(paginationToken);
	const request: ApiRequest = {
		method: 'GET',
		path: `${workflowPath(workflowId)}instances/`,
		query: {
			status: 'running',
			ordering: '-started_time',
			page_size: PAGE_SIZE,
			...(filter?.trim() && { name: filter.trim() }),
			...Object.fromEntries(page),
		},
	};
	const body = await lookUp(this, request, {
		action: `list the instances of workflow ${workflowId}`,
		subject: { kind: 'workflow', id: workflowId },
	});
	const entries = entriesOf(body);
	const results = entries?.flatMap(toResult) ?? [];
	if (!entries || (entries.length > 0 && results.length === 0)) {
		throw noList(this, {
			message: 'The instances were not recognized',
			description: 'Enter the ID instead',
		});
	}
	const next = nextPageOf(request, body);
	return {
		results,
		...(next && { paginationToken: new URLSearchParams(next.query).toString() }),
	};
}

/** What an entry holds is not documented, and only an ID can be chosen. */
function toResult({ id, name }: IDataObject): INodeListSearchItems[] {
	const value = Number(id);
	if (!Number.isSafeInteger(value) || value < 1) return [];
	return [{ name: name ? `${String(name)} (${value})` : `Instance ${value}`, value }];
}
