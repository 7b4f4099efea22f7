import type { IDataObject } from 'n8n-workflow';
import type { Reply } from '../../../nodes/NextMatter/api/types';
import { MAX_LAG_MS } from '../../../nodes/NextMatter/trigger/watermark';
import { readShortChanges } from '../../../nodes/NextMatter/trigger/shortChanges';
import { openSource } from '../../../nodes/NextMatter/trigger/source';
import type { Watermark } from '../../../nodes/NextMatter/trigger/state';
import { answer } from '../replies';
import { answering, idIn, iso, NOW, observed, timed, timeless, whole } from './made';

const FROM = NOW - 300_000;

interface Server {
	/** When each instance changed last; null for one that is gone, undefined for one without a time. */
	readonly changes: Readonly<Record<number, number | null | undefined>>;
	readonly maxReads?: number;
	readonly since?: Watermark;
	readonly answer?: (value: unknown, status?: number) => Reply;
}

async function read({ changes, maxReads = 10, answer = timed, ...more }: Server) {
	const ids = Object.keys(changes).map(Number);
	const { send, requests } = answering((request) => {
		const id = idIn(request);
		if (id === undefined) {
			const until = Date.parse(request.query?.last_updated_time_before ?? '');
			return answer({
				results: ids.filter((one) => !(Number(changes[one]) > until)).map((one) => ({ id: one })),
			});
		}
		const time = changes[id];
		if (time === null) return answer({ detail: 'Not found.' }, 404);
		const last: IDataObject = { last_updated_time: time === undefined ? null : iso(time) };
		return answer(whole({ id, ...last }));
	});
	const source = openSource(send, { workflowId: 120, query: {}, maxReads });
	// The list was asked for before.
	await source.list({});
	requests.pop();
	const { since = { from: FROM, seen: {} } } = more;
	const listed = ids.map((id) => observed({ id }));
	const { observations, nextFrom } = await readShortChanges(source, since, listed);
	return { ids: observations.map(({ id }) => id), nextFrom, read: requests.map(idIn) };
}

describe('changes in a list that shows no times', () => {
	it('are read again until they are a minute old', async () => {
		const { ids, nextFrom } = await read({ changes: { 1: NOW - 90_000, 2: NOW - 5000 } });
		expect(ids).toEqual([1, 2]);
		expect(nextFrom).toBe(NOW - 5000 - MAX_LAG_MS);
	});

	it('are read again for as much longer as reading them took', async () => {
		let time = NOW - 1000;
		const slow = (value: unknown, status = 200) =>
			answer(status, value, { serverTime: (time += 1000) });
		const { nextFrom } = await read({ changes: { 1: NOW - 90_000, 2: NOW - 5000 }, answer: slow });
		expect(nextFrom).toBe(NOW - 5000 - MAX_LAG_MS - 2000);
	});

	it.each([
		[NOW + 1000, NOW + 1000],
		// By a wrong clock.
		[NOW + 1001, NOW - 5000],
	])(
		'are followed from a time %i that has not come yet only within its second',
		async (time, newest) => {
			const { nextFrom } = await read({ changes: { 1: time, 2: NOW - 5000 } });
			expect(nextFrom).toBe(newest - MAX_LAG_MS);
		},
	);

	it.each([
		['stay at the watermark while the newest is not yet a minute old', NOW - 5000, FROM],
		['move the watermark on once the newest is', NOW - MAX_LAG_MS, NOW - MAX_LAG_MS + 1000],
	])('%s', async (_what, time, expected) => {
		const since = { from: FROM, seen: { 1: time } };
		await expect(read({ changes: { 1: time }, since })).resolves.toMatchObject({
			ids: [1],
			nextFrom: expected,
		});
	});

	it('are followed on where one of them is new', async () => {
		const since = { from: FROM, seen: { 1: NOW - 5000 } };
		const { nextFrom } = await read({ changes: { 1: NOW - 5000, 2: NOW - 4000 }, since });
		expect(nextFrom).toBe(NOW - 4000 - MAX_LAG_MS);
	});

	it('are all read where one poll may just do so', async () => {
		const changes = { 1: NOW - 9000, 2: NOW - 8000, 3: NOW - 7000 };
		await expect(read({ changes, maxReads: 3 })).resolves.toMatchObject({ ids: [1, 2, 3] });
	});

	it('leave the watermark where it is when all that changed are gone', async () => {
		await expect(read({ changes: { 1: null } })).resolves.toMatchObject({
			ids: [],
			nextFrom: FROM,
		});
	});

	it('move the watermark on by no more than its own second for an instance without a time', async () => {
		await expect(read({ changes: { 1: undefined } })).resolves.toMatchObject({
			ids: [1],
			nextFrom: FROM + 1000,
		});
	});

	it('leave the watermark where it is when the server never tells its time', async () => {
		const changes = { 1: NOW - 5000 };
		const { ids, nextFrom } = await read({ changes, answer: timeless });
		expect(ids).toEqual([1]);
		expect(nextFrom).toBe(FROM - MAX_LAG_MS);
	});
});

describe('more of them than one poll may read', () => {
	const second = (from: number, ids: readonly number[]) =>
		Object.fromEntries(ids.map((id) => [id, from]));

	it('are read as far as whole seconds go', async () => {
		const changes = { 1: FROM + 1000, 2: FROM + 2000, 3: FROM + 3000, 4: FROM + 4000, 5: NOW };
		const { ids, nextFrom } = await read({ changes, maxReads: 4 });
		expect(ids).toEqual([1, 2]);
		expect(nextFrom).toBe(FROM + 3000);
	});

	it('are tried with fewer where a list out of order has too many before the one in its middle', async () => {
		const changes = { 1: FROM + 1000, 2: FROM + 2000, 3: NOW, 4: FROM + 2000, 5: FROM + 2000 };
		const { ids, nextFrom, read: asked } = await read({ changes, maxReads: 4 });
		expect(asked).toEqual([3, undefined, 2, undefined, 1]);
		expect(ids).toEqual([1]);
		expect(nextFrom).toBe(FROM + 2000);
	});

	it('are read in part within a single second, and the rest by the next poll', async () => {
		const changes = second(FROM, [1, 2, 3, 4, 5]);
		const first = await read({ changes, maxReads: 4 });
		expect(first).toMatchObject({ ids: [1, 2, 3], nextFrom: FROM });
		const since = { from: FROM, seen: second(FROM, first.ids) };
		const rest = await read({ changes, maxReads: 4, since });
		expect(rest).toMatchObject({ ids: [4, 5], nextFrom: FROM + 1000 });
	});

	it('are done with a single second once all of it was read', async () => {
		const changes = second(FROM, [1, 2, 3, 4, 5]);
		const since = { from: FROM, seen: second(FROM, [1, 2]) };
		const { ids, nextFrom } = await read({ changes, maxReads: 4, since });
		expect(ids).toEqual([3, 4, 5]);
		expect(nextFrom).toBe(FROM + 1000);
	});

	it('are read from the second of the watermark on when the one in their middle is gone', async () => {
		const changes = { 1: FROM, 2: FROM + 5000, 3: null, 4: FROM + 9000, 5: NOW };
		const { ids, nextFrom, read: asked } = await read({ changes, maxReads: 4 });
		expect(asked[0]).toBe(3);
		expect(ids).toEqual([1]);
		expect(nextFrom).toBe(FROM + 1000);
	});
});
