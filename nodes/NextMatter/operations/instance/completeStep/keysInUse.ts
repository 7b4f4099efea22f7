import type { IDataObject } from 'n8n-workflow';

/**
 * Which keys of an item the expressions of the node use, such as the one that holds the instance: they
 * are no form fields, and yet not lost.
 *
 * @param saved the parameters of the node as they are saved
 */
export function keysInUse(saved: IDataObject = {}): (key: string) => boolean {
	const texts = expressionsIn(saved);
	return (key) => {
		const spellings = [`.${key}`, `['${key}']`, `["${key}"]`];
		return texts.some((text) => spellings.some((spelling) => isIn(text, spelling)));
	};
}

/** Whole words only: `.instance` is no use of `inst`. */
function isIn(text: string, spelling: string): boolean {
	for (let at = text.indexOf(spelling); at !== -1; at = text.indexOf(spelling, at + 1)) {
		const next = text[at + spelling.length] ?? '';
		if (!/[\w$]/.test(next) || spelling.endsWith(']')) return true;
	}
	return false;
}

const known = new WeakMap<object, readonly string[]>();

function expressionsIn(saved: IDataObject): readonly string[] {
	const found = known.get(saved) ?? collectExpressions(saved, 0);
	known.set(saved, found);
	return found;
}

const MAX_DEPTH = 8;

function collectExpressions(value: unknown, depth: number): string[] {
	if (typeof value === 'string') return value.startsWith('=') ? [value] : [];
	if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
	return Object.values(value).flatMap((one) => collectExpressions(one, depth + 1));
}
