import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';
import { PARAMETERS } from '../completeStepPlan';

export const CREDENTIAL = { apiKey: 'abc', baseUrl: 'https://h/api/' };

export const node: INode = {
	id: 'a',
	name: 'Next Matter',
	type: 'n8n-nodes-nextmatter.nextMatter',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

interface Surroundings {
	/** Parameters by item; those that are not given are of a complete, usable item. */
	readonly items?: ReadonlyArray<Readonly<Record<string, unknown>>>;
	readonly credential?: IDataObject;
	readonly continues?: boolean;
	/** What the host's helper returns or throws for each request in turn. */
	readonly responses?: readonly unknown[];
	/** What the host's helper returns for a request, if it is not one of a list. */
	readonly respond?: (request: IDataObject) => unknown;
	/** JSON of the input items; empty unless told otherwise. */
	readonly json?: readonly IDataObject[];
	/** What differs from a usual node. */
	readonly changes?: Partial<INode>;
	/** The object that the host keeps for the node. */
	readonly store?: IDataObject;
	readonly runIndex?: number;
	/** What stops the execution; older hosts have none. */
	readonly signal?: AbortSignal;
}

/** As much of the host as the node uses, and the calls of the host's HTTP helper. */
export function fakeContext(surroundings: Surroundings) {
	const { items = [{}], credential = CREDENTIAL, continues = false, signal } = surroundings;
	const { store = {}, runIndex = 0 } = surroundings;
	const responses = [...(surroundings.responses ?? [])];
	const calls: unknown[][] = [];
	const read: Array<readonly [string, number]> = [];
	const part = {
		getInputData: () => items.map((_, index) => ({ json: surroundings.json?.[index] ?? {} })),
		getNode: () => ({ ...node, ...surroundings.changes }),
		getContext: (type: string) => (type === 'node' ? store : {}),
		evaluateExpression: (text: string) => (text === '{{ $runIndex }}' ? runIndex : undefined),
		...(signal && { getExecutionCancelSignal: () => signal }),
		getTimezone: () => 'Europe/Berlin',
		continueOnFail: () => continues,
		getCredentials: async () => credential,
		getNodeParameter: (name: string, index: number, fallback?: unknown) => {
			read.push([name, index]);
			const chosen = { resource: 'instance', operation: 'completeStep' };
			const parameters: Readonly<Record<string, unknown>> = {
				...chosen,
				...PARAMETERS,
				...items[index],
			};
			return parameters[name] ?? fallback;
		},
		helpers: {
			getBinaryStream: async () => await Promise.reject(new Error('Nothing is stored')),
			getBinaryDataBuffer: async () => Buffer.from('abc'),
			async httpRequestWithAuthentication(
				this: unknown,
				type: string,
				request: IDataObject,
				...more: unknown[]
			) {
				const isOnHost = typeof this === 'object' && this !== null && 'getContext' in this;
				calls.push([isOnHost, type, request, ...more]);
				const response = surroundings.respond ? surroundings.respond(request) : responses.shift();
				if (response instanceof Error) throw response;
				return response;
			},
		},
	};
	return { context: part as unknown as IExecuteFunctions, calls, read };
}
