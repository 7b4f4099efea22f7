import fc from 'fast-check';
import { InputError, quotePlain } from '../../../nodes/NextMatter/input/inputError';
import { encodeAddress, readUrl } from '../../../nodes/NextMatter/input/urls';
import { validateInputObject } from '../../standIn/schemas';
import { refusalOf } from '../inputErrorOf';
import { scale } from '../../scale';
import { anyText } from '../anyText';

describe('readUrl', () => {
	it.each([
		'https://example.com',
		'http://example.com/a/b?c=d#e',
		'HTTPS://user@example.com:8443/',
		'http://127.0.0.1:5678/a%20b',
		'http://[::1]:80/',
	])('takes %s as typed', (address) => {
		expect(readUrl('URL', ` ${address} `)).toBe(address);
	});

	it.each([
		['https://exämple.com/ä', 'https://xn--exmple-cua.com/%C3%A4'],
		['https://x.de/%zz', 'https://x.de/%25zz'],
		['https://x.de/?q=[1]#a#b', 'https://x.de/?q=%5B1%5D#a%23b'],
		['https://x.de/😀', 'https://x.de/%F0%9F%98%80'],
	])('encodes what an address cannot hold: %s', (typed, expected) => {
		expect(readUrl('URL', typed)).toBe(expected);
	});

	it('goes on doing so for thousands of items', () => {
		const read = () => readUrl('URL', 'https://exämple.com/ä');
		const addresses = new Set(Array.from({ length: 20_000 }, read));
		expect([...addresses]).toEqual(['https://xn--exmple-cua.com/%C3%A4']);
	});

	it.each([
		'example.com',
		'javascript:alert(1)',
		'https://?x',
		'https://exa mple.com',
		'https:example.com',
		'x https://example.com',
		'https:///x',
		'https://x.de:99999/',
		'https://"x.de/',
		'https://x"/',
	])('refuses %s', (typed) => {
		expect(refusalOf(() => readUrl('URL', typed))).toMatchObject({
			message: `'URL' is "${typed}", which is not a valid URL`,
			remedy: 'Enter a full URL that starts with http:// or https://',
		});
	});

	it.each([
		[
			'https://contoso.example/Shared Documents/Offer 1.pdf',
			'https://contoso.example/Shared%20Documents/Offer%201.pdf',
		],
		['https://x.de/a\u00A0b?c d#e f', 'https://x.de/a%C2%A0b?c%20d#e%20f'],
		['https://web.archive.org/web/https://x.de/a', 'https://web.archive.org/web/https://x.de/a'],
		['https://x.de/?next=https://y.de', 'https://x.de/?next=https://y.de'],
	])('takes blanks, and addresses inside: %s', (typed, expected) => {
		expect(readUrl('URL', typed)).toBe(expected);
	});

	it.each(['', '\n', '\u200B'])('refuses two addresses with %j between them', (separator) => {
		const typed = `https://x.de/a.pdf${separator}https://y.de/b.pdf`;
		expect(refusalOf(() => readUrl('URL', typed))).toMatchObject({
			message: `'URL' is ${quotePlain(typed.trim().replace('\u200B', ''))}, which contains more than one URL`,
			remedy: 'Enter each URL separately, or use an expression that returns a list of them',
		});
	});

	it.each([
		['https://x.de/\u017F\u212A', 'https://x.de/%C5%BF%E2%84%AA'],
		['https://x.de/\uD83D', 'https://x.de/%EF%BF%BD'],
	])(
		'encodes letters that only look like ASCII, and halves of characters: %j',
		(typed, expected) => {
			expect(readUrl('URL', typed)).toBe(expected);
		},
	);

	it.each([
		['https://x.de/#', 'https://x.de/#'],
		['https://x.de?a=b c', 'https://x.de?a=b%20c'],
	])('leaves what is whole as it is: %s', (typed, expected) => {
		expect(readUrl('URL', typed)).toBe(expected);
	});

	const urlOrText = fc.oneof(fc.webUrl(), anyText());
	it('only ever refuses, or returns what the contract takes', () => {
		fc.assert(
			fc.property(urlOrText, anyText(), (start, end) => {
				for (const typed of [start, `${start}/${end}`, `https://x.de/${end}`]) {
					expect(violationsOf(typed)).toEqual([]);
				}
			}),
			{ numRuns: scale(300, 3000) },
		);
	});
});

it.each([
	['https://x.de/a b', 'https://x.de/a%20b'],
	['https://x.de/a b?c d#e f#g', 'https://x.de/a%20b?c%20d#e%20f%23g'],
	['x\ny', 'x%0Ay'],
])('an address that a server gave is encoded: %j', (given, expected) => {
	expect(encodeAddress(given)).toBe(expected);
});

/** What the contract has against the address as it would be sent; nothing where it is refused. */
function violationsOf(typed: string): string[] {
	try {
		return validateInputObject('url', 'standard', { url: readUrl('URL', typed) });
	} catch (error) {
		return error instanceof InputError ? [] : [`threw ${String(error)}`];
	}
}
