import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { filesOf } from '../api/binaryFiles';
import { readApiKey, readBaseUrl } from '../api/credential';
import type { ApiRequest } from '../api/types';
import type { Plan } from '../operations/types';
import { digest, keyDigest } from './digest';
import { isTool } from './isTool';

/** By what the work of a run is recognized when n8n runs the node again. Digests only. */
export interface Identity {
	/** The next round of a loop in n8n is another run. */
	readonly runIndex: number;
	/** Whether an AI agent calls the node: then n8n makes another run of each try. */
	readonly isTool?: boolean;
	/** Of the node's parameters as they are saved, before expressions are evaluated. */
	readonly parameters: string;
	/** Of an input item, by index. */
	item(index: number): string;
	/** Whom the requests go to, and in whose name; undefined if the credential cannot be read. */
	readonly connection?: Connection;
}

export interface Connection {
	readonly server: string;
	/** Too short to be of use to anybody but for telling two keys apart. */
	readonly key: string;
}

export function readIdentity(
	context: IExecuteFunctions,
	connection: Connection | undefined,
): Identity {
	const items = context.getInputData();
	const known = new Map<number, string>();
	const isCalled = isTool(context.getNode());
	return {
		runIndex: Number(context.evaluateExpression('{{ $runIndex }}', 0)),
		...(isCalled && { isTool: true }),
		parameters: digest(JSON.stringify(context.getNode().parameters)),
		item(index) {
			const item = isCalled ? withoutCallId(items[index]) : items[index];
			const found = known.get(index) ?? digest(describe(item));
			known.set(index, found);
			return found;
		},
		...(connection && { connection }),
	};
}

/** @throws InputError for a credential that cannot be used */
export function connectionOf({ baseUrl, apiKey }: IDataObject): Connection {
	return {
		server: digest(readBaseUrl(baseUrl).toLowerCase()),
		key: keyDigest(readApiKey(apiKey)),
	};
}

/** n8n 2 adds an ID of each call, also of one that a model makes again with the same inputs. */
function withoutCallId({ json, ...item }: INodeExecutionData): INodeExecutionData {
	return { ...item, json: { ...json, toolCallId: undefined } };
}

/** An item and its files; what is in these is known by their names, sizes and where n8n keeps them. */
function describe(item: INodeExecutionData): string {
	const files = [...filesOf(item)].map(([name, file]) => {
		const { id, fileName, mimeType, fileSize, data } = file;
		return [name, id, fileName, mimeType, fileSize, id === undefined ? data?.length : undefined];
	});
	return textOf([item.json, files]);
}

/**
 * What has no JSON is not handed from one execution to another, so there it need not be the same. Never
 * throws: an item is described when it is done, and would be done again.
 */
function textOf(value: unknown): string {
	try {
		return JSON.stringify(value);
	} catch {
		return textOfRest(value);
	}
}

function textOfRest(value: unknown): string {
	const seen = new WeakSet();
	try {
		return JSON.stringify(value, (_, one: unknown) => {
			if (typeof one === 'bigint') return String(one);
			if (typeof one !== 'object' || one === null) return one;
			if (seen.has(one)) return null;
			seen.add(one);
			return one;
		});
	} catch {
		// What refuses to be written down, or is nested too deep for it: known by its place alone.
		return '';
	}
}

/** Of one request, with everything evaluated. */
export function requestDigest(request: ApiRequest): string {
	return digest(JSON.stringify(request));
}

const digests = new WeakMap<Plan, string>();

/** Of the requests of a plan, with everything evaluated. Of files it holds which they are. */
export function planDigest(plan: Plan): string {
	const { request, prerequisites = [] } = plan;
	const found =
		digests.get(plan) ??
		digest(JSON.stringify([request, ...prerequisites.map((prerequisite) => prerequisite.request)]));
	digests.set(plan, found);
	return found;
}
