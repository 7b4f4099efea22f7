import type { IDataObject, IPinData, IRunData } from 'n8n-workflow';
import type { WorkflowFile } from '../../test/engine';
import { eventually } from '../waiting';
import { IS_2_0 } from '../world';
import type { N8nClient } from './client';

export interface Saved {
	readonly id: string;
	readonly versionId: string;
	readonly name: string;
	readonly nodes: WorkflowFile['nodes'];
	readonly connections: WorkflowFile['connections'];
	readonly pinData?: IPinData;
}

export interface Execution {
	readonly id: string;
	readonly workflowId: string;
	readonly mode: string;
	readonly status: 'canceled' | 'crashed' | 'error' | 'new' | 'running' | 'success' | 'waiting';
	readonly data: {
		readonly resultData: {
			readonly runData: IRunData;
			readonly error?: { readonly message: string; readonly description?: string | null };
			readonly lastNodeExecuted?: string;
		};
	};
}

const UNFINISHED: ReadonlyArray<Execution['status']> = ['new', 'running', 'waiting'];

/** Sends a workflow to n8n, as "Import from file" in the editor does, with pinned data. */
export async function importWorkflow(client: N8nClient, workflow: WorkflowFile): Promise<Saved> {
	const { name = 'Without a name', nodes, connections, settings, pinData } = workflow;
	return await client.rest('POST', '/workflows', {
		name,
		nodes,
		connections,
		settings: { executionOrder: 'v1', ...settings },
		pinData: pinData ?? {},
		active: false,
	});
}

/** Publishes a workflow, so that its webhooks, its polls and its callers reach it. */
export async function publish(client: N8nClient, saved: Saved): Promise<void> {
	const { id, versionId } = saved;
	await client.rest('POST', `/workflows/${id}/activate`, { versionId });
	// n8n 2.0 answers when all is done, later ones when they have noted down to do it.
	if (IS_2_0) return;
	await eventually(`workflow ${id} is published`, async () => {
		const { status, triggers } = await publicationOf(client, saved);
		if (status === 'failed') throw new Error(triggers[0].errorMessage ?? 'n8n does not say why');
		return status === 'published' || undefined;
	});
}

/** Until it is done, another workflow cannot have the same URL. */
export async function unpublish(client: N8nClient, saved: Saved): Promise<void> {
	await client.rest('POST', `/workflows/${saved.id}/deactivate`, {});
	if (IS_2_0) return;
	await eventually(`workflow ${saved.id} is not published any more`, async () => {
		const { status } = await publicationOf(client, saved);
		return status === 'not_published' || undefined;
	});
}

export interface Publication {
	readonly status: string;
	readonly triggers: ReadonlyArray<{ readonly errorMessage: string | null }>;
}

/** How far n8n has got with a workflow in the background; 2.0 does it at once instead. */
export async function publicationOf(client: N8nClient, { id }: Saved): Promise<Publication> {
	return await client.rest('GET', `/workflows/${id}/publication-status`);
}

/** Presses "Execute workflow". @returns ID of the execution, which has only begun */
export async function startManually(
	client: N8nClient,
	workflow: Saved,
	trigger: string,
): Promise<string> {
	const { executionId } = await client.rest<{ executionId: string }>(
		'POST',
		`/workflows/${workflow.id}/run`,
		{ workflowData: workflow, triggerToStartFrom: { name: trigger } },
	);
	return executionId;
}

/** Presses "Execute workflow" and waits for the end, good or bad. */
export async function runManually(
	client: N8nClient,
	workflow: Saved,
	trigger: string,
): Promise<Execution> {
	return await finished(client, await startManually(client, workflow, trigger));
}

/** By far enough for one that sleeps until its time is up, which n8n looks for once a minute. */
const MAX_EXECUTION_MS = 300_000;

/** Waits for the end of an execution, good or bad. */
export async function finished(client: N8nClient, executionId: string): Promise<Execution> {
	return await eventually(
		`execution ${executionId} ends`,
		async () => {
			const execution = await client.api<Execution>(`/executions/${executionId}?includeData=true`);
			return UNFINISHED.includes(execution.status) ? undefined : execution;
		},
		MAX_EXECUTION_MS,
	);
}

/** All executions of a workflow that have ended, without their data, however many there are. */
export async function allExecutions(
	client: N8nClient,
	{ id }: Saved,
): Promise<Array<Pick<Execution, 'id' | 'status'>>> {
	interface Page {
		readonly data: Execution[];
		readonly nextCursor: string | null;
	}
	const executions: Execution[] = [];
	for (let cursor: string | null = ''; cursor !== null; ) {
		const next: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
		const page: Page = await client.api(`/executions?workflowId=${id}&limit=250${next}`);
		executions.push(...page.data);
		cursor = page.nextCursor;
	}
	return distinct(executions).filter(hasEnded);
}

const hasEnded = ({ status }: Pick<Execution, 'status'>): boolean => !UNFINISHED.includes(status);

/** Each execution once: n8n's lists show one that ends meanwhile among the running and the ended. */
function distinct(executions: readonly Execution[]): Execution[] {
	return [...new Map(executions.map((one) => [String(one.id), one])).values()];
}

/** Those that n8n's public API leaves out, because main still takes them for running. */
async function unlisted(
	client: N8nClient,
	workflowId: string,
	listed: readonly Execution[],
): Promise<Execution[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await client.rest<{ results: Execution[] }>(
		'GET',
		`/executions?filter=${filter}`,
	);
	const known = new Set(listed.map((one) => String(one.id)));
	const missing = results.filter((one) => hasEnded(one) && !known.has(String(one.id)));
	return await Promise.all(
		missing.map(
			async (one) => await client.api<Execution>(`/executions/${one.id}?includeData=true`),
		),
	);
}

/** Waits until a workflow that was started from outside has ended as often as given. @returns all that have ended */
export async function finishedRuns(
	client: N8nClient,
	saved: Saved,
	count: number,
): Promise<Execution[]> {
	return await eventually(
		`${count} executions of workflow ${saved.id} end`,
		async () => {
			const ended = await endedRuns(client, saved);
			return ended.length >= count ? ended : undefined;
		},
		MAX_EXECUTION_MS,
	);
}

/** Executions that have ended until now, up to some hundreds. */
export async function endedRuns(client: N8nClient, { id }: Saved): Promise<Execution[]> {
	const { data } = await client.api<{ data: Execution[] }>(
		`/executions?workflowId=${id}&includeData=true&limit=250`,
	);
	return distinct([...data, ...(await unlisted(client, id, data))]).filter(hasEnded);
}

/** What a node put out, over all its runs. */
export function outputOf(execution: Execution, node: string, output = 0): IDataObject[] {
	const runs = execution.data.resultData.runData[node] ?? [];
	return runs.flatMap(({ data }) => data?.main?.[output] ?? []).map(({ json }) => json);
}
