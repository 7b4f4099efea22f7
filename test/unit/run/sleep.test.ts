import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Operation } from '../../../nodes/NextMatter/operations/types';
import { checkCanSleep, fallAsleep } from '../../../nodes/NextMatter/run/sleep';
import { refusalOf } from '../inputErrorOf';
import { fakeContext, node } from './fakeContext';
import { fakeOperation, once } from './fakeOperation';

const TOOL = 'n8n-nodes-nextmatter.nextMatterTool';
const REVIEW = 'n8n-nodes-nextmatter.nextMatterHitlTool';
const typed = (type: string) => fakeContext({ changes: { type } }).context;

describe('whether the execution can sleep', () => {
	it('is refused for several items, and for a tool of an agent', () => {
		const { context } = fakeContext({ items: [{}, {}] });
		expect(refusalOf(() => checkCanSleep(context)).message).toMatch(/but the node got 2 items$/);
		const { message, remedy } = refusalOf(() => checkCanSleep(typed(TOOL)));
		expect(message).toMatch(/^An AI agent cannot use this operation as a tool/);
		expect(remedy).toMatch(/under "Human review"/);
	});

	it('is no question for a human review, nor for a usual node', () => {
		expect(() => checkCanSleep(typed(REVIEW))).not.toThrow();
		expect(() => checkCanSleep(typed(node.type))).not.toThrow();
	});
});

/** A host that puts the execution to sleep, or throws, and what the item is when the time is up. */
async function sleepOn(
	type: string,
	{ fails = false, wakesAt = undefined as number | undefined } = {},
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
		sleep: {
			wakesAt: () => wakesAt,
			timedOut: (_plan, { id }) => ({ outcome: 'timed_out', instance_id: Number(id) }),
		},
	};
	await fallAsleep(host as IExecuteFunctions, operation, {
		prepared: { item: { kind: 'ready', plan: once } },
		outcome: { kind: 'done', json: { id: 9001 } },
	});
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

	it('names the instance that was started when n8n will not have it', async () => {
		await expect(sleepOn(node.type, { fails: true })).rejects.toMatchObject({
			message: expect.stringMatching(
				/^Instance 9001 was started, but n8n could not put the execution to sleep: .*The database is locked/,
			),
			description: expect.stringContaining('Stop the instance in Next Matter'),
		});
	});
});
