/* eslint-disable @n8n/community-nodes/no-restricted-imports -- plays n8n's server in tests; it never ships */
import { EventEmitter } from 'node:events';
import {
	sleep,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type IWebhookResponseData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { inert } from './additionalData';
import { TestCredentials } from './credentials';
import { findNode, openHook, openWebhook } from './host';
import { TestNodeTypes } from './nodeTypes';
import { loadPackage } from './package';

export const TRIGGER_TYPE = 'n8n-nodes-nextmatter.nextMatterWebhookTrigger';

/** A request to the webhook, as n8n's server hands it to the node. */
export interface TestCall {
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	/** As it came, if the size matters. */
	readonly rawBody?: Buffer;
	readonly ip?: string;
	readonly mode?: WorkflowExecuteMode;
	/** With what n8n answers if the node starts the workflow. */
	readonly serverStatus?: number;
}

export interface TestAnswer {
	readonly status: number;
	readonly body: IDataObject;
	readonly headers: Readonly<Record<string, string>>;
	/** The item with which the workflow starts, if it does. */
	readonly started?: IDataObject;
}

/** As much of Express's response as nodes use. */
class TestResponse extends EventEmitter {
	statusCode = 200;

	body: IDataObject = {};

	headers: Readonly<Record<string, string>> = {};

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	set(headers: Readonly<Record<string, string>>): this {
		this.headers = headers;
		return this;
	}

	json(body: IDataObject): this {
		this.body = body;
		this.emit('finish');
		return this;
	}
}

/** A trigger in a published workflow. */
export interface TestTrigger {
	call(call?: TestCall): Promise<TestAnswer>;
	/** What n8n does when the workflow is published. */
	publish(): Promise<boolean>;
	/** Another process of n8n with the same database. */
	restart(): Promise<TestTrigger>;
	readonly staticData: IDataObject;
}

interface TriggerOptions {
	readonly parameters?: INodeParameters;
	readonly credential: ICredentialDataDecryptedObject;
	readonly staticData?: IDataObject;
}

let count = 0;

export async function openTrigger(options: TriggerOptions): Promise<TestTrigger> {
	count += 1;
	const loader = await loadPackage();
	const node: INode = {
		id: `trigger-${count}`,
		name: 'Next Matter Webhook Trigger',
		type: TRIGGER_TYPE,
		typeVersion: 1,
		position: [0, 0],
		webhookId: 'call',
		parameters: options.parameters ?? {},
		credentials: {
			nextMatterApi: { id: '1', name: 'Next Matter API' },
			nextMatterWebhookApi: { id: '2', name: 'Next Matter Webhook API' },
		},
	};
	const id = `workflow-${count}`;
	let database = JSON.stringify(options.staticData ?? {});
	/** As n8n has it for each request: what another one notes meanwhile is not in it. */
	const loadWorkflow = (staticData: IDataObject) =>
		new Workflow({
			id,
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: new TestNodeTypes(loader),
			staticData,
		});
	const nodeType = findNode(loader, 'nextMatterWebhookTrigger') as INodeType;
	const additionalData = inert(new TestCredentials(loader, options.credential));
	const webhookData = {
		httpMethod: 'POST' as const,
		node: node.name,
		path: 'call/next-matter',
		webhookDescription: nodeType.description.webhooks?.[0],
		workflowId: id,
		workflowExecuteAdditionalData: additionalData,
	};

	async function call(given: TestCall = {}): Promise<TestAnswer> {
		const response = new TestResponse();
		const staticData = JSON.parse(database) as IDataObject;
		const workflow = loadWorkflow(staticData);
		const body = given.body ?? { instance_id: '1', event: 'approved' };
		const httpRequest = {
			method: given.method ?? 'POST',
			headers: { 'content-type': 'application/json', ...given.headers },
			body,
			rawBody: given.rawBody ?? Buffer.from(JSON.stringify(body)),
			ip: given.ip ?? '127.0.0.1',
		};
		const context = openWebhook({
			workflow,
			node,
			mode: given.mode ?? 'webhook',
			additionalData: { ...additionalData, httpRequest, httpResponse: response } as never,
			webhookData: webhookData as never,
		});
		if (!nodeType.webhook) throw new Error('The node takes no webhook');
		const result: IWebhookResponseData = await nodeType.webhook.call(context);
		if (result.workflowData) await startExecution(staticData);
		if (Reflect.get(workflow.staticData, '__dataChanged')) {
			database = JSON.stringify(workflow.staticData);
		}
		const started = result.workflowData?.[0][0]?.json;
		if (started) response.status(given.serverStatus ?? 200).json({ message: 'Started' });
		const { statusCode: status, headers } = response;
		return { status, body: response.body, headers, ...(started && { started }) };
	}

	/** As n8n 2.41 does: with the same object for the static data, which then counts as unchanged, and saved later. */
	async function startExecution(staticData: IDataObject): Promise<void> {
		loadWorkflow(staticData);
		await sleep(10);
	}

	async function publish(): Promise<boolean> {
		const context = openHook({
			workflow: loadWorkflow({}),
			node,
			mode: 'trigger',
			additionalData,
			webhookData: webhookData as never,
		});
		const methods = nodeType.webhookMethods?.default;
		if (!methods) throw new Error('The node registers nothing');
		return (await methods.checkExists.call(context)) || (await methods.create.call(context));
	}

	return {
		call,
		publish,
		// With another node ID there is nothing in the memory of the process.
		restart: async () => {
			const staticData = JSON.parse(database) as IDataObject;
			return await openTrigger({ ...options, staticData });
		},
		get staticData() {
			return JSON.parse(database) as IDataObject;
		},
	};
}
