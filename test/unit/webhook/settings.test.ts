import {
	NodeOperationError,
	type IDataObject,
	type IHookFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { checkSettings } from '../../../nodes/NextMatter/webhook/checkSettings';
import { readSettings } from '../../../nodes/NextMatter/webhook/settings';
import { CREDENTIAL, node } from '../run/fakeContext';

const SECRET = { headerName: 'X-Next-Matter-Secret', secret: 'correct horse battery staple' };

/** As much of the host as reads the settings; a parameter that is not given is not saved. */
function host(parameters: IDataObject, credentials: IDataObject = {}) {
	const all: IDataObject = {
		nextMatterApi: CREDENTIAL,
		nextMatterWebhookApi: SECRET,
		...credentials,
	};
	return {
		getNode: () => node,
		getNodeParameter: (name: string, fallback?: unknown) =>
			name in parameters ? parameters[name] : fallback,
		getCredentials: async (type: string) => all[type],
	};
}
const read = async (parameters: IDataObject) =>
	await readSettings(host(parameters) as unknown as IWebhookFunctions);
const check = async (parameters: IDataObject, credentials?: IDataObject) =>
	await checkSettings(host(parameters, credentials) as unknown as IHookFunctions);

describe('readSettings', () => {
	it('takes what a node has that was saved with nothing in it', async () => {
		await expect(read({})).resolves.toEqual({
			secret: undefined,
			allowlist: undefined,
			windowMs: 300_000,
			answersWhenFinished: false,
		});
	});

	it('takes what is chosen', async () => {
		const options = { repeatWindow: 60, ipWhitelist: '203.0.113.7' };
		const chosen = { authentication: 'secretHeader', responseMode: 'lastNode', options };
		await expect(read(chosen)).resolves.toMatchObject({
			secret: { header: 'x-next-matter-secret', value: SECRET.secret },
			allowlist: [{ prefix: 32 }],
			windowMs: 60_000,
			answersWhenFinished: true,
		});
	});

	it.each<[string, IDataObject, string]>([
		[
			'an option whose expression found nothing, such as an allowlist that would let everybody in',
			{ options: { ipWhitelist: null } },
			"'IP(s) Allowlist' in 'Options' has no value: its expression returned null",
		],
		['another authentication', { authentication: 'basicAuth' }, 'Authentication'],
		['another time to respond', { responseMode: 'responseNode' }, 'Respond'],
	])('refuses %s', async (_what, parameters, named) => {
		await expect(read(parameters)).rejects.toThrow(named);
	});
});

describe('checkSettings', () => {
	it('passes what every call could be received with', async () => {
		await expect(check({})).resolves.toBe(true);
	});

	it.each<[string, IDataObject, IDataObject, string]>([
		['settings', { authentication: 'secretHeader' }, { nextMatterWebhookApi: {} }, 'header name'],
		['an API key', {}, { nextMatterApi: { ...CREDENTIAL, apiKey: '' } }, 'API key'],
		['a base URL', {}, { nextMatterApi: { ...CREDENTIAL, baseUrl: 'core' } }, 'base URL'],
	])('reports which %s cannot be used', async (_what, parameters, credentials, named) => {
		const error: unknown = await check(parameters, credentials).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: expect.stringMatching(new RegExp(named, 'i')),
			description: expect.stringMatching(/./),
		});
	});
});
