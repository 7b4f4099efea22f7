/** Whether two values would be sent as the same; texts in other blanks around them are. */
export function sameValue(one: unknown, other: unknown): boolean {
	if (typeof one === 'object' || typeof other === 'object') return textOf(one) === textOf(other);
	return String(one).trim() === String(other).trim();
}

function textOf(value: unknown): string | symbol {
	try {
		return JSON.stringify(value);
	} catch {
		// What has no text is not known to be the same as anything.
		return Symbol();
	}
}
