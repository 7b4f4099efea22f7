import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { isDictionary } from '../input/records';
import { readBody } from './body';
import { CREDENTIAL_TYPE, readApiKey, readBaseUrl } from './credential';
import { openForm, type Form } from './multipart';
import { readNetworkError } from './network';
import type { ApiRequest, FilePart, Reply, Send } from './types';

/**
 * The only function that talks to the network. It goes through n8n's own helper, so that proxy,
 * TLS, SSRF protection and cancelling are the host's.
 *
 * @param timeoutMs how long to wait for the whole answer
 * @returns a function that sends one request once; the credential is read here, not per request
 */
export async function createSend(
	context: IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions,
	timeoutMs: number,
): Promise<Send> {
	const data = await context.getCredentials(CREDENTIAL_TYPE);
	const baseUrl = readBaseUrl(data.baseUrl);
	// The credential reads the key again for each request; by then a refusal would look like a fault
	// of the network.
	const apiKey = readApiKey(data.apiKey);
	const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL_TYPE, data };

	return async (request) => {
		const { file } = request;
		const form = file && (await openFile(context, file));
		if (file && !form) return unreadable(file);
		const content = form ?? { body: wholeBody(baseUrl, request) };
		try {
			const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
				context,
				CREDENTIAL_TYPE,
				{ ...toHttpOptions(baseUrl, request, content), timeout: timeoutFor(request, timeoutMs) },
				{ credentialsDecrypted },
			);
			return readResponse(response, apiKey);
		} catch (error) {
			return file && form?.isBroken() ? unreadable(file) : readNetworkError(error);
		} finally {
			form?.close();
		}
	};
}

type Content = Pick<IHttpRequestOptions, 'body' | 'headers'>;

function wholeBody(baseUrl: string, { addresses = [], body }: ApiRequest): IDataObject | undefined {
	if (!body) return undefined;
	const whole = addresses.map((key) => [key, `${baseUrl}${String(body[key])}`]);
	return { ...body, ...Object.fromEntries(whole) };
}

async function openFile(
	{ helpers }: IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions,
	file: FilePart,
): Promise<Form | undefined> {
	try {
		return 'getBinaryDataBuffer' in helpers ? await openForm(helpers, file) : undefined;
	} catch {
		// n8n's own words would be a path of the host; whose file it is, the message says.
		return undefined;
	}
}

function unreadable({ property }: FilePart): Reply {
	return { kind: 'unreadable', property };
}

/** A large file takes longer than the answer to any other request. */
const SHORTEST_UPLOAD_MS = 300_000;

function timeoutFor({ file }: ApiRequest, timeoutMs: number): number {
	return file ? Math.max(timeoutMs, SHORTEST_UPLOAD_MS) : timeoutMs;
}

function toHttpOptions(
	baseUrl: string,
	{ method, path, query }: ApiRequest,
	{ body, headers }: Content,
): IHttpRequestOptions {
	return {
		method,
		url: `${baseUrl}${path}`,
		...(query && { qs: query }),
		...(body && { body }),
		headers: { Accept: 'application/json', ...headers },
		// The text as it came: the helper's own parsing hides that JSON was cut off.
		encoding: 'text',
		returnFullResponse: true,
		// With statuses as errors the helper would send a request again on 401.
		ignoreHttpStatusErrors: true,
		// A followed redirect turns a POST into a GET or sends it a second time.
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
	};
}

function readResponse(response: unknown, apiKey: string): Reply {
	const { statusCode, headers, body }: IDataObject = isDictionary(response) ? response : {};
	if (!Number.isInteger(statusCode)) return { kind: 'noAnswer', sent: true, code: 'UNKNOWN' };
	return {
		kind: 'answer',
		status: Number(statusCode),
		body: readBody(withoutKey(body, apiKey)),
		retryAfter: readHeader(headers, 'retry-after'),
		location: readHeader(headers, 'location'),
		serverTime: readTime(readHeader(headers, 'date')),
	};
}

function readTime(date: string | undefined): number | undefined {
	const time = Date.parse(date ?? '');
	return Number.isNaN(time) ? undefined : time;
}

/** A server that repeats the key, in an error for instance, does not get it into an execution's data. */
function withoutKey(body: unknown, apiKey: string): unknown {
	// A shorter text is no key, and might stand anywhere in an answer.
	return typeof body === 'string' && apiKey.length >= 8 ? body.replaceAll(apiKey, '***') : body;
}

/** The helper hands headers on as an object of axios's own class, with names in lower case. */
function readHeader(headers: unknown, name: string): string | undefined {
	if (typeof headers !== 'object' || headers === null) return undefined;
	const value: unknown = Reflect.get(headers, name);
	return typeof value === 'string' ? value : undefined;
}
