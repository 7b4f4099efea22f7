import * as fc from 'fast-check';
import { cleanText, readBody, summarizeText } from '../../../nodes/NextMatter/api/body';
import { anyText } from '../anyText';

describe('readBody', () => {
	it('takes no JSON of 200,000 levels', () => {
		const text = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
		expect(readBody(text).form).toBe('text');
		expect(summarizeText(text).length).toBeLessThan(1000);
	});

	it('takes JSON of 1000 levels, and no deeper', () => {
		const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
		expect([readBody(nested(1000)).form, readBody(nested(1001)).form]).toEqual(['json', 'text']);
	});

	it('does not take brackets in texts for levels', () => {
		const value = ['['.repeat(5000), '"{'.repeat(5000), '\\'.repeat(3), '{'.repeat(5000)];
		expect(readBody(JSON.stringify(value))).toEqual({ form: 'json', value });
	});

	it('counts levels, not brackets', () => {
		const value = Array.from({ length: 2000 }, (_, index) => (index % 2 ? [] : { index }));
		expect(readBody(JSON.stringify(value))).toEqual({ form: 'json', value });
	});

	it.each<[unknown]>([[undefined], [null], [' \r\n']])('reads %j as empty', (raw) => {
		expect(readBody(raw)).toEqual({ form: 'empty' });
	});

	it.each<[unknown, unknown]>([
		['\uFEFF {"id": 1}\n', { id: 1 }],
		['null', null],
		[{ id: 1 }, { id: 1 }],
		[false, false],
	])('reads %j as JSON', (raw, value) => {
		expect(readBody(raw)).toEqual({ form: 'json', value });
	});

	it.each<[string, string]>([
		['{"id": 1', '{"id": 1'],
		[' <html></html> ', '<html></html>'],
	])('reads %j as text', (raw, text) => {
		expect(readBody(raw)).toEqual({ form: 'text', text });
	});
});

describe('cleanText', () => {
	it.each<[string, string, string]>([
		['line breaks and tabs', 'a\r\n\tb', 'a b'],
		['characters that hide or turn text', 'a\u200b\u202eb\u00ad', 'a b'],
		['replaced characters', 'a\uFFFD\uFFFDb', 'a b'],
		['nothing else', 'é 漢 🙂', 'é 漢 🙂'],
	])('takes out %s', (_what, text, expected) => {
		expect(cleanText(text)).toBe(expected);
	});

	it('keeps 500 characters whole and cuts what is longer', () => {
		expect(cleanText('x'.repeat(500))).toBe('x'.repeat(500));
		expect(cleanText('x'.repeat(501))).toBe(`${'x'.repeat(500)}…`);
		expect(cleanText('x '.repeat(1_000_000))).toHaveLength(501);
	});

	it('counts the characters after it has cleaned them', () => {
		expect(cleanText(`a${'\n'.repeat(1000)}b`)).toBe('a b');
	});

	it('always gives one short line', () => {
		fc.assert(
			fc.property(anyText({ size: 'large' }), (text) => {
				const clean = cleanText(text);
				expect(clean.length).toBeLessThanOrEqual(501);
				expect(clean).toBe(clean.trim());
				expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/u);
			}),
		);
	});
});

describe('summarizeText', () => {
	it.each<[string, string]>([
		['<!DOCTYPE html><title>Bad gateway</title>', 'an HTML page titled "Bad gateway"'],
		['<html><head><TITLE lang="en">\n502  x\n</TITLE>', 'an HTML page titled "502 x"'],
		['<html><body><h1 class="a">Sorry</h1>', 'an HTML page titled "Sorry"'],
		['<body>Sorry</body>', 'an HTML page'],
		['<head><title> </title></head>', 'an HTML page'],
		['<html><title>Cut o', 'an HTML page titled "Cut o"'],
		['{"detail": "No', 'JSON that was cut off or is nested too deeply: {"detail": "No'],
		['[1,', 'JSON that was cut off or is nested too deeply: [1,'],
		['Service\nUnavailable', 'text that is not JSON: Service Unavailable'],
		['Sorry [502]', 'text that is not JSON: Sorry [502]'],
		['<htmlx>', 'text that is not JSON: <htmlx>'],
		['the <html> page', 'text that is not JSON: the <html> page'],
	])('says of %j that it is %s', (text, summary) => {
		expect(summarizeText(text)).toBe(summary);
	});

	it('is short whatever came', () => {
		for (const text of ['x', '{', '<html>', '<html><title>']) {
			expect(summarizeText(text + 'y'.repeat(1_000_000)).length).toBeLessThan(600);
		}
	});
});
