export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

export interface JsonObject {
	[key: string]: JsonValue;
}

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parsed text, or `undefined` if it is not JSON: no JSON text parses to `undefined`. */
export function parseJson(text: string): JsonValue | undefined {
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		return undefined;
	}
}

/** Every text, number, boolean and null anywhere inside a value. */
export function leavesOf(value: JsonValue): Array<string | number | boolean | null> {
	if (Array.isArray(value)) return value.flatMap(leavesOf);
	if (isObject(value)) return Object.values(value).flatMap(leavesOf);
	return [value];
}

/** What the vendor's framework calls the type of a value. */
export function typeName(value: JsonValue): string {
	if (value === null) return 'NoneType';
	if (Array.isArray(value)) return 'list';
	if (typeof value === 'string') return 'str';
	if (typeof value === 'boolean') return 'bool';
	if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
	return 'dict';
}
