/**
 * Not `URL.canParse`: in Node 20, once it has been called some thousand times, it rejects URLs with
 * letters such as "ä".
 *
 * @returns undefined for anything but a URL
 */
export function parseUrl(text: string, base?: string): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}
