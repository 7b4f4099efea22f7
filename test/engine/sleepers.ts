/* eslint-disable @n8n/community-nodes/no-restricted-imports -- plays n8n's server in tests; it never ships */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WorkflowExecute } from 'n8n-core';
import type {
	IRun,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { openWebhook } from './host';

/** An execution that sleeps, as n8n's server finds it in its database. */
export interface Sleeper {
	readonly run: IRun;
	readonly workflow: Workflow;
	readonly mode: WorkflowExecuteMode;
	additionalData(): IWorkflowExecuteAdditionalData;
}

/**
 * The part of n8n's server that wakes sleeping executions: by a call of the URL that it has signed, or
 * when the time is up.
 */
export interface Sleepers {
	/** For the data of an execution: where its URL leads. */
	readonly waitingUrl: string;
	/** An ID for the next execution, of which calls get 409 until it sleeps. */
	begin(): string;
	fallAsleep(executionId: string, sleeper: Sleeper): void;
	/** The runs that went on, by the ID of their execution. */
	readonly woken: ReadonlyMap<string, IRun>;
	/** What nodes wrote into the log of n8n. */
	readonly log: string[];
	/** How often n8n still refuses to put an execution to sleep. */
	refusals: number;
	isAsleep(executionId: string): boolean;
	/** Resumes an execution as if nobody had called until its time was up. */
	timeOut(executionId: string): Promise<IRun>;
	close(): Promise<void>;
}

export async function openSleepers(): Promise<Sleepers> {
	const asleep = new Map<string, Sleeper>();
	const woken = new Map<string, IRun>();
	const log: string[] = [];
	let count = 0;

	async function resume(id: string, sleeper: Sleeper, data: IRunExecutionData): Promise<IRun> {
		asleep.delete(id);
		const { workflow, mode } = sleeper;
		const execute = new WorkflowExecute(sleeper.additionalData(), mode, data);
		const run = await execute.processRunExecutionData(workflow);
		woken.set(id, run);
		return run;
	}

	async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(incoming.url ?? '', 'http://localhost');
		const [, , id, nodeId] = url.pathname.split('/').map(decodeURIComponent);
		const body = await readText(incoming);
		const sleeper = asleep.get(id);
		if (!sleeper) return send(response, 409, { message: 'is running already' });
		const { workflow, mode } = sleeper;
		const data = copyOf(sleeper.run.data);
		const node = Object.values(workflow.nodes).find((one) => one.id === nodeId);
		if (!node || incoming.method !== 'POST') return send(response, 404, {});
		const nodeType = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const express = {
			statusCode: 200,
			status(code: number) {
				response.statusCode = code;
				return this;
			},
			set(headers: Record<string, string>) {
				for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
				return this;
			},
			json(json: object) {
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify(json));
			},
		};
		const httpRequest = {
			method: incoming.method,
			headers: incoming.headers,
			query: Object.fromEntries(url.searchParams),
			body: parse(body),
		};
		const context = openWebhook({
			workflow,
			node,
			mode,
			additionalData: {
				...sleeper.additionalData(),
				httpRequest,
				httpResponse: express,
			} as never,
			webhookData: { webhookDescription: nodeType.description.webhooks?.[0] } as never,
			runExecutionData: data,
		});
		Object.defineProperty(context, 'logger', { value: { warn: (text: string) => log.push(text) } });
		const result = await nodeType.webhook?.call(context);
		const entry = data.executionData?.nodeExecutionStack[0];
		if (!result?.workflowData || !entry || !asleep.has(id)) return;
		entry.data.main = result.workflowData;
		await resume(id, sleeper, data);
	}

	const server = createServer((incoming, response) => {
		answer(incoming, response).catch((error: unknown) => {
			log.push(String(error));
			send(response, 500, { message: String(error) });
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		waitingUrl: `http://127.0.0.1:${port}/webhook-waiting`,
		begin: () => String((count += 1)),
		fallAsleep: (id, sleeper) => void asleep.set(id, sleeper),
		woken,
		log,
		refusals: 0,
		isAsleep: (id) => asleep.has(id),
		async timeOut(id) {
			const sleeper = asleep.get(id);
			if (!sleeper) throw new Error(`Execution ${id} does not sleep`);
			return await resume(id, sleeper, copyOf(sleeper.run.data));
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Between falling asleep and waking up it is a text in the database. */
function copyOf(data: IRunExecutionData): IRunExecutionData {
	return JSON.parse(JSON.stringify(data)) as IRunExecutionData;
}

function send(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

async function readText(incoming: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of incoming.setEncoding('utf8')) text += chunk as string;
	return text;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
