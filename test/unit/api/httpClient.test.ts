import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { createSend } from '../../../nodes/NextMatter/api/httpClient';
import type { ApiRequest } from '../../../nodes/NextMatter/api/types';
import { InputError } from '../../../nodes/NextMatter/input/inputError';
import { CREDENTIAL, fakeContext } from '../run/fakeContext';

const COMPLETE: ApiRequest = {
	method: 'POST',
	path: '/instances/9001/complete_step/',
	body: { step_id: 5001 },
};

async function send(response: unknown, request = COMPLETE, credential = CREDENTIAL) {
	const { context, calls } = fakeContext({ responses: [response], credential });
	const sendOnce = await createSend(context, 60_000);
	return { reply: await sendOnce(request), calls };
}

describe('sending', () => {
	it('goes through the helper of the host, once, and follows nothing', async () => {
		const { calls } = await send({ statusCode: 200, headers: {}, body: '' });
		expect(calls).toEqual([
			[
				true,
				'nextMatterApi',
				{
					method: 'POST',
					url: 'https://h/api/instances/9001/complete_step/',
					body: { step_id: 5001 },
					headers: { Accept: 'application/json' },
					encoding: 'stream',
					abortSignal: expect.any(AbortSignal),
					timeout: 60_000,
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
					sendCredentialsOnCrossOriginRedirect: false,
				},
				{
					credentialsDecrypted: { id: '', name: '', type: 'nextMatterApi', data: CREDENTIAL },
				},
			],
		]);
	});

	it('sends no body and no query where there is none', async () => {
		const { calls } = await send({ statusCode: 200 }, { method: 'GET', path: '/instances/9001/' });
		expect(calls[0][2]).not.toHaveProperty('body');
		expect(calls[0][2]).not.toHaveProperty('qs');
	});

	it('sends a query where there is one', async () => {
		const query = { steps_time_frame: 'true' };
		const request: ApiRequest = { method: 'GET', path: '/instances/9001/', query };
		const { calls } = await send({ statusCode: 200 }, request);
		expect(calls[0][2]).toMatchObject({ url: 'https://h/api/instances/9001/', qs: query });
	});

	it('waits as long as it is told', async () => {
		const { context, calls } = fakeContext({ responses: [{ statusCode: 200 }] });
		const sendOnce = await createSend(context, 1500);
		await sendOnce(COMPLETE);
		expect(calls[0][2]).toMatchObject({ timeout: 1500 });
	});

	it('waits no longer for a host that ends no request by a signal', async () => {
		const { context } = fakeContext({ respond: async () => await new Promise(() => {}) });
		const sendOnce = await createSend(context, 20);
		expect(await sendOnce(COMPLETE)).toEqual({ kind: 'noAnswer', sent: true, code: 'ETIMEDOUT' });
	});

	it('gives the host the signal of this request where it would put its own', async () => {
		const { context } = fakeContext({ signal: new AbortController().signal });
		const signals: unknown[] = [];
		const helper = function (this: IExecuteFunctions, _: string, request: IHttpRequestOptions) {
			signals.push(request.abortSignal, this.getExecutionCancelSignal());
		};
		Object.assign(context.helpers, { httpRequestWithAuthentication: helper });
		await (
			await createSend(context, 60_000)
		)(COMPLETE);
		expect(signals[0]).toBeInstanceOf(AbortSignal);
		expect(signals[1]).toBe(signals[0]);
	});

	const file = {
		part: 'file',
		itemIndex: 0,
		property: 'data',
		fileName: 'a',
		mimeType: 'b',
		fields: {},
	};
	const upload: ApiRequest = { method: 'POST', path: '/files/', file };

	it.each([
		[60, 300],
		[400, 400],
	])('told to wait %d seconds, waits %d for an upload', async (told, seconds) => {
		const { context, calls } = fakeContext({ responses: [{ statusCode: 201 }] });
		const sendOnce = await createSend(context, told * 1000);
		await sendOnce(upload);
		expect(calls[0][2]).toMatchObject({
			timeout: seconds * 1000,
			disableFollowRedirect: true,
			headers: { 'Content-Type': expect.stringMatching(/^multipart/) },
		});
	});

	it('sends nothing of a file that cannot be read', async () => {
		const request: ApiRequest = { ...upload, file: { ...file, storedAs: 'filesystem-v2:1' } };
		const { reply, calls } = await send({ statusCode: 201 }, request);
		expect(reply).toEqual({ kind: 'unreadable', property: 'data' });
		expect(calls).toEqual([]);
	});

	it('reads status, body and headers of the answer', async () => {
		const headers = {
			'retry-after': '5',
			location: '/x',
			date: 'Tue, 16 Jun 2026 10:00:00 GMT',
			'set-cookie': ['a'],
		};
		const { reply } = await send({ statusCode: 429, headers, body: '{"detail": "No."}' });
		expect(reply).toEqual({
			kind: 'answer',
			status: 429,
			body: { form: 'json', value: { detail: 'No.' } },
			retryAfter: '5',
			location: '/x',
			serverTime: Date.UTC(2026, 5, 16, 10),
		});
	});

	it('reads headers that are an object of a class', async () => {
		class Headers {
			location = 'https://elsewhere';
			'retry-after' = ['5'];
			get [Symbol.toStringTag]() {
				return 'AxiosHeaders';
			}
		}
		const { reply } = await send({ statusCode: 301, headers: new Headers(), body: '' });
		expect(reply).toMatchObject({ location: 'https://elsewhere', retryAfter: undefined });
	});

	it.each<[unknown]>([[undefined], [{ headers: {} }]])(
		'takes it for no answer when the host returns %j',
		async (response) => {
			const { reply } = await send(response);
			expect(reply).toEqual({ kind: 'noAnswer', sent: true, code: 'UNKNOWN' });
		},
	);

	it('does not fail without headers', async () => {
		const { reply } = await send({ statusCode: 200, headers: null });
		expect(reply).toMatchObject({ kind: 'answer', body: { form: 'empty' } });
	});

	it.each([undefined, 'no date'])('knows no time of a server that says %j', async (date) => {
		const { reply } = await send({ statusCode: 200, headers: { date } });
		expect(reply).toMatchObject({ kind: 'answer', serverTime: undefined });
	});

	it('keeps the key out when the server repeats it', async () => {
		const credential = { ...CREDENTIAL, apiKey: 'abcd1234' };
		const body = '{"detail": "abcd1234 is no key", "again": "Api-Key abcd1234"}';
		const { reply } = await send({ statusCode: 401, body }, COMPLETE, credential);
		expect(reply).toMatchObject({
			body: { form: 'json', value: { detail: '*** is no key', again: 'Api-Key ***' } },
		});
	});

	it('turns what the host throws into a reply without the key', async () => {
		const error = Object.assign(new Error('Api-Key abc'), { code: 'ENOTFOUND' });
		const { reply, calls } = await send(error);
		expect(reply).toEqual({ kind: 'noAnswer', sent: false, code: 'ENOTFOUND' });
		expect(calls).toHaveLength(1);
	});

	it.each([
		{ ...CREDENTIAL, baseUrl: 'ftp://h' },
		{ ...CREDENTIAL, apiKey: 'a b' },
	])('refuses the credential %j before anything is sent', async (credential) => {
		const { context, calls } = fakeContext({ credential });
		await expect(createSend(context, 60_000)).rejects.toThrow(InputError);
		expect(calls).toEqual([]);
	});
});
