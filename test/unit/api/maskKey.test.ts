import fc from 'fast-check';
import { createMask } from '../../../nodes/NextMatter/api/maskKey';
import { anyText } from '../anyText';

const hexOf = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0');
const each = (write: (character: string) => string) => (key: string) =>
	[...key].map(write).join('');

/** Every way in which a server may repeat a key, and a text that must be gone then. */
const WAYS: Readonly<Record<string, (key: string) => string>> = {
	'as it is': (key) => key,
	'with its word': (key) => `Api-Key ${key}`,
	'in capitals': (key) => key.toUpperCase(),
	'in small letters': (key) => key.toLowerCase(),
	backwards: (key) => [...key].reverse().join(''),
	'as JSON': (key) => JSON.stringify({ detail: `bad "${key}"` }),
	'as JSON in JSON': (key) => JSON.stringify({ raw: JSON.stringify({ key: `\n${key}` }) }),
	'with JSON escapes': each((character) => `\\u00${hexOf(character)}`),
	'with JSON escapes in JSON': each((character) => `\\\\u00${hexOf(character)}`),
	'with escapes of bytes': each((character) => `\\x${hexOf(character)}`),
	'URL-encoded': encodeURIComponent,
	'URL-encoded as a whole': each((character) => `%${hexOf(character)}`),
	'URL-encoded twice': each((character) => `%25${hexOf(character).toUpperCase()}`),
	'with HTML entities': each((character) => `&#${character.charCodeAt(0)};`),
	'with HTML entities in hex': each((character) => `&#x${hexOf(character)};`),
	'with escaped HTML entities': each((character) => `&amp;#${character.charCodeAt(0)};`),
	'split by entities': (key) => [...key].join('&shy;'),
	'split by tags': (key) => `${key.slice(0, 5)}<wbr>${key.slice(5, 9)}<b class="x">${key.slice(9)}`,
	'split by marks': (key) => [...key].join('\u200b'),
	'split by line breaks': (key) => `${key.slice(0, 6)}\r\n${key.slice(6)}`,
	'in letters of full width': each((character) =>
		String.fromCharCode(character.charCodeAt(0) + 0xfee0),
	),
	'in hex': (key) => Buffer.from(key).toString('hex'),
	'in hex with points': each((character) => `${hexOf(character)}:`),
	'as bytes': (key) => JSON.stringify(Buffer.from(key)),
	'in Base64': (key) => Buffer.from(key).toString('base64'),
	'in Base64 with its word': (key) => Buffer.from(`Api-Key ${key}`).toString('base64'),
	'in Base64 in a sentence': (key) => Buffer.from(`{"k":"${key}"}`).toString('base64url'),
	'in Base64 with breaks': (key) =>
		Buffer.from(`a${key}`)
			.toString('base64')
			.replace(/(.{20})/g, '$1\\n'),
	'its secret part': (key) => key.slice(key.indexOf('.') + 1),
};

const part = (min: number, max: number) =>
	fc.string({
		unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'),
		minLength: min,
		maxLength: max,
	});
const keys = fc.tuple(part(8, 8), part(16, 40)).map(([name, secret]) => `${name}.${secret}`);

describe('an API key in a text', () => {
	it('is removed, whatever way it is written in', () => {
		fc.assert(
			fc.property(keys, (key) => {
				const mask = createMask(key);
				const shown = Object.entries(WAYS).filter(([, write]) => {
					const masked = mask(`<p>Sorry: ${write(key)}, and more</p>`);
					// Of what was written, no more is left than a few characters at its ends.
					const middle = write(key.slice(key.indexOf('.') + 1)).slice(8, -8);
					return !/\*\*\*|\b0\b/.test(masked) || (middle.length > 8 && masked.includes(middle));
				});
				expect(shown.map(([way]) => way)).toEqual([]);
			}),
		);
	});

	it('leaves JSON what it is', () => {
		fc.assert(
			fc.property(keys, fc.constantFrom(...Object.values(WAYS)), (key, write) => {
				const text = JSON.stringify({ id: 9001, detail: `Bad key: ${write(key)}`, list: [1] });
				const value: unknown = JSON.parse(createMask(key)(text));
				expect(value).toMatchObject({ id: 9001, list: [1] });
			}),
		);
	});

	it('leaves every other text alone', () => {
		const mask = createMask('xyzabc12.12fsfe242ubdgakew');
		fc.assert(fc.property(anyText(), (text) => mask(text) === text));
	});

	it('is nothing as short as no key is', () => {
		expect(createMask('abc-1234')('abc-1234')).toBe('abc-1234');
		expect(createMask('abcd-1234')('abcd-1234')).toBe('***');
		expect(createMask('abcd-1234.efg-567')('efg-567, abcd-1234.efg-567')).toBe('efg-567, ***');
	});

	const OURS = ['abcd1234', 'efgh5678ijkl'].join('.');
	const bytes = [...Buffer.from(OURS)];
	it.each([
		[`x ${OURS} y ${OURS} z`, 'x *** y *** z'],
		[`x ${OURS}${OURS} z`, 'x *** z'],
		['x efgh5678ijkl z', 'x *** z'],
		['x efgh5678ijk z', 'x efgh5678ijk z'],
		[`{"list":[1,${bytes.join(',')},2]}`, '{"list":[1,0,2]}'],
		[`x ${bytes.join(', ')} z`, 'x 0 z'],
		[`x ${bytes.map((byte) => `&#${byte};`).join('')} z`, 'x *** z'],
		[`x ${bytes.map((byte) => `&#${byte}`).join('')} z`, 'x *** z'],
		[`x ${bytes.map((byte) => `&#x${byte.toString(16)}`).join('')} z`, 'x *** z'],
		[`x ${bytes.map((byte) => `&#x00000${byte.toString(16)};`).join('')} z`, 'x *** z'],
		[`x ${bytes.map((byte) => `&amp;amp;#0000000${byte};`).join('')} z`, 'x *** z'],
		[`x ${bytes.map((byte) => `%${byte.toString(16)}`).join('')} z`, 'x *** z'],
		[`x ${bytes.map((byte) => `%2525${byte.toString(16)}`).join('')} z`, 'x *** z'],
		[`x ${bytes.map((byte) => `\\u{${byte.toString(16)}}`).join('')} z`, 'x *** z'],
		[`x ${bytes.map((byte) => `\\\\x${byte.toString(16)}`).join('')} z`, 'x *** z'],
		[`x < 5 & 100 % ${OURS} z`, 'x < 5 & 100 % *** z'],
		[`x \\\\${OURS} z`, 'x *** z'],
		[`x abcd1234<wbr>.efgh<b class="a">5678ijkl</b> z`, 'x ***</b> z'],
		[`x abcd1234\\n.efgh5678ijkl z`, 'x *** z'],
		// A letter of the key may follow a backslash; this is no `\b`.
		['x a\\bcd1234%2Eefgh5678ijkl y abcd1234.efgh5678ijkl z', 'x *** y *** z'],
		// The last character of Base64 is in part what comes after.
		[`x ${Buffer.from(OURS.repeat(3)).toString('base64')} z`, 'x *** z'],
		['x ａbcd1234.efgh5678ijkＬ z', 'x *** z'],
	])('is taken out of %j, and no more than that: %j', (text, masked) => {
		expect(createMask(OURS)(text)).toBe(masked);
	});

	it.each([
		['backslashes', '\\'],
		['tags that do not end', '<b'],
		['escapes', '%2525'],
		['the begin of a key', 'xyzabc12'],
	])('takes time in proportion to a text of %s', (_, piece) => {
		const mask = createMask('xyzabc12.12fsfe242ubdgakew');
		const timeOf = (length: number) => {
			const text = piece.repeat(Math.ceil(length / piece.length));
			const start = performance.now();
			mask(text);
			return performance.now() - start;
		};
		timeOf(10_000);
		// What a busy machine adds is added to few of several tries.
		const short = Math.max(timeOf(20_000), timeOf(20_000));
		const long = Math.min(timeOf(200_000), timeOf(200_000), timeOf(200_000));
		// Ten times as much; in quadratic time it would be a hundred times.
		expect(long).toBeLessThan(50 * Math.max(short, 10));
	});
});
