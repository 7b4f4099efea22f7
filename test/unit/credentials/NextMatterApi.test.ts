import type { IHttpRequestOptions } from 'n8n-workflow';
import { NextMatterApi } from '../../../credentials/NextMatterApi.credentials';
import { CREDENTIAL_TYPE, DEFAULT_BASE_URL } from '../../../nodes/NextMatter/api/credential';
import { InputError } from '../../../nodes/NextMatter/input/inputError';

const credential = new NextMatterApi();

async function authenticate(
	apiKey: string,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	if (typeof credential.authenticate !== 'function') throw new Error('Expected a function');
	return await credential.authenticate({ apiKey, baseUrl: DEFAULT_BASE_URL }, request);
}

describe('the credential', () => {
	it('has the name that the node asks for', () => {
		expect(credential.name).toBe(CREDENTIAL_TYPE);
	});

	it('hides the key and proposes the address', () => {
		const [apiKey, baseUrl] = credential.properties;
		expect(credential.properties).toHaveLength(2);
		expect(apiKey).toMatchObject({
			name: 'apiKey',
			typeOptions: { password: true },
			required: true,
			default: '',
		});
		expect(baseUrl).toMatchObject({ name: 'baseUrl', required: true, default: DEFAULT_BASE_URL });
	});
});

describe('authenticate', () => {
	it('adds the key to the headers', async () => {
		const request = { url: 'https://h/api/instances/1/', headers: { Accept: 'application/json' } };
		expect(await authenticate('abc', request)).toEqual({
			url: 'https://h/api/instances/1/',
			headers: { Accept: 'application/json', Authorization: 'Api-Key abc' },
		});
	});

	it('cleans the key', async () => {
		const { headers } = await authenticate('Authorization: Api-Key abc', { url: '/' });
		expect(headers).toEqual({ Authorization: 'Api-Key abc' });
	});

	it('replaces a key that is there already', async () => {
		const request = { url: '/', headers: { Authorization: 'Api-Key old' } };
		expect((await authenticate('abc', request)).headers).toEqual({ Authorization: 'Api-Key abc' });
	});

	it('cleans the base URL of the test, and adds none where there is none', async () => {
		const request = { baseURL: ` ${DEFAULT_BASE_URL}/ `, url: '/instances/0/' };
		expect(await authenticate('abc', request)).toMatchObject({
			baseURL: DEFAULT_BASE_URL,
			url: '/instances/0/',
		});
		expect(await authenticate('abc', { url: '/' })).not.toHaveProperty('baseURL');
	});

	it('does not change what it was given', async () => {
		const request: IHttpRequestOptions = {
			baseURL: `${DEFAULT_BASE_URL}/`,
			url: '/',
			method: 'POST',
			body: { a: 1 },
			headers: { Accept: 'x' },
		};
		const before = structuredClone(request);
		expect(await authenticate('abc', request)).toMatchObject({ method: 'POST', body: { a: 1 } });
		expect(request).toEqual(before);
	});

	it.each<[string, IHttpRequestOptions]>([
		['a b', { url: '/' }],
		['abc', { url: '/', baseURL: 'ftp://h' }],
	])('refuses the key %j with the request %j', async (key, request) => {
		await expect(authenticate(key, request)).rejects.toThrow(InputError);
	});
});

describe('the test of the credential', () => {
	if (!credential.test) throw new Error('n8n is new enough for a test');
	const { request, rules = [] } = credential.test;

	it('reads an instance that cannot exist', () => {
		expect(request).toMatchObject({
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/instances/0/',
			disableFollowRedirect: true,
		});
		expect(request.method ?? 'GET').toBe('GET');
	});

	const told = rules.map(({ properties }) => properties);
	const messageOf = (status: number) =>
		told.find((rule) => 'value' in rule && rule.value === status)?.message;

	it.each<[number[], RegExp]>([
		[[401], /does not accept this API key/],
		[[403], /does not know this API key, or its user is not allowed/],
		[[429], /isn't accepting requests right now/],
		[[301, 302, 303, 307, 308], /redirects to another URL/],
		[[400, 405, 406, 410], /does not respond like the Next Matter API/],
		[[500, 502, 503, 504], /is not responding properly right now/],
	])('fails with %j and says why', (statuses, message) => {
		expect(statuses.filter((status) => !message.test(messageOf(status) ?? ''))).toEqual([]);
	});

	it('passes with 404, as no instance has the ID 0', () => {
		expect(messageOf(404)).toBeUndefined();
	});

	it('lets exactly the statuses that have a rule be errors', () => {
		const statuses = told.map((rule) => ('value' in rule ? rule.value : undefined));
		expect(new Set(statuses).size).toBe(16);
		expect(request.ignoreHttpStatusErrors).toEqual({ ignore: true, except: statuses });
		expect(rules.every(({ type }) => type === 'responseCode')).toBe(true);
	});
});
