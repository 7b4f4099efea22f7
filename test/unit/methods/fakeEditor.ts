import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { CREDENTIAL, node } from '../run/fakeContext';

interface Surroundings {
	/** The parameters as the editor holds them at the moment. */
	readonly parameters?: Readonly<Record<string, unknown>>;
	/** What the API answers, with status 200 unless it is said otherwise. */
	readonly body?: unknown;
	readonly status?: number;
	/** What the host's helper throws instead. */
	readonly error?: Error;
	readonly credential?: IDataObject;
}

/** As much of the host as looking something up needs, and the requests that it was asked for. */
export function fakeEditor(surroundings: Surroundings = {}) {
	const { parameters = {}, body, status = 200, error, credential = CREDENTIAL } = surroundings;
	const requests: IDataObject[] = [];
	const part = {
		getNode: () => node,
		getCredentials: async () => credential,
		getCurrentNodeParameter: (name: string) => parameters[name],
		helpers: {
			async httpRequestWithAuthentication(_type: string, request: IDataObject) {
				requests.push(request);
				if (error) throw error;
				return { statusCode: status, headers: {}, body: JSON.stringify(body) };
			},
		},
	};
	const sent = () => requests.map(({ method, url, qs }) => ({ method, url, qs }));
	return { editor: part as unknown as ILoadOptionsFunctions, requests, sent };
}

/** A parameter as n8n's resource locator holds it. */
export const locator = (value: unknown, mode = 'id') => ({ __rl: true, mode, value });
