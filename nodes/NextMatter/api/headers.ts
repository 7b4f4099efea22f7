/** The host's helper hands headers on as an object of axios's own class, with names in lower case. */
export function readHeader(headers: unknown, name: string): string | undefined {
	if (typeof headers !== 'object' || headers === null) return undefined;
	const value: unknown = Reflect.get(headers, name);
	return typeof value === 'string' ? value : undefined;
}
