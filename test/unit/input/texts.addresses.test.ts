import { readEmail } from '../../../nodes/NextMatter/input/texts';
import { refusalOf } from '../inputErrorOf';

describe('readEmail', () => {
	it.each<[string, string]>([
		['jane@example.com', 'jane@example.com'],
		['jane.doe+tag@mail.example.co.uk', 'jane.doe+tag@mail.example.co.uk'],
		["o'neil_1@ex-ample.com", "o'neil_1@ex-ample.com"],
	])('reads %p', (value, expected) => {
		expect(readEmail('Email', value)).toBe(expected);
	});

	it.each<[string]>([
		['jane'],
		['@example.com'],
		['jane@example'],
		['jane@example..com'],
		['jane doe@example.com'],
		['jane@example.com, joe@example.com'],
		['mailto:jane@example.com'],
		['a..b@example.com'],
		['a@-example.com'],
	])('refuses %p', (value) => {
		expect(refusalOf(() => readEmail('Email', value))).toMatchObject({
			message: `'Email' is "${value}", which is not an email address`,
			remedy: 'Enter a single address such as jane@example.com',
		});
	});

	it('reads an address of 254 characters, the most that mail takes, and refuses a longer one', () => {
		const longest = `jane@${'x'.repeat(245)}.com`;
		expect(longest).toHaveLength(254);
		expect(readEmail('Email', longest)).toBe(longest);
		expect(refusalOf(() => readEmail('Email', `a${longest}`)).message).toContain(
			'is not an email address',
		);
	});

	it('refuses nothing at all as empty', () => {
		expect(refusalOf(() => readEmail('Email', ' ')).message).toBe("'Email' is empty");
	});
});
