import { checkSecret, readSecret, testSecret } from '../../../nodes/NextMatter/webhook/secret';
import type { IncomingCall } from '../../../nodes/NextMatter/webhook/types';
import { refusalOf } from '../inputErrorOf';

const SECRET = 'correct horse battery staple';
const credential = { headerName: 'X-Next-Matter-Secret', secret: SECRET };

const call = (headers: IncomingCall['headers']): IncomingCall => ({
	method: 'POST',
	headers,
	body: {},
	size: 2,
	ip: '127.0.0.1',
});

describe('readSecret', () => {
	it('reads the name of the header in lower case, and both without spaces around them', () => {
		const typed = { headerName: ' X-Next-Matter-Secret ', secret: ` ${SECRET}\n` };
		expect(readSecret(typed)).toEqual({ header: 'x-next-matter-secret', value: SECRET });
	});

	it.each(['', 'X Secret', 'Content-Type', 'host'])('refuses the header name %j', (headerName) => {
		expect(refusalOf(() => readSecret({ ...credential, headerName })).message).toMatch(/header/);
	});

	it('takes a secret of 16 characters', () => {
		expect(readSecret({ ...credential, secret: 'a'.repeat(16) }).value).toBe('a'.repeat(16));
	});

	it.each([undefined, 1_234_567_890_123_456])('refuses %j, which is no text', (value) => {
		const typed = { ...credential, secret: value } as unknown as typeof credential;
		expect(refusalOf(() => readSecret(typed)).message).toMatch(/secret/);
	});

	it.each([' '.repeat(20), 'too short', 'überaus lang und geheim', 'a line\nand another one'])(
		'refuses the secret %j without repeating it',
		(secret) => {
			const { message, remedy } = refusalOf(() => readSecret({ ...credential, secret }));
			expect(message).toMatch(/secret/);
			if (secret.trim()) expect(`${message} ${remedy}`).not.toContain(secret);
		},
	);
});

describe('testSecret', () => {
	it('accepts what can be used, and says where else to enter it', () => {
		expect(testSecret(credential)).toEqual({
			status: 'OK',
			message: expect.stringContaining('x-next-matter-secret'),
		});
	});

	it('says what cannot be used', () => {
		expect(testSecret({ ...credential, secret: 'a'.repeat(15) })).toEqual({
			status: 'Error',
			message:
				"The secret in the 'Next Matter Webhook API' credential must have at least 16 characters: letters without accents, digits, spaces and punctuation. Generate a long random one, and enter the same one in Next Matter.",
		});
	});
});

describe('checkSecret', () => {
	const secret = readSecret(credential);
	const check = (headers: IncomingCall['headers']) => checkSecret(call(headers), secret);

	it.each([SECRET, ` ${SECRET} `])('lets the secret %j pass', (value) => {
		expect(check({ 'x-next-matter-secret': value })).toBeUndefined();
	});

	it.each<[string, IncomingCall['headers']]>([
		['no header', {}],
		['an empty header', { 'x-next-matter-secret': '' }],
		['another secret', { 'x-next-matter-secret': 'correct horse battery stable' }],
		['a part of it', { 'x-next-matter-secret': SECRET.slice(0, -1) }],
		['more than it', { 'x-next-matter-secret': `${SECRET}e` }],
		['it twice', { 'x-next-matter-secret': [SECRET, SECRET] }],
	])('rejects %s without repeating it', (_what, headers) => {
		const rejection = check(headers);
		expect(rejection?.status).toBe(401);
		expect(JSON.stringify(rejection)).not.toContain(SECRET);
	});

	it('tells a header that is missing from one that is wrong', () => {
		expect(check({})).toMatchObject({
			error: 'The header x-next-matter-secret is missing',
			hint: 'Store the secret in Next Matter as an API key header, and choose it in the integration step',
		});
		expect(check({ 'x-next-matter-secret': 'another' })).toMatchObject({
			error: 'The secret in the header x-next-matter-secret is wrong',
			hint: 'Enter the same secret in Next Matter as in the n8n credential',
		});
	});
});
