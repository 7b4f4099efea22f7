import * as fc from 'fast-check';
import { bareLetters, comparable, isNear } from '../../../nodes/NextMatter/formFields/names';

const INVISIBLE = [
	...['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\ufe0f', '\u180e', '\u202e'],
	...['\u0000', '\u{e0100}', '\u034f', '\u061c'],
];
const BLANKS = [' ', '  ', '\t', '\n', '\u00a0', '\u2003', '\u2009', '\u3000', '\u0085', '\u2028'];
const DASHES = ['-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212', '\uff0d'];
const QUOTES = ["'", '\u2018', '\u2019', '\u02bc', '`', '\u00b4', '\u2032', '\uff07'];

describe('names', () => {
	it('are the same whatever blanks, dashes, quotes and invisible marks they are written with', () => {
		const oneOf = (all: readonly string[]) => fc.constantFrom(...all);
		const mark = fc.array(oneOf(INVISIBLE), { maxLength: 2 }).map((marks) => marks.join(''));
		const ways = fc.tuple(oneOf(BLANKS), oneOf(DASHES), oneOf(QUOTES), mark, mark, fc.boolean());
		fc.assert(
			fc.property(ways, ([blank, dash, quote, one, other, shouts]) => {
				const written = `${one}${blank}Buyer${quote}s${one}${blank}sub${other}${dash}total${blank}${other}`;
				expect(comparable(shouts ? written.toUpperCase() : written)).toBe("buyer's sub-total");
			}),
		);
	});

	it.each([
		['Stra\u00dfe', 'STRASSE'],
		['Caf\u00e9', 'Cafe\u0301'],
		['\uff21mount', 'amount'],
		['\u03bf\u03b4\u03cc\u03c2', '\u039f\u0394\u038c\u03a3'],
		['\u201cNet\u201d \u00abTotal\u00bb', '"NET" "total"'],
	])('are the same in other forms of their letters: %s, %s', (one, other) => {
		expect(comparable(one)).toBe(comparable(other));
	});

	it('stay different where a letter differs', () => {
		expect(comparable('Notes')).not.toBe(comparable('Note'));
		expect(comparable('Item 1')).not.toBe(comparable('Item 2'));
	});

	it('are not changed by comparing twice, whatever character they have', () => {
		const all = Array.from({ length: 0x30_000 }, (_, code) => String.fromCodePoint(code));
		const names = all.filter((one) => one.normalize('NFKC') !== one).map((one) => `A${one}b`);
		expect(names.length).toBeGreaterThan(4_000);
		expect(names.filter((name) => comparable(comparable(name)) !== comparable(name))).toEqual([]);
		const odd = fc.constantFrom(
			...'\u0149\u0374\u2037\u2057\u03a3\u03c2ß\u0130\u0345\u1fc1\u00a8\u0301\u200d\u00ad\u3164\ufdfa \u3000\u2800',
		);
		fc.assert(
			fc.property(fc.array(odd, { maxLength: 8 }), (characters) => {
				const once = comparable(characters.join(''));
				expect(comparable(once)).toBe(once);
			}),
		);
	});
});

describe('a near miss', () => {
	const near = (one: string, other: string) => isNear(bareLetters(one), bareLetters(other));

	it.each([
		['due_date', 'Due date'],
		['DueDate', 'due-date'],
		['Ofice', 'Office'],
		['Amuont', 'Amount'],
		['Notes', 'Note'],
		['Delivry adress', 'Delivery address'],
		['d.a.y', 'Day'],
		['Kuantitz', 'Quantity'],
	])('is %s for %s, and the other way round', (one, other) => {
		expect(near(one, other)).toBe(true);
		expect(near(other, one)).toBe(true);
	});

	it.each([
		['Amount', 'Account'],
		['Item 1', 'Item 2'],
		['Day', 'Pay'],
		['Date', 'Rate'],
		['', ''],
		['Delivery', 'Delivered to'],
		// Two slips in five letters: two swaps, or one letter that moved and another that is wrong.
		['Rbadn', 'Brand'],
		['Bxrnd', 'Brand'],
	])('is not %s for %s, nor the other way round', (one, other) => {
		expect(near(one, other)).toBe(false);
		expect(near(other, one)).toBe(false);
	});

	it('is looked for in names of up to 80 letters', () => {
		const longest = 'ab'.repeat(40);
		expect(near(longest, `${longest.slice(0, 79)}c`)).toBe(true);
		expect(near(`${longest}a`, `${longest}c`)).toBe(false);
	});

	it('is every single slip in a name of at least five letters', () => {
		const name = fc.stringMatching(/^[a-z]{6,20}$/);
		const slips = fc.tuple(name, fc.nat(), fc.constantFrom('drop', 'add', 'swap', 'change'));
		fc.assert(
			fc.property(slips, ([letters, seed, slip]) => {
				const at = seed % (letters.length - 1);
				const [before, here, next, after] = [
					letters.slice(0, at),
					letters[at],
					letters[at + 1],
					letters.slice(at + 2),
				];
				const written = {
					drop: before + next + after,
					add: `${before}${here}q${next}${after}`,
					swap: before + next + here + after,
					change: `${before}q${next}${after}`,
				}[slip];
				expect(isNear(written ?? '', letters)).toBe(true);
			}),
		);
	});
});
