import { startStandIn, type StandIn } from '../standIn';
import { HOST } from './host';
import { readCredentialType, testCredential } from './testCredential';

describe('the Test button of the credential', () => {
	let standIn: StandIn;
	beforeAll(async () => (standIn = await startStandIn()));
	beforeEach(() => {
		standIn.reset();
		standIn.faults.clear();
	});
	afterAll(async () => await standIn.close());

	const withKey = async (apiKey: string, baseUrl = standIn.baseUrl) =>
		await testCredential({ apiKey, baseUrl });

	it('is there where n8n can tell by the status, and elsewhere a notice that it is not', async () => {
		const byStatus = await testCredential(
			{ apiKey: 'no.such-key' },
			{
				request: {
					baseURL: standIn.baseUrl,
					url: '/instances/0/',
					ignoreHttpStatusErrors: { ignore: true, except: [401] },
				},
			},
		);
		expect(byStatus.status).toBe(HOST.testsByStatus ? 'Error' : 'OK');
		const { test, properties } = await readCredentialType();
		expect(test !== undefined).toBe(HOST.testsByStatus);
		const notices = properties.filter(({ type }) => type === 'notice');
		expect(notices).toHaveLength(HOST.testsByStatus ? 0 : 1);
	});

	if (!HOST.testsByStatus) return;

	it('accepts a good key, by a call that changes nothing', async () => {
		expect((await withKey(standIn.keys.admin)).status).toBe('OK');
		expect(standIn.log.map(({ method, path, status }) => [method, path, status])).toEqual([
			['GET', '/api/instances/0/', 404],
		]);
	});

	it('accepts the key of a user who sees little', async () => {
		expect((await withKey(standIn.keys.outsider)).status).toBe('OK');
	});

	it('accepts a key and a base URL with what people paste along', async () => {
		const pasted = `Api-Key ${standIn.keys.admin} `;
		expect((await withKey(pasted, ` ${standIn.baseUrl}/ `)).status).toBe('OK');
	});

	it('refuses a key that is revoked', async () => {
		const key = standIn.keys.revoked;
		const { status, message } = await withKey(key);
		expect(status).toBe('Error');
		expect(message).toContain('does not accept this API key');
		expect(message).not.toContain(key);
	});

	it.each([
		[403, 'not allowed to use the API'],
		[429, "isn't accepting requests"],
		[502, 'is not responding properly'],
		[307, 'redirects to another URL'],
		[400, 'does not respond like the Next Matter API'],
	])('explains HTTP %d', async (status, expected) => {
		const location = `${standIn.baseUrl}/elsewhere/`;
		standIn.faults.add({
			times: Infinity,
			kind: status === 307 ? { redirect: { status, location } } : { status },
		});
		const result = await withKey(standIn.keys.admin);
		expect(result).toEqual({ status: 'Error', message: expect.stringContaining(expected) });
	});

	it('refuses a base URL that is none', async () => {
		const { status, message } = await withKey(standIn.keys.admin, 'ftp://127.0.0.1/api');
		expect(status).toBe('Error');
		expect(message).toContain('is not a URL that starts with http:// or https://');
		expect(standIn.log).toEqual([]);
	});

	it('shows n8n’s code for a host that cannot be reached', async () => {
		const result = await withKey(standIn.keys.admin, 'http://127.0.0.1:1/api');
		expect(result).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
	});
});
