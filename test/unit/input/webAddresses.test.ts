import fc from 'fast-check';
import { readUrl } from '../../../nodes/NextMatter/input/webAddresses';
import { validateInputObject } from '../../standIn/schemas';
import { refusalOf } from '../refusalOf';

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
		['https://x.de/a|c^d', 'https://x.de/a%7Cc%5Ed'],
		['https://x.de/%zz', 'https://x.de/%25zz'],
		['https://x.de/{id}', 'https://x.de/%7Bid%7D'],
		['https://x.de/?q=[1]#a#b', 'https://x.de/?q=%5B1%5D#a%23b'],
		['https://x.de/😀', 'https://x.de/%F0%9F%98%80'],
	])('encodes what an address cannot hold: %s', (typed, expected) => {
		expect(readUrl('URL', typed)).toBe(expected);
	});

	it.each([
		'example.com',
		'javascript:alert(1)',
		'https://?x',
		'https://#x',
		'https://exa mple.com',
		'https://example.com/a b',
		'https:example.com',
		'https://a, https://b',
		'x https://example.com',

		'ftp://example.com',
		'https://',
		'https:///x',
		'https://a b/',
		'//x.de',
		'https://x.de:99999/',
	])('refuses %s', (typed) => {
		expect(refusalOf(() => readUrl('URL', typed)).message).toContain('is not a web address');
	});

	it('only ever returns what the contract takes', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' })),
				fc.string({ unit: 'grapheme' }),
				(start, end) => {
					for (const typed of [start, `${start}/${end}`, `https://x.de/${end}`]) {
						let read: string | undefined;
						try {
							read = readUrl('URL', typed);
						} catch {
							continue;
						}
						expect(validateInputObject('url', 'standard', { url: read })).toEqual([]);
					}
				},
			),
			{ numRuns: 2000 },
		);
	});
});
