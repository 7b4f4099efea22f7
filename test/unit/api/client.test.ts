import { createSend } from '../../../nodes/NextMatter/api/client';
import { Refusal } from '../../../nodes/NextMatter/input/refusal';
import { CREDENTIAL, fakeContext } from '../run/fakeContext';

async function send(response: unknown) {
	const { context, calls } = fakeContext({ responses: [response] });
	const reply = await (
		await createSend(context)
	)({
		method: 'POST',
		path: '/instances/9001/complete_step/',
		body: { step_id: 5001 },
	});
	return { reply, calls };
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
					encoding: 'text',
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

	it('sends no body where there is none', async () => {
		const { context, calls } = fakeContext({ responses: [{ statusCode: 200 }] });
		await (
			await createSend(context)
		)({ method: 'GET', path: '/instances/9001/' });
		expect(calls[0][2]).not.toHaveProperty('body');
	});

	it('reads status, body and headers of the answer', async () => {
		const headers = { 'retry-after': '5', location: '/x', 'set-cookie': ['a'] };
		const { reply } = await send({ statusCode: 429, headers, body: '{"detail": "No."}' });
		expect(reply).toEqual({
			kind: 'answer',
			status: 429,
			body: { form: 'json', value: { detail: 'No.' } },
			retryAfter: '5',
			location: '/x',
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

	it.each<[unknown]>([[undefined], ['text'], [{ headers: {} }]])(
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

	it('turns what the host throws into a reply without the key', async () => {
		const error = Object.assign(new Error('Api-Key abc'), { code: 'ENOTFOUND' });
		const { reply, calls } = await send(error);
		expect(reply).toEqual({ kind: 'noAnswer', sent: false, code: 'ENOTFOUND' });
		expect(calls).toHaveLength(1);
	});

	it.each([
		{ ...CREDENTIAL, baseUrl: 'ftp://h' },
		{ ...CREDENTIAL, baseUrl: '' },
		{ ...CREDENTIAL, apiKey: '' },
		{ ...CREDENTIAL, apiKey: 'a b' },
	])('refuses the credential %j before anything is sent', async (credential) => {
		const { context, calls } = fakeContext({ credential });
		await expect(createSend(context)).rejects.toThrow(Refusal);
		expect(calls).toEqual([]);
	});
});
