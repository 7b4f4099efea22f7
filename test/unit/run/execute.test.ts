import { NodeApiError, NodeOperationError, sleep } from 'n8n-workflow';
import { execute } from '../../../nodes/NextMatter/run/execute';
import { fakeContext } from './fakeContext';

const instance = { id: 9001, process: 'https://h/processes/3/', active_step_ids: [5002] };
const ok = { statusCode: 200, headers: {}, body: JSON.stringify(instance) };
const failed = { statusCode: 500, headers: {}, body: '' };
/** Nothing is waited for or sent again, so a test takes no time. */
const options = { maximumWait: 0 };

async function errorOf(context: Parameters<typeof execute>[0]): Promise<unknown> {
	return await execute(context).then(
		() => undefined,
		(error: unknown) => error,
	);
}

describe('execute', () => {
	it('puts out one item for each, in order', async () => {
		const items = [{ simplify: false }, {}];
		const { context, calls } = fakeContext({ items, responses: [ok, ok] });
		const [output] = await execute(context);
		expect(output).toEqual([
			{ json: instance, pairedItem: { item: 0 } },
			{ json: expect.objectContaining({ status: 'running' }), pairedItem: { item: 1 } },
		]);
		expect(calls).toHaveLength(2);
	});

	it('sends nothing when the last item cannot be prepared', async () => {
		const { context, calls } = fakeContext({ items: [{}, { stepId: '' }], responses: [ok] });
		const error = await errorOf(context);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: 'The ID of the step is missing [item 1]',
			description: expect.stringMatching(/No item was sent\.$/),
		});
		expect(calls).toEqual([]);
	});

	it('stops at the first item that fails and says which were done', async () => {
		const items = [{ options }, {}, {}];
		const { context, calls } = fakeContext({ items, responses: [ok, failed, failed, ok] });
		const error = await errorOf(context);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: expect.stringMatching(/HTTP 500.*\[item 1\]$/),
			description: expect.stringMatching(/Item 0 is already done\. Don't run it again\.$/),
			context: {
				data: { itemsDone: [0], itemsUnknown: [], statusCode: 500, certainty: 'unknown' },
			},
		});
		expect(calls).toHaveLength(3);
	});

	it('throws the error of the first item in order, though another failed before it', async () => {
		const items = [{ options: { ...options, concurrency: 3 } }, { instanceId: 9002 }];
		const { context } = fakeContext({
			items,
			respond: ({ url }) =>
				String(url).includes('9001')
					? sleep(20).then(() => ({ statusCode: 401 }))
					: { statusCode: 405 },
		});
		expect(await errorOf(context)).toMatchObject({ httpCode: '401', context: { itemIndex: 0 } });
	});

	it('throws the error of the item that failed, not of one that stopped because of it', async () => {
		const items = [{ options: { concurrency: 2 } }, { instanceId: 9002 }];
		const { context, calls } = fakeContext({
			items,
			respond: ({ url }) =>
				String(url).includes('9001')
					? { statusCode: 429, headers: { 'retry-after': '30' } }
					: sleep(20).then(() => ({ statusCode: 401 })),
		});
		expect(await errorOf(context)).toMatchObject({ httpCode: '401', context: { itemIndex: 1 } });
		expect(calls).toHaveLength(2);
	});

	it('goes on with the other items when the node continues', async () => {
		const { context, calls } = fakeContext({
			items: [{ stepId: '', options }, {}, {}],
			continues: true,
			responses: [failed, failed, ok],
		});
		const [output] = await execute(context);
		expect(output.map(({ json }) => json)).toEqual([
			{
				error: 'The ID of the step is missing [item 0]',
				details: expect.objectContaining({ certainty: 'not-sent', itemIndex: 0 }),
			},
			{
				error: expect.stringMatching(/HTTP 500.*\[item 1\]$/),
				details: expect.objectContaining({ certainty: 'unknown', itemIndex: 1 }),
			},
			expect.objectContaining({ id: 9001 }),
		]);
		expect(calls).toHaveLength(3);
	});

	it('says for every item that the credential cannot be used', async () => {
		const credential = { apiKey: '', baseUrl: 'https://h' };
		const surroundings = { items: [{}, { stepId: '' }], credential };
		const { context, calls } = fakeContext({ ...surroundings, continues: true });
		const [output] = await execute(context);
		expect(output.map(({ json }) => json.error)).toEqual([
			"The API key in the 'Next Matter API' credential is empty [item 0]",
			'The ID of the step is missing [item 1]',
		]);
		for (const { json } of output) expect(json.details).toMatchObject({ certainty: 'not-sent' });
		const stopping = fakeContext({ credential });
		expect(await errorOf(stopping.context)).toBeInstanceOf(NodeOperationError);
		expect(calls).toEqual([]);
	});

	it('refuses an operation that this version does not have', async () => {
		const { context } = fakeContext({ items: [{ operation: 'abort' }] });
		expect(await errorOf(context)).toMatchObject({
			message:
				'This version of the node has no operation "abort" of the resource "instance" [item 0]',
			description:
				'Choose an operation from the list, or update the package n8n-nodes-nextmatter. No item was sent.',
		});
	});

	it('refuses options that it cannot use, for every item', async () => {
		const items = [{ options: { concurrency: 0 } }, {}];
		const { context, calls } = fakeContext({ items, continues: true });
		const [output] = await execute(context);
		const message = "'Concurrency' is 0, which is not a whole number from 1 to 100";
		expect(output.map(({ json }) => json.error)).toEqual([
			`${message} [item 0]`,
			`${message} [item 1]`,
		]);
		expect(calls).toEqual([]);
	});

	it('shows what people should know about an item, whether it failed or not', async () => {
		const empty = { formFields: {}, options };
		const { context } = fakeContext({
			items: [empty, empty, {}, { stepId: '' }],
			continues: true,
			responses: [ok, { statusCode: 401 }, ok],
		});
		const addExecutionHints = jest.fn();
		await execute(Object.assign(context, { addExecutionHints }));
		expect(addExecutionHints.mock.calls.flat()).toEqual([
			expect.objectContaining({
				message: 'No form field of the step was filled in [items 0, 1]',
			}),
		]);
	});

	it('hands an AI agent the fields that were chosen, and errors as they are', async () => {
		const selected = { simplify: 'selected', outputFields: ['id'], options };
		const { context } = fakeContext({
			items: [selected, selected],
			continues: true,
			changes: { type: 'n8n-nodes-nextmatter.nextMatterTool' },
			responses: [ok, { statusCode: 401 }],
		});
		const [output] = await execute(context);
		expect(output.map(({ json }) => json)).toEqual([
			{ id: 9001 },
			expect.objectContaining({ error: expect.stringContaining('API key') }),
		]);
	});

	it('does nothing without items', async () => {
		const { context, calls } = fakeContext({ items: [] });
		expect(await execute(context)).toEqual([[]]);
		expect(calls).toEqual([]);
	});

	it('takes an answer that cannot be read for one that may have been processed', async () => {
		const unreadable = {
			get id(): number {
				throw new TypeError('broken');
			},
		};
		const responses = [{ statusCode: 200, body: unreadable }];
		const { context } = fakeContext({ continues: true, responses });
		const [[item]] = await execute(context);
		expect(item.json.details).toMatchObject({ message: 'broken', certainty: 'unknown' });
	});
});
