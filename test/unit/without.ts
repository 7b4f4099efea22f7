/** The same object without one of its keys. */
export function without(object: object, key: string): Record<string, unknown> {
	return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
