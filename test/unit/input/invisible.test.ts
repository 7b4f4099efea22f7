import * as fc from 'fast-check';
import { readBaseUrl, readApiKey } from '../../../nodes/NextMatter/api/credential';
import { readBoolean, readChoice } from '../../../nodes/NextMatter/input/choices';
import { readDate } from '../../../nodes/NextMatter/input/dates';
import { readId } from '../../../nodes/NextMatter/input/ids';
import { asSeen, isSeen, trimUnseen } from '../../../nodes/NextMatter/input/invisible';
import { readJson } from '../../../nodes/NextMatter/input/json';
import { quote } from '../../../nodes/NextMatter/input/inputError';
import { readEmail, readNumber, readRequiredText } from '../../../nodes/NextMatter/input/texts';
import { readUrl } from '../../../nodes/NextMatter/input/urls';
import { refusalOf, settle } from '../inputErrorOf';
import { anyText } from '../anyText';

/** White space of Unicode, by hand: what the code uses is not its own judge. */
const SPACES = [
	...'\t\n\v\f\r \u0085\u00A0\u1680\u2028\u2029\u202F\u205F\u3000',
	...Array.from({ length: 11 }, (_, index) => String.fromCharCode(0x2000 + index)),
];
const MARKS = [
	...'\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B\u180E\u200B\u200C\u200D\u200E\u200F',
	...'\u202A\u202B\u202C\u202D\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206A\u206F',
	...'\u3164\uFE00\uFE0F\uFEFF\uFFA0\uFFF9\uFFFA\uFFFB',
	'\u{E0001}',
	'\u{E0041}',
	'\u{E0100}',
];
const marks = fc.constantFrom(...MARKS);
const around = fc
	.array(fc.constantFrom(...SPACES, ...MARKS, '\0', '\x7f', '\u2800'), { maxLength: 4 })
	.map((characters) => characters.join(''));

type Reader = readonly [name: string, read: (value: string) => unknown, text: string];

const READERS: Reader[] = [
	['an ID', (value) => readId('instance', value), '9001'],
	['a URL with an ID', (value) => readId('instance', value), 'https://h/instances/9001/'],
	['a number', (value) => readNumber('Number', value), '-1000.5'],
	['a date', (value) => readDate('Date', value, 'UTC'), '2026-06-16T10:00:00Z'],
	['an email', (value) => readEmail('Email', value), 'jane@example.com'],
	['a URL', (value) => readUrl('URL', value), 'https://example.com/a'],
	['a choice', (value) => readChoice('Mode', value, ['save']), 'save'],
	['a boolean', (value) => readBoolean('Simplify', value), 'true'],
	['JSON', (value) => readJson('Rows', value, 'a list'), '["a"]'],
	['the base URL', readBaseUrl, 'https://core.nextmatter.com/api'],
	['the API key', readApiKey, 'abc.def'],
];
const INSIDE_IS_REMOVED = ['a date', 'an email', 'a URL', 'a choice', 'a boolean'].concat([
	'the base URL',
	'the API key',
]);

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const namesOf = (readers: readonly Reader[]) => readers.map(([name]) => name);

it('does not mind white space and invisible characters around anything that is read', () => {
	fc.assert(
		fc.property(around, around, (before, after) => {
			const changed = READERS.filter(([, read, text]) => {
				const { result } = settle(() => read(`${before}${text}${after}`));
				return !isSame(result, read(text));
			});
			expect(namesOf(changed)).toEqual([]);
		}),
	);
});

it('reads nothing as another one for an invisible character inside, which is removed or named', () => {
	fc.assert(
		fc.property(marks, fc.nat(), (mark, number) => {
			const wrong = READERS.filter(([name, read, text]) => {
				const place = 1 + (number % (text.length - 1));
				const { result, refusal } = settle(() =>
					read(`${text.slice(0, place)}${mark}${text.slice(place)}`),
				);
				if (refusal && !INSIDE_IS_REMOVED.includes(name)) {
					return !/U\+[0-9A-F]{4,}/.test(`${refusal.message} ${refusal.remedy}`);
				}
				// JSON has texts, which may hold it.
				return name !== 'JSON' && !isSame(result, read(text));
			});
			expect(namesOf(wrong)).toEqual([]);
		}),
	);
});

it('names a character that turns the text around, wherever it is read', () => {
	const silent = READERS.filter(([, read, text]) => {
		const { message, remedy } = refusalOf(() => read(`\u202E${text}`));
		return !`${message} ${remedy}`.includes('U+202E');
	});
	expect(namesOf(silent)).toEqual([]);
});

it('names what looks right and is not, wherever it is read', () => {
	const LOOK_RIGHT: Array<[...Reader, mark: string]> = [
		['a minus sign', (value) => readNumber('Number', value), '\u22125', 'U+2212'],
		['digits of full width', (value) => readId('instance', value), '9\uFF10', 'U+FF10'],
		[
			'a hyphen that does not break',
			(value) => readDate('Date', value, 'UTC'),
			'2026\u201106-16',
			'U+2011',
		],
		['a Cyrillic letter', (value) => readEmail('Email', value), 'j\u0430ne@example.com', 'U+0430'],
		['a line break', (value) => readUrl('URL', value), 'https://h/a\nb', 'U+000A'],
		[
			'a letter that looks like another',
			(value) => readChoice('Mode', value, ['save']),
			's\u0430ve',
			'U+0430',
		],
		['a colon of full width', readBaseUrl, 'https\uFF1A//h/api', 'U+FF1A'],
		['a blank of its own kind', readApiKey, 'abc\u00A0def', 'U+00A0'],
	];
	const silent = LOOK_RIGHT.filter(
		([, read, text, mark]) => !refusalOf(() => read(text)).message.includes(mark),
	);
	expect(silent.map(([what]) => what)).toEqual([]);
});

it('takes a text of nothing but invisible characters for empty', () => {
	expect(refusalOf(() => readRequiredText('Item', '\u200B\u00A0')).message).toBe("'Item' is empty");
	expect(refusalOf(() => readId('step', '\uFEFF')).message).toBe('The ID of the step is missing');
});

it('keeps what joins emoji and letters of other scripts', () => {
	expect(asSeen('\u200Bhttps://h/👩\u200D💻/می\u200Cخواهم')).toBe(
		'https://h/👩\u200D💻/می\u200Cخواهم',
	);
});

it.each([
	['a\u200Dé', 'aé'],
	['é\u200Da', 'é\u200Da'],
	['\u2764\uFE0F\u00AD', '\u2764\uFE0F'],
])('judges what joins by the character before it: %j', (text, expected) => {
	// With a letter behind, or trimming would take the mark.
	expect(asSeen(`${text}.`)).toBe(`${expected}.`);
});

it('quotes nothing invisible', () => {
	expect(quote('90\u200B01')).toBe('"90<U+200B>01"');
	expect(quote({ id: '90\u{E0041}01' })).toBe('{"id":"90<U+E0041>01"}');
});

it('trims no more than what nobody sees', () => {
	fc.assert(
		fc.property(anyText(), (text) => {
			const trimmed = trimUnseen(text);
			expect(text).toContain(trimmed);
			expect(trimUnseen(trimmed)).toBe(trimmed);
			expect(isSeen(text)).toBe(trimmed !== '');
			// Some letters of Hangul fill a place and show nothing.
			const shown = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{P}]/u;
			expect(shown.test(text) && trimmed === '').toBe(false);
		}),
	);
});
