import { isWebAddress, readEmail, readUrl } from '../../../nodes/NextMatter/input/texts';
import { refusalOf } from '../refusalOf';

describe('readEmail', () => {
	it.each<[string, string]>([
		['jane@example.com', 'jane@example.com'],
		[' jane@example.com\n', 'jane@example.com'],
		['jane.doe+tag@mail.example.co.uk', 'jane.doe+tag@mail.example.co.uk'],
		["o'neil_1@ex-ample.com", "o'neil_1@ex-ample.com"],
	])('reads %p', (value, expected) => {
		expect(readEmail('Email', value)).toBe(expected);
	});

	it.each<[string]>([
		['jane'],
		['jane@'],
		['@example.com'],
		['jane@example'],
		['jane@example.'],
		['jane@.com'],
		['jane@example..com'],
		['jane@@example.com'],
		['jane doe@example.com'],
		['Jane <jane@example.com>'],
		['jane@example.com, joe@example.com'],
		['jane@example.com;joe@example.com'],
		['jane@example.com/'],
		['mailto:jane@example.com'],
		['"jane"@example.com'],
		['jane@[10.0.0.1]'],
	])('refuses %p', (value) => {
		expect(refusalOf(() => readEmail('Email', value))).toMatchObject({
			message: `"Email" is "${value}", which is not an email address`,
			remedy: 'Enter a single address such as jane@example.com',
		});
	});

	it('refuses nothing at all as empty', () => {
		expect(refusalOf(() => readEmail('Email', ' ')).message).toBe('"Email" is empty');
	});
});

describe('readUrl', () => {
	it.each<[string, string]>([
		['https://example.com', 'https://example.com'],
		[' http://example.com/a?b=c#d ', 'http://example.com/a?b=c#d'],
		['HTTPS://EXAMPLE.COM', 'HTTPS://EXAMPLE.COM'],
		['http://localhost:5678/', 'http://localhost:5678/'],
		['https://example.com?x=1', 'https://example.com?x=1'],
	])('reads %p as typed', (value, expected) => {
		expect(isWebAddress(value.trim())).toBe(true);
		expect(readUrl('URL', value)).toBe(expected);
	});

	it.each<[string]>([
		['example.com'],
		['ftp://example.com'],
		['javascript:alert(1)'],
		['https://'],
		['https:///path'],
		['https://?x'],
		['https://#x'],
		['https://exa mple.com'],
		['https://example.com/a b'],
		['https://example.com:99999'],
		['https:example.com'],
		['https://a, https://b'],
		['x https://example.com'],
	])('refuses %p', (value) => {
		expect(isWebAddress(value)).toBe(false);
		expect(refusalOf(() => readUrl('URL', value))).toMatchObject({
			message: `"URL" is "${value}", which is not a web address`,
			remedy: 'Enter a full address that starts with http:// or https://',
		});
	});

	it('refuses nothing at all as empty', () => {
		expect(refusalOf(() => readUrl('URL', '')).message).toBe('"URL" is empty');
	});
});
