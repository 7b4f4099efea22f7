import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { entriesOf, nextPageOf } from '../api/pages';
import type { ApiRequest } from '../api/types';
import { workflowPath } from '../operations/paths';
import { lookUp, noList, readCurrentId } from './lookUp';

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
	const body = await lookUp(this, request, `list the instances of workflow ${workflowId}`);
	const entries = entriesOf(body);
	if (!entries) throw noList(this, 'The instances were not recognised', 'Enter the ID instead');
	const next = nextPageOf(request, body);
	return {
		results: entries.map(({ id, name }) => ({
			name: name ? `${String(name)} (${String(id)})` : `Instance ${String(id)}`,
			value: Number(id),
		})),
		...(next && { paginationToken: new URLSearchParams(next.query).toString() }),
	};
}
