import type { IDataObject, INode, IWebhookFunctions } from 'n8n-workflow';
import { receiveAnswer } from '../../../nodes/NextMatter/resume/receiveAnswer';
import { CREDENTIAL, node } from '../run/fakeContext';

const REVIEW: IDataObject = {
	workflowId: 1,
	responseType: 'approval',
	decisionField: 11,
	approvedOption: 'Approve',
	resumeWhen: 'stepCompleted',
	answerStepId: 2,
	resumeUrlField: 10,
};
const DONE = '2026-11-27T10:00:00Z';

/** The instance as Next Matter shows it. */
const instanceWith = (decision?: string): IDataObject => ({
	id: 7,
	active_step_ids: decision === undefined ? [2] : [],
	process_snapshot: {
		steps: [
			{
				id: 2,
				completed_time: decision === undefined ? null : DONE,
				actions: [
					{
						id: 11,
						label: 'Approval',
						type: 'ACTION_RADIO',
						value: decision === undefined ? null : { radioItemSelected: decision },
					},
				],
			},
		],
	},
});

interface Call {
	/** Of its own for each test, for executions are claimed. */
	readonly execution: string;
	readonly query?: unknown;
	/** The instance that the execution waits for. */
	readonly awaited?: unknown;
	/** What Next Matter answers to one look after the other; the last one stays. */
	readonly shown?: readonly IDataObject[];
	readonly statusCode?: number;
	readonly changes?: Partial<INode>;
	readonly parameters?: IDataObject;
}

function calling(call: Call) {
	const { execution, awaited = 7, statusCode = 200, changes } = call;
	const query = 'query' in call ? call.query : { instance: '7', signature: 'x' };
	const shown = [...(call.shown ?? [instanceWith('Approve')])];
	const answers: IDataObject[] = [];
	const warnings: string[] = [];
	const requests: IDataObject[] = [];
	let sent: IDataObject = {};
	const response = {
		set(headers: IDataObject) {
			sent = { ...sent, ...headers };
			return response;
		},
		status(code: number) {
			sent = { ...sent, status: code };
			return response;
		},
		json(body: IDataObject) {
			answers.push({ ...sent, body });
			return response;
		},
	};
	const part = {
		getNode: () => ({ ...node, ...changes }),
		getExecutionId: () => execution,
		getQueryData: () => query,
		getResponseObject: () => response,
		evaluateExpression: (text: string) =>
			text === '{{ $json.data.instance_id }}' ? awaited : undefined,
		getNodeParameter: (name: string, fallback: unknown) =>
			({ ...REVIEW, ...call.parameters })[name] ?? fallback,
		getCredentials: async () => CREDENTIAL,
		logger: { warn: (message: string) => warnings.push(message) },
		helpers: {
			httpRequestWithAuthentication: async (_type: string, request: IDataObject) => {
				requests.push(request);
				const body = JSON.stringify(shown.length > 1 ? shown.shift() : shown[0]);
				return { statusCode, headers: {}, body };
			},
		},
	};
	const receive = async () => await receiveAnswer(part as unknown as IWebhookFunctions);
	return { receive, answers, warnings, requests };
}

const GONE = { statusCode: 404, shown: [{ detail: 'Not found.' }] };
const OTHER = { shown: [{ ...instanceWith('Approve'), id: 8 }] };
const asleep = { noWebhookResponse: true };

describe('a call of the URL that resumes an execution', () => {
	it('wakes it with what Next Matter shows, of the instance with its values and times', async () => {
		const { receive, answers, requests, warnings } = calling({ execution: '1' });
		const { workflowData, ...rest } = await receive();
		expect(rest).toEqual(asleep);
		expect(workflowData).toMatchObject([
			[{ json: { data: { approved: true, outcome: 'approved', instance_id: 7 } } }],
		]);
		expect(workflowData?.[0][0].json.data).not.toHaveProperty('chatInput');
		expect(answers).toEqual([{ status: 200, body: { ok: true, resumed: true } }]);
		expect(warnings).toEqual([]);
		expect(requests).toMatchObject([
			{
				method: 'GET',
				url: 'https://h/api/instances/7/',
				qs: { inject_values: 'true', steps_time_frame: 'true' },
			},
		]);
	});

	it('tells an agent that asks for a review why it may not go on', async () => {
		const stopped = { ...instanceWith(), aborted_time: DONE };
		const changes = { type: 'n8n-nodes-nextmatter.nextMatterHitlTool' };
		const { receive } = calling({ execution: '2', shown: [stopped], changes });
		const { workflowData } = await receive();
		expect(workflowData).toMatchObject([
			[{ json: { data: { outcome: 'stopped', chatInput: expect.stringContaining('stopped') } } }],
		]);
	});

	it('wakes it once when another call comes at the same time', async () => {
		const { receive, answers } = calling({ execution: '3' });
		const [first, second] = await Promise.all([receive(), receive()]);
		expect(first).toHaveProperty('workflowData');
		expect(second).toEqual(asleep);
		const message = 'Another call is already waking the execution';
		expect(answers).toContainEqual({ status: 200, body: { ok: true, resumed: false, message } });
	});

	it('keeps neither another execution nor another node of it asleep', async () => {
		const calls = [
			calling({ execution: '4' }),
			calling({ execution: '5' }),
			calling({ execution: '4', changes: { id: 'b' } }),
		];
		for (const { receive } of calls) {
			await expect(receive()).resolves.toHaveProperty('workflowData');
		}
	});

	it.each([8, undefined])(
		'lets it sleep on without a look while it waits for instance %j',
		async (awaited) => {
			const { receive, answers, requests } = calling({ execution: '6', awaited: awaited ?? null });
			await expect(receive()).resolves.toEqual(asleep);
			const message = 'The execution is not waiting for instance 7';
			expect(answers).toEqual([{ status: 200, body: { ok: true, resumed: false, message } }]);
			expect(requests).toEqual([]);
		},
	);

	it.each<[string, Partial<Call>, number, RegExp]>([
		['that names no instance', { query: {} }, 400, /instance/i],
		['without a query', { query: null }, 400, /instance/i],
		[
			'of a node that was changed since',
			{ parameters: { resumeWhen: 'never' } },
			400,
			/Resume When/,
		],
		['for an instance that is gone', GONE, 404, /^Instance 7 was not found/],
		['where Next Matter shows another instance', OTHER, 502, /read instance 7/],
	])('is rejected %s, which n8n logs', async (_what, more, status, named) => {
		const { receive, answers, warnings } = calling({ execution: '7', ...more });
		await expect(receive()).resolves.toEqual(asleep);
		const error = expect.stringMatching(named);
		const hint = expect.stringMatching(/./);
		expect(answers).toEqual([{ status, body: { ok: false, error, hint } }]);
		const [{ body }] = answers as [{ body: IDataObject }];
		expect(warnings).toEqual([
			`A call to resume an execution was rejected (${status}): ${String(body.error)}. ${String(body.hint)}`,
		]);
	});
});

describe('a call that comes before Next Matter shows the answer', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('reads once more, two seconds later', async () => {
		const shown = [instanceWith(), instanceWith('Decline')];
		const { receive, requests } = calling({ execution: '8', shown });
		const received = receive();
		await jest.advanceTimersByTimeAsync(1999);
		expect(requests).toHaveLength(1);
		await jest.advanceTimersByTimeAsync(1);
		await expect(received).resolves.toMatchObject({
			workflowData: [[{ json: { data: { approved: false, decision: 'Decline' } } }]],
		});
		expect(requests).toHaveLength(2);
	});

	it('lets the execution sleep on where that shows none either', async () => {
		const { receive, answers, requests } = calling({ execution: '9', shown: [instanceWith()] });
		const received = receive();
		await jest.advanceTimersByTimeAsync(2000);
		await expect(received).resolves.toEqual(asleep);
		const message = 'Step 2 of instance 7 is not completed yet';
		expect(answers).toEqual([{ status: 200, body: { ok: true, resumed: false, message } }]);
		expect(requests).toHaveLength(2);
		// The call of somebody who answers right after that wakes it.
		await expect(calling({ execution: '9' }).receive()).resolves.toHaveProperty('workflowData');
	});
});
