import { isRecord } from '../../nodes/NextMatter/input/isRecord';
import { NAMES } from '../../nodes/NextMatter/api/instance/findInSnapshot';

/** Values of the API's own making, not of people: they may stand in a report. */
const OWN_WORDS = [NAMES.type, /^(status|priority|mode)$/i];
const WORD = /^[A-Za-z][A-Za-z _-]{0,29}$/;
/** A key as programmers choose it; anything else may be what somebody typed. */
const OWN_KEY = /^[a-z]+([_A-Z][A-Za-z]*)*$/;
const MAX_ENTRIES = 20;
const MAX_LEVELS = 12;

/**
 * The shape of an answer, with nothing in it that anybody typed: of texts the length, of times the way
 * they are written, of URLs only that they are some, of lists each different entry once.
 *
 * @param sharesHost whether a URL leads to the server of the base URL
 */
export function shapeOf(value: unknown, sharesHost: (url: URL) => boolean): unknown {
	const shape = (entry: unknown, key: string, level: number): unknown => {
		if (level > MAX_LEVELS) return '…';
		if (Array.isArray(entry)) {
			return shapesOf(entry.map((one: unknown) => shape(one, key, level + 1)));
		}
		if (isRecord(entry)) {
			const keys = Object.keys(entry);
			return Object.fromEntries(
				keys.map((name, index) => [
					OWN_KEY.test(name) ? name : `(key ${index + 1})`,
					shape(entry[name], name, level + 1),
				]),
			);
		}
		return typeof entry === 'string' ? shapeOfText(entry, key) : shapeOfScalar(entry);
	};
	const shapeOfText = (text: string, key: string): string => {
		if (text === '') return 'text, empty';
		if (OWN_WORDS.some((pattern) => pattern.test(key)) && WORD.test(text)) return `"${text}"`;
		if (/^\d{4}-\d\d-\d\d([T ]|$)/.test(text)) return `time, as ${text.replace(/\d/g, '9')}`;
		if (/^https?:\/\//i.test(text) && URL.canParse(text)) {
			return `URL of ${sharesHost(new URL(text)) ? 'the same' : 'another'} host`;
		}
		if (/^\S+@\S+\.\S+$/.test(text)) return 'email';
		if (/^[[{]/.test(text)) return `text that looks like JSON, ${sizeOf(text)}`;
		return /^\d+$/.test(text) ? 'digits as text' : `text, ${sizeOf(text)}`;
	};
	return shape(value, '', 0);
}

/** Each shape once, so that a long list tells no more than what is in it. */
function shapesOf(shapes: readonly unknown[]): unknown[] {
	const different = new Map(shapes.map((one) => [JSON.stringify(one), one]));
	const shown = [...different.values()].slice(0, MAX_ENTRIES);
	return shown.length < shapes.length ? [...shown, `… ${shapes.length} in all`] : shown;
}

function shapeOfScalar(value: unknown): unknown {
	if (typeof value !== 'number') return value;
	return Number.isInteger(value) ? 'whole number' : 'number';
}

/** So coarse that it tells nothing of the text. */
function sizeOf({ length }: string): string {
	if (length <= 100) return 'short';
	return length <= 10_000 ? 'long' : 'very long';
}

/** A path without the IDs in it. */
export function withoutIds(path: string): string {
	return path.replace(/\d+/g, (digits, at: number) => (path[at - 1] === 'v' ? digits : 'ID'));
}
