/**
 * Not `URL.canParse`: in Node 20, once it has been called some thousand times, it takes an address with
 * letters such as "ä" for none.
 *
 * @returns undefined for what is no URL
 */
export function parseUrl(text: string, base?: string): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}
