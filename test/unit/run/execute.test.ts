import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { execute } from '../../../nodes/NextMatter/run/execute';
import { fakeContext } from './fakeContext';

const instance = { id: 9001, process: 'https://h/processes/3/', active_step_ids: [5002] };
const ok = { statusCode: 200, headers: {}, body: JSON.stringify(instance) };
const failed = { statusCode: 500, headers: {}, body: '' };

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
		const { context, calls } = fakeContext({ items: [{}, {}, {}], responses: [ok, failed, ok] });
		const error = await errorOf(context);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: expect.stringMatching(/\[item 1\]$/),
			description: expect.stringMatching(/not to be repeated: item 0\.$/),
			context: { data: { itemsDone: [0], statusCode: 500, certainty: 'unknown' } },
		});
		expect(calls).toHaveLength(2);
	});

	it('goes on with the other items when the node continues', async () => {
		const { context, calls } = fakeContext({
			items: [{ stepId: '' }, {}, {}],
			continues: true,
			responses: [failed, ok],
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
		expect(calls).toHaveLength(2);
	});

	it('says for every item that the credential cannot be used', async () => {
		const credential = { apiKey: '', baseUrl: 'https://h' };
		const options = { items: [{}, {}], credential };
		const { context, calls } = fakeContext({ ...options, continues: true });
		const [output] = await execute(context);
		for (const [index, { json }] of output.entries()) {
			expect(json.error).toMatch(`credential is empty [item ${index}]`);
			expect(json.details).toMatchObject({ certainty: 'not-sent' });
		}
		expect(await errorOf(fakeContext(options).context)).toBeInstanceOf(NodeOperationError);
		expect(calls).toEqual([]);
	});

	it('refuses an operation that this version does not have', async () => {
		const { context } = fakeContext({ items: [{ operation: 'abort' }] });
		expect(await errorOf(context)).toMatchObject({
			message:
				'This version of the node has no operation "abort" of the resource "instance" [item 0]',
			description: expect.stringMatching(/^Choose an operation from the list, or update/),
		});
	});

	it('does nothing without items', async () => {
		const { context, calls } = fakeContext({ items: [] });
		expect(await execute(context)).toEqual([[]]);
		expect(calls).toEqual([]);
	});

	it('takes an answer that cannot be read for one that may have been obeyed', async () => {
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
