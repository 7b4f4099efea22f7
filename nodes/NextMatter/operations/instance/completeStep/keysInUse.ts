import type { IDataObject } from 'n8n-workflow';

/**
 * Which keys of an item the expressions of the node use, such as the one that holds the instance: they
 * are no form fields, and yet not lost.
 *
 * @param saved the parameters of the node as they are saved
 */
export function keysInUse(saved: IDataObject = {}): (key: string) => boolean {
	const { keys, wholeItemTexts } = readsOf(saved);
	return (key) => keys.has(key) || wholeItemTexts.some((text) => mentions(text, key));
}

/** What the expressions of the node read of items. */
interface Reads {
	/** The first key after `$json` or `.json`; what comes behind it is no key of the item. */
	readonly keys: ReadonlySet<string>;
	/** Expressions that hand the item on as a whole, so that any key that they mention may be read. */
	readonly wholeItemTexts: readonly string[];
}

const READ_OF_KEY =
	/(?:\$json|\.\s*json)\s*(?:\??\.\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)|(?:\?\.)?\s*\[\s*(["'`])((?:\\.|(?!\2)[^\\])*)\2)/gsu;

const READ_OF_ITEM =
	/(?:\$json|\bitem\s*\??\.\s*json)(?![\p{ID_Continue}$])(?!\s*\??\.\s*[\p{ID_Start}$_])(?!\s*(?:\?\.)?\s*\[\s*["'`])/su;

const known = new WeakMap<object, Reads>();

function readsOf(saved: IDataObject): Reads {
	const reads = known.get(saved) ?? findReads(collectExpressions(saved, 0));
	known.set(saved, reads);
	return reads;
}

function findReads(texts: readonly string[]): Reads {
	const found = texts.flatMap((text) => [...text.matchAll(READ_OF_KEY)]);
	const keys = found.map(([, name, , quoted = '']) => name ?? quoted.replace(/\\(.)/gs, '$1'));
	return {
		keys: new Set(keys),
		wholeItemTexts: texts.filter((text) => READ_OF_ITEM.test(text)),
	};
}

/** Whole words only: `instance` is no mention of `inst`. */
function mentions(text: string, key: string): boolean {
	for (let at = text.indexOf(key); key && at !== -1; at = text.indexOf(key, at + 1)) {
		const around = `${text.slice(0, at).slice(-1)} ${text.charAt(at + key.length)}`;
		if (!/[\p{ID_Continue}$]/u.test(around)) return true;
	}
	return false;
}

const MAX_DEPTH = 8;

function collectExpressions(value: unknown, depth: number): string[] {
	if (typeof value === 'string') return value.startsWith('=') ? [value] : [];
	if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
	return Object.values(value).flatMap((one) => collectExpressions(one, depth + 1));
}
