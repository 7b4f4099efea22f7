import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { ApiRequest } from './types';

type RequestContent = Pick<IHttpRequestOptions, 'body' | 'headers'>;

/** The body, with the addresses in it made whole. */
export function wholeBody(
	baseUrl: string,
	{ addresses = [], body }: ApiRequest,
): IDataObject | undefined {
	if (!body) return undefined;
	const whole = addresses.map((key) => [key, `${baseUrl}${String(body[key])}`]);
	return { ...body, ...Object.fromEntries(whole) };
}

/** How every request is sent. */
export function toHttpOptions(
	baseUrl: string,
	{ method, path, query }: ApiRequest,
	{ body, headers }: RequestContent,
): IHttpRequestOptions {
	return {
		method,
		url: `${baseUrl}${path}`,
		...(query && { qs: query }),
		...(body && { body }),
		headers: { Accept: 'application/json', ...headers },
		// As it comes in: so its size and its time have a limit, and JSON that was cut off is seen.
		encoding: 'stream',
		returnFullResponse: true,
		// With statuses as errors the helper would send a request again on 401.
		ignoreHttpStatusErrors: true,
		// A followed redirect turns a POST into a GET or sends it a second time.
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
	};
}
