import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { receiveCall } from '../../../nodes/NextMatter/webhook/receiveCall';
import { instance } from '../replies';
import { CREDENTIAL, node } from '../run/fakeContext';

interface Host {
	/** Of its own for each test, for calls are remembered by workflow. */
	readonly workflowId: string;
	readonly request?: IDataObject;
	readonly options?: IDataObject;
	readonly respond?: () => Promise<unknown>;
}

const ok = async () => ({ statusCode: 200, body: JSON.stringify(instance) });

function fakeWebhook({ workflowId, request, options = {}, respond = ok }: Host) {
	const stored: IDataObject = {};
	const parameters: IDataObject = { options, simplify: true, formFieldValues: 'none' };
	const requests: unknown[] = [];
	const answers: Array<{ status: number; body: IDataObject }> = [];
	const receive = async () => {
		let status = 200;
		const response = {
			once(_event: 'finish', listener: () => void) {
				queueMicrotask(listener);
				return response;
			},
			set: () => response,
			status(code: number) {
				status = code;
				return response;
			},
			json(body: IDataObject) {
				answers.push({ status, body });
				return response;
			},
		};
		const part = {
			getMode: () => 'webhook',
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
			helpers: {
				httpRequestWithAuthentication: async (_type: string, sent: unknown) => {
					requests.push(sent);
					return await respond();
				},
			},
		};
		return await receiveCall(part as unknown as IWebhookFunctions);
	};
	return { receive, requests, answers };
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
		expect(answers).toMatchObject([{ status: 200, body: { ok: true, repeated: true } }]);
	});

	it('rejects a repetition together with a first call that starts nothing', async () => {
		const respond = async () => ({ statusCode: 404, body: '{"detail":"Not found."}' });
		const { receive, requests, answers } = fakeWebhook({ workflowId: 'f', respond });
		await Promise.all([receive(), receive()]);
		expect(requests).toHaveLength(1);
		expect(answers).toMatchObject([{ status: 404 }, { status: 404 }]);
	});
});
