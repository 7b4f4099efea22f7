/*
 * Characters that nobody sees come along with what is copied from web pages, mails and spreadsheets:
 * zero width spaces, soft hyphens, direction marks, byte order marks. U+202E is not among them here: it
 * turns what follows around, so without it a reader would see something else.
 */
const MARK = String.raw`(?!\u202E)[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]`;
const MARKS = new RegExp(MARK, 'gu');

/** White space, marks, control characters, and the blank of Braille. */
const SEEN = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\uFFF9-\uFFFB\u2800]|\u202E/u;

/** A mark that belongs to the character before it: in emoji, and in scripts that join letters. */
const JOINED = /^(?:\u200C|\u200D|[\uFE00-\uFE0F])$/;

const NAMED = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]|(?![\t-\r\u0085])\p{Cc}/gu;

const MAX_NAMED = 3;
const MAX_SEARCH_LENGTH = 2000;

/** Whether there is anything to be seen. */
export function isSeen(text: string): boolean {
	return SEEN.test(text);
}

/** The text without any white space or invisible characters around it. */
export function trimUnseen(text: string): string {
	const start = text.search(SEEN);
	if (start === -1) return '';
	let end = text.length;
	while (!SEEN.test(lastCharacter(text, end))) end -= lastCharacter(text, end).length;
	return text.slice(start, end);
}

function lastCharacter(text: string, end: number): string {
	const pair = text.slice(Math.max(0, end - 2), end);
	return (pair.codePointAt(0) ?? 0) > 0xffff ? pair : pair.slice(-1);
}

/** The text as people see it: trimmed, and without invisible marks inside. */
export function asSeen(text: string): string {
	const trimmed = trimUnseen(text);
	return trimmed.replace(MARKS, (mark: string, index: number) => {
		const isMeant = JOINED.test(mark) && /[^\0-\x7f]/.test(trimmed.charAt(index - 1));
		return isMeant ? mark : '';
	});
}

/** The text with a name such as `<U+200B>` in place of each invisible mark and control character. */
export function nameUnseen(text: string): string {
	return text.replace(NAMED, (character) => `<${codePoint(character)}>`);
}

/** The name of the first invisible mark or control character, if there is one. */
export function firstUnseen(text: string): string | undefined {
	const [character] = text.match(NAMED) ?? [];
	return character && codePoint(character);
}

/** Names of the first few characters that are not ASCII and could be mistaken for one that is. */
export function lookAlikes(text: string): string[] {
	const found =
		text
			.slice(0, MAX_SEARCH_LENGTH)
			.replace(NAMED, '')
			.match(/[^ -~]/gu) ?? [];
	const names = [...new Set(found)].map(codePoint);
	return names.length > MAX_NAMED ? [...names.slice(0, MAX_NAMED), '…'] : names;
}

function codePoint(character: string): string {
	const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
	return `U+${hex.padStart(4, '0')}`;
}
