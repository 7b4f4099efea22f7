import { isRecord } from '../input/isRecord';
import type { Body } from './types';

const MAX_TEXT_LENGTH = 500;
const MAX_MESSAGES = 20;
const MAX_DEPTH = 1000;

/** Reads an answer's text: JSON, nothing, or anything else (HTML, JSON that was cut off, binary). */
export function readBody(raw: unknown): Body {
	if (raw === undefined || raw === null) return { form: 'empty' };
	if (typeof raw !== 'string') return { form: 'json', value: raw };
	const text = raw.trim();
	if (!text) return { form: 'empty' };
	// Whoever copies or stores it goes down level by level, and n8n itself would not survive that.
	if (isTooDeep(text)) return { form: 'text', text };
	try {
		const value: unknown = JSON.parse(text);
		return { form: 'json', value };
	} catch {
		// Not swallowed: the text itself is handed on and told to the user.
		return { form: 'text', text };
	}
}

/** Counts brackets outside of texts in quotes. */
function isTooDeep(text: string): boolean {
	let depth = 0;
	let isQuoted = false;
	for (let at = 0; at < text.length; at += 1) {
		const character = text[at];
		if (isQuoted && character === '\\') at += 1;
		else if (character === '"') isQuoted = !isQuoted;
		else if (isQuoted) continue;
		else if (character === '[' || character === '{') depth += 1;
		else if (character === ']' || character === '}') depth -= 1;
		if (depth > MAX_DEPTH) return true;
	}
	return false;
}

/** Text of unknown origin on one line, without control characters, cut at 500 characters. */
export function cleanText(text: string): string {
	const line = text
		.slice(0, 4 * MAX_TEXT_LENGTH)
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD\s]+/gu, ' ');
	const trimmed = line.trim();
	return trimmed.length > MAX_TEXT_LENGTH ? `${trimmed.slice(0, MAX_TEXT_LENGTH)}…` : trimmed;
}

/** What a body that is not JSON looks like to a person: the title of a page, or its first words. */
export function summarizeText(wholeText: string): string {
	const text = wholeText.slice(0, 4 * MAX_TEXT_LENGTH);
	if (/^<(!doctype|html|head|body)\b/i.test(text)) {
		const title = /<(title|h1)[^>]*>([^<]*)/i.exec(text)?.[2] ?? '';
		return cleanText(title) ? `an HTML page titled "${cleanText(title)}"` : 'an HTML page';
	}
	return /^[[{]/.test(text)
		? `JSON that was cut off or is nested too deeply: ${cleanText(text)}`
		: `text that is not JSON: ${cleanText(text)}`;
}

/** Names of the API in the words that users see; an empty name adds nothing to its message. */
const USER_WORDS: ReadonlyMap<string, string> = new Map([
	['action_id', 'ID'],
	['actions', 'Form Fields'],
	['created_time', 'Created Time'],
	['deadline', 'Deadline'],
	['detail', ''],
	['error', ''],
	['file', 'File'],
	['ids', 'Instances'],
	['image', 'Image'],
	['input_object', ''],
	['message', ''],
	['mode', 'Mode'],
	['name', 'Name'],
	['non_field_errors', ''],
	['priority', 'Priority'],
	['process', 'Workflow'],
	['process_instance', 'Instance'],
	['step_assignments', 'Step Assignments'],
	['step_id', 'Step'],
	['tags', 'Tags'],
	['user_id', 'User'],
]);

/**
 * Flattens an error body of the API into its messages: `{"detail": …}`, messages by field and nested
 * by index, `non_field_errors`, a bare list or a bare text.
 *
 * @param fieldLabels what users call the entries of `actions`, by index
 */
export function readApiMessages(body: unknown, fieldLabels: readonly string[] = []): string[] {
	const messages: string[] = [];
	collect(body, [], 0);
	return messages;

	function collect(value: unknown, path: readonly string[], depth: number): void {
		if (messages.length >= MAX_MESSAGES) return;
		if (depth > MAX_DEPTH) {
			messages.push(cleanText(`${placeOf(path)}(nested too deeply to be read)`));
		} else if (Array.isArray(value)) {
			value.forEach((entry, index) => {
				collect(entry, isRecord(entry) ? at(path, index) : path, depth + 1);
			});
		} else if (isRecord(value)) {
			for (const [key, entry] of Object.entries(value)) {
				const isIndex = path.at(-1) === 'actions' && /^\d+$/.test(key);
				collect(entry, isIndex ? at(path, Number(key)) : [...path, key], depth + 1);
			}
		} else if (value !== null && value !== undefined && cleanText(String(value)) !== '') {
			messages.push(cleanText(`${placeOf(path)}${String(value)}`));
		}
	}

	/** Errors of a list come as a list, with `{}` for what is fine, or as an object with indices. */
	function at(path: readonly string[], index: number): string[] {
		return path.at(-1) === 'actions'
			? [...path.slice(0, -1), fieldLabels[index] ?? `Form Field ${index + 1}`]
			: [...path, String(index + 1)];
	}
}

function placeOf(path: readonly string[]): string {
	const words = path.map((key) => USER_WORDS.get(key) ?? key).filter(Boolean);
	return words.length > 0 ? `${words.join(', ')}: ` : '';
}
