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

	it.each(['', 'X Secret', 'X-Secret:', 'Content-Type', 'host'])(
		'refuses the header name %j',
		(headerName) => {
			expect(refusalOf(() => readSecret({ ...credential, headerName })).message).toMatch(/header/);
		},
	);

	it.each(['', ' '.repeat(20), 'too short', 'überaus lang und geheim', 'a line\nand another one'])(
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
		expect(testSecret({ ...credential, secret: 'short' }).status).toBe('Error');
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
		['it in another header', { authorization: SECRET }],
	])('rejects %s without repeating it', (_what, headers) => {
		const rejection = check(headers);
		expect(rejection?.status).toBe(401);
		expect(JSON.stringify(rejection)).not.toContain(SECRET);
	});
});
