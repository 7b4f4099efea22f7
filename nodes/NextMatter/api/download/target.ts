import { parseUrl } from '../../input/parseUrl';

/**
 * @param address absolute, or relative to the base URL
 * @returns undefined for what is no http(s) URL
 */
export function resolveAddress(address: string, baseUrl: string): URL | undefined {
	return onlyHttp(parseUrl(address, `${baseUrl}/`));
}

/** @returns where a redirect leads to; undefined where that is no http(s) URL */
export function resolveRedirect(location: string | undefined, from: URL): URL | undefined {
	return location === undefined ? undefined : onlyHttp(parseUrl(location, from.href));
}

function onlyHttp(url: URL | undefined): URL | undefined {
	return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

/**
 * Whether the API key may go along: only to the very server of the base URL (scheme, host and port),
 * and to nobody with a name and a password of their own.
 */
export function mayCarryKey(url: URL, baseUrl: string): boolean {
	return url.origin === parseUrl(baseUrl)?.origin && url.username === '' && url.password === '';
}

/** Whether a file would come unencrypted although the API, or whoever redirects to it, is encrypted. */
export function isDowngrade(url: URL, baseUrl: string, from?: URL): boolean {
	const isEncrypted = [parseUrl(baseUrl), from].some((one) => one?.protocol === 'https:');
	return url.protocol === 'http:' && isEncrypted;
}
