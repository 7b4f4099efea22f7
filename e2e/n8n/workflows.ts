import type { IDataObject, IPinData, IRunData } from 'n8n-workflow';
import type { WorkflowFile } from '../../test/engine';
import { eventually } from '../waiting';
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

/** Publishes a workflow, so that its webhooks and its callers reach it. */
export async function publish(client: N8nClient, { id, versionId }: Saved): Promise<void> {
	await client.rest('POST', `/workflows/${id}/activate`, { versionId });
	await eventually(`workflow ${id} is published`, async () => {
		const { active, activeVersionId } = await client.rest<{
			active: boolean;
			activeVersionId?: string | null;
		}>('GET', `/workflows/${id}`);
		return active || activeVersionId ? true : undefined;
	});
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

/** Waits for the end of an execution, good or bad. */
export async function finished(client: N8nClient, executionId: string): Promise<Execution> {
	return await eventually(
		`execution ${executionId} ends`,
		async () => {
			const execution = await client.api<Execution>(`/executions/${executionId}?includeData=true`);
			return UNFINISHED.includes(execution.status) ? undefined : execution;
		},
		60_000,
	);
}

/** All executions of a workflow without their data, however many there are. */
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
	return distinct(executions);
}

/** Each execution once: n8n's lists show one that ends meanwhile among the running and the ended. */
function distinct(executions: readonly Execution[]): Execution[] {
	return [...new Map(executions.map((one) => [String(one.id), one])).values()];
}

/** Those that the public API of n8n 2.0 leaves out, because main still takes them for running. */
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
	const missing = results.filter((one) => !known.has(String(one.id)));
	return await Promise.all(
		missing.map(
			async (one) => await client.api<Execution>(`/executions/${one.id}?includeData=true`),
		),
	);
}

/** Waits until a workflow that was started from outside has ended as often as given. */
export async function finishedRuns(
	client: N8nClient,
	{ id }: Saved,
	count: number,
): Promise<Execution[]> {
	return await eventually(`${count} executions of workflow ${id} end`, async () => {
		const { data } = await client.api<{ data: Execution[] }>(
			`/executions?workflowId=${id}&includeData=true&limit=250`,
		);
		const rest = data.length < count ? await unlisted(client, id, data) : [];
		const ended = distinct([...data, ...rest]).filter(({ status }) => !UNFINISHED.includes(status));
		return ended.length >= count ? ended : undefined;
	});
}

/** What a node put out, over all its runs. */
export function outputOf(execution: Execution, node: string, output = 0): IDataObject[] {
	const runs = execution.data.resultData.runData[node] ?? [];
	return runs.flatMap(({ data }) => data?.main?.[output] ?? []).map(({ json }) => json);
}
