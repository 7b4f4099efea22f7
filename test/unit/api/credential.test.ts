import * as fc from 'fast-check';
import {
	CREDENTIAL_TYPE,
	DEFAULT_BASE_URL,
	readApiKey,
	readBaseUrl,
} from '../../../nodes/NextMatter/api/credential';
import { refusalOf, settle } from '../inputErrorOf';
import { anyText } from '../anyText';

const KEY = 'aB3.x_Yz-9/+=';

it('is the credential of the package, with the documented address', () => {
	expect(CREDENTIAL_TYPE).toBe('nextMatterApi');
	expect(DEFAULT_BASE_URL).toBe('https://core.nextmatter.com/api');
});

describe('readApiKey', () => {
	it.each<[string, string]>([
		['the bare key', KEY],
		['spaces and line breaks around it', `\r\n  ${KEY}\t\n`],
		['the word in another case', `API-KEY   ${KEY}`],
		['the word twice', `Api-Key Api-Key ${KEY}`],
		['the whole header', `Authorization: Api-Key ${KEY}`],
		['the whole header in another form', `authorization :api-key\n${KEY}`],
		['the header without the word', `Authorization:${KEY}`],
	])('reads %s', (_what, value) => {
		expect(readApiKey(value)).toBe(KEY);
	});

	it.each(['Api-Key-1', 'xApi-Key', 'xauthorization:abc'])(
		'keeps the key %s whole, though it looks like a header',
		(key) => {
			expect(readApiKey(key)).toBe(key);
		},
	);

	it.each<[unknown]>([[undefined], ['  \n'], ['Api-Key'], ['Authorization:'], [12345]])(
		'refuses %p as empty',
		(value) => {
			expect(refusalOf(() => readApiKey(value))).toMatchObject({
				message: "The API key in the 'Next Matter API' credential is empty",
				remedy: 'Enter the API key that Next Matter shows',
			});
		},
	);

	it.each<[string, string]>([
		['abc\r\nX-Evil: 1', ' (U+000D, U+000A)'],
		['ключ', ' (U+043A, U+043B, U+044E, …)'],
		['abcApi-Key def', ''],
	])('refuses %j, which cannot be a key%s', (value, named) => {
		const { message, remedy } = refusalOf(() => readApiKey(value));
		expect(message).toBe(
			`The API key in the 'Next Matter API' credential contains spaces, line breaks or other characters that a key cannot have${named}`,
		);
		expect(remedy).toBe('Copy the API key from Next Matter again');
	});

	it('never repeats the key and never lets a character through that a header cannot hold', () => {
		const secret = 'S3CR3T';
		const noise = anyText();
		fc.assert(
			fc.property(noise, noise, (before, after) => {
				const { result, refusal } = settle(() => readApiKey(`${before}${secret}${after}`));
				if (result !== undefined) expect(result).toMatch(/^[\x21-\x7e]+$/);
				expect(`${refusal?.message} ${refusal?.remedy} ${refusal?.stack}`).not.toContain(secret);
			}),
		);
	});
});

describe('readBaseUrl', () => {
	it.each<[string, string]>([
		[DEFAULT_BASE_URL, DEFAULT_BASE_URL],
		[` ${DEFAULT_BASE_URL}//\n`, DEFAULT_BASE_URL],
		['HTTP://LOCALHOST:8080/Api', 'HTTP://LOCALHOST:8080/Api'],
	])('reads %j', (value, expected) => {
		expect(readBaseUrl(value)).toBe(expected);
	});

	it.each<[unknown]>([
		[undefined],
		[5],
		['core.nextmatter.com/api'],
		['ftp://core.nextmatter.com/api'],
		['https:core.nextmatter.com'],
		['https:///api'],
		['https://core.nextmatter.com/a pi'],
		['https://host:99999'],
	])('refuses %p, which is not a valid URL', (value) => {
		expect(refusalOf(() => readBaseUrl(value))).toMatchObject({
			message:
				"The base URL in the 'Next Matter API' credential is not a URL that starts with http:// or https://",
			remedy: `Enter a URL such as ${DEFAULT_BASE_URL}`,
		});
	});

	it('names what cannot be told from what belongs there', () => {
		expect(refusalOf(() => readBaseUrl('https：//core.nextmatter.com/api')).message).toBe(
			"The base URL in the 'Next Matter API' credential is not a URL that starts with http:// or https:// (U+FF1A)",
		);
	});

	it.each<[string]>([
		['https://jane@example.com/api'],
		['https://:secret@example.com/api'],
		['https://example.com/api?'],
		['https://example.com/api#'],
	])('refuses %j, which holds more than an address', (value) => {
		const { message, remedy } = refusalOf(() => readBaseUrl(value));
		expect(message).toBe(
			'The base URL in the \'Next Matter API\' credential must not contain a username, a "?" or a "#"',
		);
		expect(remedy).toBe(`Enter a URL such as ${DEFAULT_BASE_URL}`);
	});
});
