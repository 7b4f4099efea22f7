import type { Body } from './types';

const MAX_TEXT_LENGTH = 500;
export const MAX_DEPTH = 1000;

/** Reads an answer's text: JSON, nothing, or anything else (HTML, JSON that was cut off, binary). */
export function readBody(raw: unknown): Body {
	if (raw === undefined || raw === null) return { form: 'empty' };
	if (typeof raw !== 'string') return { form: 'json', value: raw };
	const text = raw.trim();
	if (!text) return { form: 'empty' };
	// Copying and storing it recurse level by level, which n8n itself would not survive.
	if (isTooDeep(text)) return { form: 'text', text };
	try {
		const value: unknown = JSON.parse(text);
		return { form: 'json', value };
	} catch {
		// Not swallowed: the text itself is passed on and shown to the user.
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
