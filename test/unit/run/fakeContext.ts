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
}

/** As much of the host as the node uses, and the calls of the host's HTTP helper. */
export function fakeContext(surroundings: Surroundings) {
	const { items = [{}], credential = CREDENTIAL, continues = false } = surroundings;
	const responses = [...(surroundings.responses ?? [])];
	const calls: unknown[][] = [];
	const store: IDataObject = {};
	const part = {
		getInputData: () => items.map(() => ({ json: {} })),
		getNode: () => node,
		getContext: () => store,
		evaluateExpression: () => 0,
		getTimezone: () => 'Europe/Berlin',
		continueOnFail: () => continues,
		getCredentials: async () => credential,
		getNodeParameter: (name: string, index: number) => {
			const chosen = { resource: 'instance', operation: 'completeStep' };
			const parameters: Readonly<Record<string, unknown>> = {
				...chosen,
				...PARAMETERS,
				...items[index],
			};
			return parameters[name];
		},
		helpers: {
			async httpRequestWithAuthentication(this: unknown, ...call: unknown[]) {
				calls.push([this === part, ...call]);
				const response = responses.shift();
				if (response instanceof Error) throw response;
				return response;
			},
		},
	};
	return { context: part as unknown as IExecuteFunctions, calls };
}
