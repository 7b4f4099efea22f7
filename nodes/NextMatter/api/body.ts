import { isDictionary } from '../input/records';
import type { Body } from './types';

const LONGEST_TEXT = 500;

/** Reads an answer's text: JSON, nothing, or anything else (HTML, JSON that was cut off, binary). */
export function readBody(raw: unknown): Body {
	if (raw === undefined || raw === null) return { form: 'empty' };
	if (typeof raw !== 'string') return { form: 'json', value: raw };
	const text = raw.replace(/^\uFEFF/, '').trim();
	if (!text) return { form: 'empty' };
	try {
		const value: unknown = JSON.parse(text);
		return { form: 'json', value };
	} catch {
		// Not swallowed: the text itself is handed on and told to the user.
		return { form: 'text', text };
	}
}

/** Text of unknown origin on one line, without control characters, cut at 500 characters. */
export function cleanText(text: string): string {
	const line = text
		.slice(0, 4 * LONGEST_TEXT)
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD\s]+/gu, ' ');
	const trimmed = line.trim();
	return trimmed.length > LONGEST_TEXT ? `${trimmed.slice(0, LONGEST_TEXT)}…` : trimmed;
}

/** What a body that is not JSON looks like to a person: the title of a page, or its first words. */
export function summarizeText(text: string): string {
	if (/^<(!doctype|html|head|body)\b/i.test(text)) {
		const title = /<(title|h1)[^>]*>([^<]*)/i.exec(text)?.[2] ?? '';
		return cleanText(title) ? `an HTML page titled "${cleanText(title)}"` : 'an HTML page';
	}
	return /^[[{]/.test(text)
		? `JSON that was cut off: ${cleanText(text)}`
		: `text that is not JSON: ${cleanText(text)}`;
}

/** Names of the API in the words that users see; an empty name adds nothing to its message. */
const USER_WORDS: Readonly<Record<string, string>> = {
	action_id: 'ID',
	actions: 'Form Fields',
	detail: '',
	error: '',
	input_object: '',
	message: '',
	mode: 'Mode',
	non_field_errors: '',
	step_id: 'Step',
};

/**
 * Flattens an error body of the API into its messages: `{"detail": …}`, messages by field and nested
 * by index, `non_field_errors`, a bare list or a bare text.
 *
 * @param fieldLabels what users call the entries of `actions`, by index
 */
export function readApiMessages(body: unknown, fieldLabels: readonly string[] = []): string[] {
	const messages: string[] = [];
	collect(body, []);
	return messages;

	function collect(value: unknown, path: readonly string[]): void {
		if (Array.isArray(value)) {
			value.forEach((entry, index) => collect(entry, isDictionary(entry) ? at(path, index) : path));
		} else if (isDictionary(value)) {
			for (const [key, entry] of Object.entries(value)) collect(entry, [...path, key]);
		} else if (value !== null && value !== undefined && value !== '') {
			const place = path
				.map((key) => USER_WORDS[key] ?? key)
				.filter(Boolean)
				.join(', ');
			messages.push(cleanText(place ? `${place}: ${String(value)}` : String(value)));
		}
	}

	/** DRF nests errors of a list by index: a list with `{}` for what is fine, or an object of indices. */
	function at(path: readonly string[], index: number): string[] {
		return path.at(-1) === 'actions'
			? [...path.slice(0, -1), fieldLabels[index] ?? `Form Field ${index + 1}`]
			: [...path, String(index + 1)];
	}
}
