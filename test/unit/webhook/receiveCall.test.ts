import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { receiveCall } from '../../../nodes/NextMatter/webhook/receiveCall';
import { instance } from '../replies';
import { CREDENTIAL, node } from '../run/fakeContext';

interface Host {
	/** Of its own for each test, for calls are remembered by workflow. */
	readonly workflowId: string;
	readonly request?: IDataObject;
	readonly options?: IDataObject;
	readonly responseMode?: string;
	readonly mode?: 'manual' | 'webhook';
	/** What n8n answers to calls that start the workflow. */
	readonly statusCode?: number;
	/** Until when n8n answers; at once, if not given. */
	readonly answered?: Promise<void>;
	readonly respond?: () => Promise<unknown>;
}

const ok = async () => ({ statusCode: 200, body: JSON.stringify(instance) });

function fakeWebhook(host: Host) {
	const { workflowId, request, options = {}, respond = ok } = host;
	const { responseMode = 'onReceived', mode = 'webhook', statusCode = 200, answered } = host;
	const stored: IDataObject = {};
	const warnings: string[] = [];
	const parameters: IDataObject = {
		options,
		responseMode,
		simplify: true,
		formFieldValues: 'none',
	};
	const requests: unknown[] = [];
	const answers: Array<{ status: number; body: IDataObject; headers?: IDataObject }> = [];
	const receive = async () => {
		let status = 200;
		let sent: IDataObject = {};
		const response = {
			statusCode,
			once(event: string, listener: () => void) {
				if (event === 'finish') void (answered ?? Promise.resolve()).then(listener);
				return response;
			},
			set(headers: IDataObject) {
				sent = headers;
				return response;
			},
			status(code: number) {
				status = code;
				return response;
			},
			json(body: IDataObject) {
				answers.push({ status, body, headers: sent });
				return response;
			},
		};
		const part = {
			getMode: () => mode,
			getNode: () => node,
			getTimezone: () => 'UTC',
			getWorkflow: () => ({ id: workflowId }),
			getWorkflowStaticData: () => stored,
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
			getCredentials: async () => CREDENTIAL,
			getRequestObject: () => ({
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				...request,
			}),
			getBodyData: () => ({ instance_id: 9001, event: 'approved' }),
			getResponseObject: () => response,
			logger: { warn: (message: string) => warnings.push(message) },
			helpers: {
				httpRequestWithAuthentication: async (_type: string, sent: unknown) => {
					requests.push(sent);
					return await respond();
				},
			},
		};
		return await receiveCall(part as unknown as IWebhookFunctions);
	};
	return { receive, requests, answers, warnings, stored };
}

describe('receiveCall', () => {
	it('takes a call of which the host keeps neither the raw body nor the address', async () => {
		const { receive } = fakeWebhook({ workflowId: 'a' });
		const { workflowData } = await receive();
		expect(workflowData).toMatchObject([[{ json: { event: 'approved', id: 9001 } }]]);
	});

	it('rejects a call without an address where only some may call', async () => {
		const options = { ipWhitelist: '127.0.0.1' };
		const unknown = fakeWebhook({ workflowId: 'b', options });
		await expect(unknown.receive()).resolves.toEqual({ noWebhookResponse: true });
		expect(unknown.answers).toMatchObject([{ status: 403 }]);
		const known = fakeWebhook({ workflowId: 'c', options, request: { ip: '127.0.0.1' } });
		await expect(known.receive()).resolves.toHaveProperty('workflowData');
	});

	it('rejects a body that is too long by its raw form', async () => {
		const request = { rawBody: Buffer.alloc(20 * 1024 * 1024) };
		const { receive, answers, requests } = fakeWebhook({ workflowId: 'd', request });
		await receive();
		expect(answers).toMatchObject([{ status: 413 }]);
		expect(requests).toEqual([]);
	});

	it('starts nothing again for a repetition that comes while the first call is read', async () => {
		const { receive, requests, answers } = fakeWebhook({ workflowId: 'e' });
		const [first, second] = await Promise.all([receive(), receive()]);
		expect(first).toHaveProperty('workflowData');
		expect(second).toEqual({ noWebhookResponse: true });
		expect(requests).toHaveLength(1);
		expect(answers).toEqual([
			{
				status: 200,
				body: {
					ok: true,
					repeated: true,
					message: expect.stringMatching(
						/^The same call was received at \d{4}-.+Z, so nothing was started again$/,
					),
				},
				headers: {},
			},
		]);
	});

	it('names no option that the trigger does not have when Next Matter takes no more requests', async () => {
		const respond = async () => ({ statusCode: 429, headers: { 'retry-after': '3600' } });
		const { receive, answers } = fakeWebhook({ workflowId: 'limited', respond });
		await receive();
		const hint =
			'Next Matter asks you to wait 3600 seconds. Next Matter allows 3,000 requests per hour across all your automations. Try again later';
		expect(answers).toMatchObject([{ status: 503, body: { hint } }]);
	});

	it('rejects a repetition together with a first call that starts nothing', async () => {
		const respond = async () => ({ statusCode: 404, body: '{"detail":"Not found."}' });
		const { receive, requests, answers } = fakeWebhook({ workflowId: 'f', respond });
		await Promise.all([receive(), receive()]);
		expect(requests).toHaveLength(1);
		expect(answers).toMatchObject([{ status: 404 }, { status: 404 }]);
	});

	it('says why it rejects a call, to the caller and in the log of n8n', async () => {
		const { receive, answers, warnings } = fakeWebhook({
			workflowId: 'g',
			request: { method: 'GET' },
		});
		await expect(receive()).resolves.toEqual({ noWebhookResponse: true });
		const [{ body, ...rest }] = answers;
		expect(rest).toEqual({ status: 405, headers: { Allow: 'POST' } });
		expect(body).toEqual({
			ok: false,
			error: expect.stringContaining('GET'),
			hint: expect.stringContaining('POST'),
		});
		expect(warnings).toEqual([
			`A call was rejected (405): ${String(body.error)}. ${String(body.hint)}`,
		]);
	});

	it.each<[string, Partial<Host>, string, RegExp]>([
		['the settings', { options: { repeatWindow: -1 } }, "'Ignore Repeated Calls For'", /Enter 0/],
		[
			'the node itself',
			{ request: { headers: null } },
			'TypeError',
			/^Report this as a bug in the node$/,
		],
	])('answers with 500 where the fault is in %s', async (_what, more, error, hint) => {
		const { receive, answers } = fakeWebhook({ workflowId: 'h', ...more });
		await expect(receive()).resolves.toEqual({ noWebhookResponse: true });
		expect(answers).toMatchObject([
			{
				status: 500,
				body: { error: expect.stringContaining(error), hint: expect.stringMatching(hint) },
			},
		]);
	});
});

describe('the same call again', () => {
	const receiveTwice = async (host: Host) => {
		const { receive, stored } = fakeWebhook(host);
		const starts = [await receive(), await receive()].map((one) => 'workflowData' in one);
		return { starts, stored };
	};

	it.each<[boolean, string, Partial<Host>]>([
		[false, 'as a rule', {}],
		[false, 'where the caller waits for the end', { responseMode: 'lastNode' }],
		[false, 'when n8n has told the caller that the call was wrong', { statusCode: 499 }],
		[true, 'when n8n has told the caller that it failed', { statusCode: 500 }],
		[true, 'while somebody tests the workflow', { mode: 'manual' }],
		[true, 'where every call is to start it', { options: { repeatWindow: 0 } }],
	])('starts the workflow: %j, %s', async (isStarted, why, more) => {
		const { starts } = await receiveTwice({ workflowId: why, ...more });
		expect(starts).toEqual([true, isStarted]);
	});

	it('starts the workflow after a call that started nothing', async () => {
		const replies = [{ statusCode: 404, body: '{"detail":"Not found."}' }, await ok()];
		const { starts } = await receiveTwice({
			workflowId: 'after a rejection',
			respond: async () => replies.shift(),
		});
		expect(starts).toEqual([false, true]);
	});

	it.each<[string, number]>([
		['onReceived', 1],
		['lastNode', 0],
	])(
		'is known after a restart, unless n8n would save it too late: %s',
		async (responseMode, count) => {
			const { stored } = await receiveTwice({ workflowId: `saved ${responseMode}`, responseMode });
			expect(Object.keys(stored.calls ?? {})).toHaveLength(count);
		},
	);
});

describe('what n8n is to save of a call', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	const isMarkedAgain = async (stored: IDataObject) => {
		delete stored.calls;
		await jest.advanceTimersByTimeAsync(1);
		return 'calls' in stored;
	};

	it('is marked as changed until n8n has answered, for it forgets that in between', async () => {
		let answer = () => {};
		const answered = new Promise<void>((resolve) => (answer = resolve));
		const { receive, stored } = fakeWebhook({ workflowId: 'marked', answered });
		await receive();
		expect(await isMarkedAgain(stored)).toBe(true);
		expect(await isMarkedAgain(stored)).toBe(true);
		answer();
		await jest.advanceTimersByTimeAsync(1);
		expect(await isMarkedAgain(stored)).toBe(false);
	});
});
