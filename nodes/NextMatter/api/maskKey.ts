import { createMatcher, symbolOf, type Matcher } from './multiSearch';

/** A shorter text is no key, and might stand anywhere in an answer. */
const MIN_LENGTH = 8;

/**
 * Makes a function that removes an API key from texts of any origin: as it is, in another case,
 * backwards, with escapes of JSON, URLs and HTML, with anything but letters and digits in between, in
 * hexadecimal digits, as a list of bytes, and in Base64, also as a part of a longer text such as
 * `Api-Key …`. It takes time in proportion to the text, whatever is in it.
 */
export function createMask(apiKey: string): (text: string) => string {
	// What follows the first point is the secret itself; what precedes it only names the key.
	const secrets = [apiKey, apiKey.slice(apiKey.indexOf('.') + 1)];
	const words = secrets
		.filter((secret) => symbolsOf(secret).length >= MIN_LENGTH)
		.flatMap(formsOf)
		.map(symbolsOf);
	if (words.length === 0) return (text) => text;
	const matcher = createMatcher(words);
	return (text) => {
		const found = find(text, matcher, false);
		// The same text, read as if a backslash were just that.
		if (text.includes('\\')) found.push(...find(text, matcher, true));
		return replace(text, found);
	};
}

function symbolsOf(text: string): number[] {
	return [...text].flatMap((character) => symbolOf(character.charCodeAt(0)) ?? []);
}

function formsOf(secret: string): string[] {
	const bytes = [...Buffer.from(secret)];
	return [
		secret,
		[...secret].reverse().join(''),
		Buffer.from(secret).toString('hex'),
		bytes.join(),
		...base64Of(secret),
	];
}

/**
 * The part of Base64 that a text determines, wherever it begins: three bytes make four characters, so
 * there are three ways.
 */
function base64Of(secret: string): string[] {
	return [0, 1, 2].map((shift) => {
		const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
		const first = Math.ceil((shift * 8) / 6);
		const end = Math.floor((bytes.length * 8) / 6);
		return bytes.toString('base64').slice(first, end);
	});
}

type Range = readonly [start: number, end: number];

function find(text: string, matcher: Matcher, isLiteral: boolean): Range[] {
	const starts = new Int32Array(matcher.maxLength);
	const found: Range[] = [];
	let state = 0;
	let count = 0;
	for (let at = 0; at < text.length; ) {
		const code = text.charCodeAt(at);
		let symbol = symbolOf(narrow(code));
		let end = at + 1;
		if (mayBegin(code, isLiteral)) ({ symbol, end } = readToken(text, at));
		if (symbol !== undefined) {
			starts[count % starts.length] = at;
			count += 1;
			state = matcher.next(state, symbol);
			const length = matcher.matched(state);
			if (length > 0) found.push([starts[(count - length) % starts.length], end]);
		}
		at = end;
	}
	return found;
}

const BACKSLASH = 92;

/** Letters and digits come in full width as well. */
function narrow(code: number): number {
	return code > 0xff00 ? code - 0xfee0 : code;
}

/** `%`, `&`, `<` or a backslash. */
function mayBegin(code: number, isLiteral: boolean): boolean {
	if (code === BACKSLASH) return !isLiteral;
	return code === 37 || code === 38 || code === 60;
}

const TOKENS =
	/%(?:25)*([\da-f]{2})|&(?:amp;)*#x0{0,8}([\da-f]{1,6});?|&(?:amp;)*#0{0,8}(\d{1,7});?|&[a-z]{2,10};|<[^<>]{0,80}>|\\+u\{?0{0,2}([\da-f]{2,4})\}?|\\+x([\da-f]{2})|\\+[nrtbf]?/iy;

/** What stands for one character, or for none. */
function readToken(text: string, at: number): { symbol?: number; end: number } {
	TOKENS.lastIndex = at;
	const found = TOKENS.exec(text);
	if (!found) return { end: at + 1 };
	const [whole, percent, entityHex, entity, escaped, byte] = found;
	const hex = percent ?? entityHex ?? escaped ?? byte;
	// NaN, which is no symbol, where the token stands for no character.
	const code = hex === undefined ? Number(entity) : Number.parseInt(hex, 16);
	return { symbol: symbolOf(code), end: at + whole.length };
}

function replace(text: string, found: Range[]): string {
	const ranges = found
		.map(([start, end]): Range => [beforeBackslashes(text, start), end])
		.sort(([one], [other]) => one - other);
	let result = '';
	let done = 0;
	for (let place = 0; place < ranges.length; ) {
		const [start] = ranges[place];
		let [, end] = ranges[place];
		for (place += 1; place < ranges.length && ranges[place][0] <= end; place += 1) {
			end = Math.max(end, ranges[place][1]);
		}
		// A list of numbers is left a list of numbers, so that JSON stays JSON.
		const mark = /^[\d\s,]+$/.test(text.slice(start, end)) ? '0' : '***';
		result += text.slice(done, start) + mark;
		done = end;
	}
	return result + text.slice(done);
}

/** Half an escape would spoil the JSON around it. */
function beforeBackslashes(text: string, start: number): number {
	let first = start;
	while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
	return first;
}
