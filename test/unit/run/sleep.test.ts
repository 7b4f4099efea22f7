import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Operation } from '../../../nodes/NextMatter/operations/types';
import type { Failed } from '../../../nodes/NextMatter/run/outcomes';
import { checkCanSleep, fallAsleep } from '../../../nodes/NextMatter/run/sleep';
import { refusalOf } from '../inputErrorOf';
import { fakeContext, node } from './fakeContext';
import { fakeOperation, once } from './fakeOperation';

const TOOL = 'n8n-nodes-nextmatter.nextMatterTool';
const REVIEW = 'n8n-nodes-nextmatter.nextMatterHitlTool';
type Slept = Parameters<typeof fallAsleep>[2];
const typed = (type: string) => fakeContext({ changes: { type } }).context;

describe('whether the execution can sleep', () => {
	it('is refused for several items, and for a tool of an agent', () => {
		const { context } = fakeContext({ items: [{}, {}] });
		expect(refusalOf(() => checkCanSleep(context))).toMatchObject({
			message: 'This operation waits for one response at a time, but the node received 2 items',
			remedy:
				"Put the node into a 'Loop Over Items' with a batch size of 1, or into a sub-workflow that runs once for each item, without waiting for it",
		});
		expect(refusalOf(() => checkCanSleep(typed(TOOL)))).toMatchObject({
			message:
				'An AI agent cannot use this operation as a tool, because n8n would put the agent to sleep in the middle of its work',
			remedy:
				"Add Next Matter under 'Human review' instead, between the agent and the tool that needs approval",
		});
	});

	it('is no question for a human review, nor for a usual node', () => {
		expect(() => checkCanSleep(typed(REVIEW))).not.toThrow();
		expect(() => checkCanSleep(typed(node.type))).not.toThrow();
	});
});

const started: Slept = {
	prepared: { item: { kind: 'ready', plan: once } },
	outcome: { kind: 'done', json: { id: 9001 } },
};

/** A host that puts the execution to sleep, or throws, and what the item is when the time is up. */
async function sleepOn(
	type: string,
	{
		fails = false,
		wakesAt = undefined as number | undefined,
		slept = started,
		isSleeper = true,
	} = {},
) {
	const waits: Date[] = [];
	const data: IDataObject = { data: { main: [[{ json: { as: 'it came' } }]] } };
	const host: Partial<IExecuteFunctions> = {
		getNode: () => ({ ...node, type }),
		getExecuteData: () => data as unknown as ReturnType<IExecuteFunctions['getExecuteData']>,
		async putExecutionToWait(until) {
			if (fails) throw new Error('The database is locked');
			waits.push(until);
		},
	};
	const operation: Operation = {
		...fakeOperation().operation,
		sleep: isSleeper
			? {
					wakesAt: () => wakesAt,
					timedOut: (_plan, { id }) => ({ outcome: 'timed_out', instance_id: Number(id) }),
				}
			: undefined,
	};
	await fallAsleep(host as IExecuteFunctions, operation, slept);
	return { waits, data };
}

describe('falling asleep', () => {
	const put = (told: object) => ({
		data: { main: [[{ json: { data: told }, pairedItem: { item: 0 } }]] },
	});
	const told = { outcome: 'timed_out', instance_id: 9001 };

	it('leaves behind what is put out when the time is up', async () => {
		const wakesAt = Date.UTC(2026, 5, 16);
		const { waits, data } = await sleepOn(node.type, { wakesAt });
		expect(waits).toEqual([new Date(wakesAt)]);
		expect(data).toEqual(put(told));
	});

	it('tells an agent in words as well, and has no end if none is set', async () => {
		const { waits, data } = await sleepOn(REVIEW);
		expect(waits[0].getUTCFullYear()).toBe(3000);
		expect(data).toEqual(
			put({ ...told, chatInput: expect.stringMatching(/nobody decided in time.*9001/) }),
		);
	});

	const failed: Failed = {
		kind: 'failed',
		failure: { message: 'm', remedy: 'r', certainty: 'unknown' },
	};
	it.each<[string, Parameters<typeof sleepOn>[1]]>([
		['an item that was refused', { slept: { prepared: { item: failed }, outcome: failed } }],
		['an item that failed', { slept: { ...started, outcome: failed } }],
		['what waits for nobody', { isSleeper: false }],
	])('is not for %s', async (_what, more) => {
		const { waits, data } = await sleepOn(node.type, more);
		expect(waits).toEqual([]);
		expect(data).toEqual({ data: { main: [[{ json: { as: 'it came' } }]] } });
	});

	it('names the instance that was started when n8n will not have it', async () => {
		await expect(sleepOn(node.type, { fails: true })).rejects.toMatchObject({
			message: expect.stringMatching(
				/^Instance 9001 was started, but n8n could not put the execution to sleep: .*The database is locked/,
			),
			description: 'Stop the instance in Next Matter, then start a new execution.',
			context: { itemIndex: 0, data: { instanceId: 9001, certainty: 'unknown', id: 7 } },
		});
	});
});
