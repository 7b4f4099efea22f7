import fc from 'fast-check';
import { groupByOrderingKey, runInOrder } from '../../../nodes/NextMatter/run/orderedQueue';
import { createClock } from './fakeClock';

const never = () => false;

describe('groupByOrderingKey', () => {
	it.each<[string, Array<string | undefined>, number[][]]>([
		['no items', [], []],
		['one item', ['a'], [[0]]],
		['items of one ordering key', ['a', 'a', 'a'], [[0, 1, 2]]],
		[
			'mixed keys, by their first item',
			['b', 'a', 'b', 'a'],
			[
				[0, 2],
				[1, 3],
			],
		],
		['items without a key, each on its own', [undefined, 'a', undefined, 'a'], [[0], [1, 3], [2]]],
		['an empty key', ['', undefined, ''], [[0, 2], [1]]],
	])('sorts %s', (_what, keys, sequences) => {
		expect(groupByOrderingKey(keys.length, (index) => keys[index])).toEqual(sequences);
	});
});

/** Works through sequences of items that take these times, and notes what happened when. */
async function trace(
	keys: readonly string[],
	durations: readonly number[],
	width: number,
	isOver: () => boolean = never,
) {
	const clock = createClock();
	const started: number[] = [];
	const ended: number[] = [];
	let inFlight = 0;
	let most = 0;
	const sequences = groupByOrderingKey(keys.length, (index) => keys[index]);
	const work = async (index: number) => {
		started.push(index);
		inFlight += 1;
		most = Math.max(most, inFlight);
		await clock.elapse(durations[index] ?? 0);
		inFlight -= 1;
		ended.push(index);
	};
	const start = clock.now();
	await clock.during(runInOrder(sequences, { concurrency: width, work, isOver }));
	return { sequences, started, ended, most, took: clock.now() - start };
}

describe('runInOrder', () => {
	it('goes through one sequence item by item', async () => {
		const { started, ended, most } = await trace(['a', 'a', 'a'], [3, 2, 1], 10);
		expect(started).toEqual([0, 1, 2]);
		expect(ended).toEqual([0, 1, 2]);
		expect(most).toBe(1);
	});

	it('goes through everything in turn when the width is one', async () => {
		const { started, most, took } = await trace(['a', 'b', 'a'], [3, 2, 1], 1);
		expect(started).toEqual([0, 2, 1]);
		expect(most).toBe(1);
		expect(took).toBe(6);
	});

	it('starts nothing when it is over before it begins', async () => {
		expect((await trace(['a', 'b'], [1, 1], 10, () => true)).started).toEqual([]);
	});

	it('hands on what the work throws', async () => {
		const work = async () => {
			throw new TypeError('broken');
		};
		await expect(runInOrder([[0]], { concurrency: 1, work, isOver: never })).rejects.toThrow(
			'broken',
		);
	});
});

const item = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), ms: fc.nat(20) });
const items = fc.array(item, { maxLength: 40 });
const width = fc.integer({ min: 1, max: 6 });

describe('whatever the sequences and the times', () => {
	it('every item is worked on once, and each sequence keeps its order', async () => {
		await fc.assert(
			fc.asyncProperty(items, width, async (list, most) => {
				const keys = list.map(({ key }) => key);
				const ran = await trace(
					keys,
					list.map(({ ms }) => ms),
					most,
				);
				expect([...ran.started].sort((a, b) => a - b)).toEqual(list.map((_, index) => index));
				for (const sequence of ran.sequences) {
					expect(ran.started.filter((index) => sequence.includes(index))).toEqual(sequence);
					expect(ran.ended.filter((index) => sequence.includes(index))).toEqual(sequence);
				}
			}),
		);
	});

	it('never more are in work than the width or the sequences allow, and as many as they do', async () => {
		await fc.assert(
			fc.asyncProperty(items, width, async (list, limit) => {
				const times = list.map(({ ms }) => ms + 1);
				const { most, sequences } = await trace(
					list.map(({ key }) => key),
					times,
					limit,
				);
				expect(most).toBe(Math.min(limit, sequences.length));
			}),
		);
	});

	it('nothing is started once it is over, and what was started is waited for', async () => {
		await fc.assert(
			fc.asyncProperty(items, width, fc.nat(40), async (list, limit, last) => {
				let asked = 0;
				const keys = list.map(({ key }) => key);
				const times = list.map(({ ms }) => ms);
				const { started, ended } = await trace(keys, times, limit, () => (asked += 1) > last);
				expect(started).toHaveLength(Math.min(last, list.length));
				expect([...ended].sort()).toEqual([...started].sort());
			}),
		);
	});
});
