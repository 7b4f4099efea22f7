import type { IDataObject } from 'n8n-workflow';
import { completeStep } from '../../../nodes/NextMatter/operations/instance/completeStep';
import { create } from '../../../nodes/NextMatter/operations/instance/create';
import { createWithForm } from '../../../nodes/NextMatter/operations/instance/create/withForm';
import { sendAndWait } from '../../../nodes/NextMatter/operations/instance/sendAndWait';
import type { ItemContext } from '../../../nodes/NextMatter/operations/types';
import { prepareItems, readJob } from '../../../nodes/NextMatter/run/prepareItems';
import { idle } from '../idle';
import { fakeContext } from './fakeContext';
import { fakeOperation, once } from './fakeOperation';

describe('reading what all items have in common', () => {
	it('takes operation and settings from the first item', async () => {
		const options = { concurrency: 3, timeout: 5 };
		const { context } = fakeContext({ items: [{ options }, { options: { concurrency: 9 } }] });
		expect(await readJob(context)).toEqual({
			kind: 'job',
			operation: completeStep,
			settings: {
				concurrency: 3,
				ifItemFails: 'continue',
				ifLimitReached: 'wait',
				limitWaitMs: 3_900_000,
				maximumWaitMs: 60_000,
				requestsPerHour: 0,
				timeoutMs: 5000,
			},
		});
	});

	it('takes the fields to put out from a tool that has them chosen, and from nothing else', async () => {
		const chosen = { simplify: 'selected', outputFields: ['id', 'name'] };
		const jobOf = async (type: string, item: Readonly<Record<string, unknown>>) =>
			await readJob(fakeContext({ items: [item], changes: { type } }).context);
		const tool = await jobOf('n8n-nodes-nextmatter.nextMatterTool', chosen);
		expect(tool.fields).toEqual(['id', 'name']);
		expect(tool.operation).not.toBe(completeStep);
		expect(await jobOf('n8n-nodes-nextmatter.nextMatterTool', {})).not.toHaveProperty('fields');
		expect(await jobOf('n8n-nodes-nextmatter.nextMatter', chosen)).not.toHaveProperty('fields');
	});

	it('takes the operation that this one is with the parameters of the node', async () => {
		const operationOf = async (mode?: string) =>
			(await readJob(fakeContext({ items: [{ operation: 'create', mode }] }).context)).operation;
		expect(await operationOf('none')).toBe(create);
		expect(await operationOf('complete')).toBe(createWithForm);
	});

	it('refuses several items where the execution sleeps until the only one is answered', async () => {
		const item = { operation: 'sendAndWait' };
		const job = await readJob(fakeContext({ items: [item] }).context);
		expect(job.operation).toBe(sendAndWait);
		await expect(readJob(fakeContext({ items: [item, item] }).context)).rejects.toThrow(
			'This operation waits for one response at a time, but the node received 2 items',
		);
	});

	it('does without options', async () => {
		const { context } = fakeContext({ items: [{ options: undefined }] });
		expect((await readJob(context)).settings.concurrency).toBe(10);
	});

	it('leaves it to the first item what its own options lack, and refuses what all of them lack', async () => {
		const jobWith = async (options: IDataObject) =>
			await readJob(fakeContext({ items: [{ options }, {}] }).context);
		expect(
			(await jobWith({ waitUntilActive: undefined, concurrency: 3 })).settings.concurrency,
		).toBe(3);
		await expect(jobWith({ concurrency: undefined })).rejects.toThrow(
			"'Concurrency' in 'Options' has no value",
		);
	});

	it('refuses an operation that this version does not have', async () => {
		const { context } = fakeContext({ items: [{ operation: 'abort' }] });
		await expect(readJob(context)).rejects.toMatchObject({
			message: 'This version of the node has no operation "abort" of the resource "instance"',
			remedy: expect.stringMatching(/^Choose an operation from the list, or update the package/),
		});
	});
});

describe('preparing the items', () => {
	const ignore = () => undefined;

	it('makes a plan of each, and names its ordering key', async () => {
		const items = [{}, { instanceId: '9002' }];
		const { context } = fakeContext({ items });
		expect(await prepareItems(context, completeStep, ignore)).toMatchObject([
			{ item: { kind: 'ready', plan: { instanceId: 9001, stepId: 5001 } }, orderingKey: '9001' },
			{ item: { kind: 'ready', plan: { instanceId: 9002, stepId: 5001 } }, orderingKey: '9002' },
		]);
	});

	it('knows the item, and the n8n workflow as it is saved', async () => {
		const found: ItemContext[] = [];
		const parameters = { stepId: '={{ $json.id }}' };
		const { context } = fakeContext({
			json: [{ id: 7 }],
			changes: { typeVersion: 1.1, parameters },
		});
		const { operation } = fakeOperation();
		const prepare = (_parameter: unknown, itemContext: ItemContext) => {
			found.push(itemContext);
			return once;
		};
		await prepareItems(context, { ...operation, prepare }, ignore);
		expect(found).toMatchObject([
			{ nodeVersion: 1.1, timeZone: 'Europe/Berlin', json: { id: 7 }, saved: parameters },
		]);
	});

	it('takes an item that is nothing but a file for one without data', async () => {
		const { context } = fakeContext({
			items: [
				{
					specifyFormFields: 'map',
					formFieldsMap: {
						mappingMode: 'autoMapInputData',
						schema: [{ id: 'text:7', displayName: 'Note' }],
					},
				},
			],
		});
		context.getInputData = () => [{ binary: {} } as never];
		expect(await prepareItems(context, completeStep, ignore)).toMatchObject([
			{ item: { failure: { message: 'The input item is empty: it has no keys' } } },
		]);
	});

	it('gives each way to write an instance the same ordering key', async () => {
		const ways = [
			9001,
			'9001',
			' 9001 ',
			'https://h/instances/9001/',
			{ __rl: true, value: '9001' },
		];
		const { context } = fakeContext({ items: ways.map((instanceId) => ({ instanceId })) });
		const prepared = await prepareItems(context, completeStep, ignore);
		expect(prepared.map(({ orderingKey }) => orderingKey)).toEqual(Array(5).fill('9001'));
	});

	it('names the ordering key of an item that fails, if its instance can be read', async () => {
		const { context } = fakeContext({ items: [{ stepId: '' }, { instanceId: '' }] });
		const [first, second] = await prepareItems(context, completeStep, ignore);
		expect(first).toMatchObject({ item: { kind: 'failed' }, orderingKey: '9001' });
		expect(second).toMatchObject({ item: { kind: 'failed' } });
		expect(second).not.toHaveProperty('orderingKey');
	});

	it('tells each failure at once', async () => {
		const told: Array<[string, number]> = [];
		const { context } = fakeContext({ items: [{ stepId: '' }, {}, { mode: 'x' }] });
		await prepareItems(context, completeStep, ({ failure }, index) => {
			told.push([failure.message, index]);
			expect(failure.certainty).toBe('not-sent');
		});
		expect(told).toEqual([
			['The ID of the step is missing', 0],
			['\'Mode\' is "x", which is not one of its values', 2],
		]);
	});

	it.each([
		[
			'operation',
			'completeStep',
			'stop',
			'\'Operation\' is "stop" for this item, but "completeStep"',
		],
		[
			'resource',
			'instance',
			'workflow',
			'\'Resource\' is "workflow" for this item, but "instance"',
		],
	])('refuses an item that asks for another %s than the first one', async (name, ...values) => {
		const [first, other, told] = values;
		const { context } = fakeContext({
			items: [{ [name]: first }, { [name]: other }, {}],
			changes: { parameters: { [name]: '={{ $json.wanted }}' } },
		});
		const prepared = await prepareItems(context, completeStep, ignore);
		expect(prepared.map(({ item }) => item.kind)).toEqual(['ready', 'failed', 'ready']);
		expect(prepared[1]).toMatchObject({
			item: { failure: { message: `${told} for the first one`, certainty: 'not-sent' } },
		});
	});

	it('stops where it is told to', async () => {
		const { context, read } = fakeContext({ items: [{}, { stepId: '' }, {}] });
		const stop = () => {
			throw new TypeError('stop');
		};
		await expect(prepareItems(context, completeStep, stop)).rejects.toThrow('stop');
		expect(read.filter(([, index]) => index === 2)).toEqual([]);
	});

	it('reads each parameter of an item once, since its expression may take long', async () => {
		const { context, read } = fakeContext({ items: [{}, {}] });
		await prepareItems(context, completeStep, ignore);
		const names = read.map(([name, index]) => `${name} ${index}`);
		expect(names).toEqual([...new Set(names)]);
		expect(names).toEqual(expect.arrayContaining(['instanceId 0', 'instanceId 1']));
	});

	it('lets the host do other work in between', async () => {
		const { context } = fakeContext({ items: Array(1001).fill({}) });
		let breaths = 0;
		let hasEnded = false;
		const other = async () => {
			for (; !hasEnded; breaths += 1) await idle();
		};
		const otherWork = other();
		const prepared = await prepareItems(context, completeStep, ignore);
		hasEnded = true;
		await otherWork;
		expect(prepared).toHaveLength(1001);
		// One would also come if nothing else had its turn before the end.
		expect(breaths).toBeGreaterThanOrEqual(2);
	});
});
