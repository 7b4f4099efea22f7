import type { IDataObject } from 'n8n-workflow';
import { readSince } from '../../../nodes/NextMatter/trigger/lists';
import { OVERLAP_MS } from '../../../nodes/NextMatter/trigger/watermark';
import { openSource } from '../../../nodes/NextMatter/trigger/source';
import { answering, idIn, iso, NOW, timed, whole } from './made';

const FROM = NOW - 300_000;

function read(entries: readonly IDataObject[], instance: IDataObject, maxReads = 10) {
	const { send } = answering((request) => {
		const id = idIn(request);
		return id === undefined ? timed(entries) : timed({ ...instance, id });
	});
	const source = openSource(send, { workflowId: 120, query: {}, maxReads });
	return readSince(source, 'completed', { from: FROM, seen: {} });
}

describe('readSince', () => {
	it('takes an entry whose time nobody tells as it comes', async () => {
		const { observations, nextFrom } = await read(
			[{ id: 9001, status: 'completed' }],
			whole({ completed_time: null }),
		);
		expect(observations.map(({ id, isRead }) => [id, isRead])).toEqual([[9001, true]]);
		expect(nextFrom).toBeUndefined();
	});

	it.each([null, iso(NOW - 1000)])(
		'keeps the watermark with the completed time %j, while what is left may come before it',
		async (completed_time) => {
			const entries = [{ id: 9001, status: 'completed' }, { id: 9002 }];
			const { observations, nextFrom } = await read(entries, whole({ completed_time }), 1);
			expect(observations.map(({ id }) => id)).toEqual([9001]);
			expect(nextFrom).toBe(FROM);
		},
	);

	it('takes a thousand new ones at most, and leaves the rest to the next poll', async () => {
		const since = { from: NOW - 3_600_000, seen: {} };
		const results = Array.from({ length: 1000 }, (_, index) =>
			whole({ id: index + 1, completed_time: iso(since.from + index * 1000) }),
		);
		const next = 'https://core.nextmatter.com/?page=2';
		const { send, requests } = answering(() => timed({ results, next }));
		const source = openSource(send, { workflowId: 120, query: {}, maxReads: 0 });
		const { observations, nextFrom } = await readSince(source, 'completed', since);
		expect(requests).toHaveLength(1);
		expect(observations).toHaveLength(1000);
		// What may still come out of order lies in the overlap.
		expect(nextFrom).toBe(since.from + 999_000 - OVERLAP_MS);
	});

	it('gives up on a list that never ends', async () => {
		const { send, requests } = answering(({ query = {} }) => {
			const page = Number(query.page ?? 1);
			const next = `https://core.nextmatter.com/?page=${page + 1}`;
			return timed({
				results: [whole({ id: page, completed_time: iso(NOW - page * 1000) })],
				next,
			});
		});
		const source = openSource(send, { workflowId: 120, query: {}, maxReads: 0 });
		const found = readSince(source, 'completed', { from: FROM, seen: {} });
		await expect(found).rejects.toThrow('Next Matter kept returning pages of instances');
		expect(requests).toHaveLength(80);
	});

	it('finds an entry that stands behind the end of a page although it belongs before it', async () => {
		const times = new Map([0, 100, 80, 120].map((seconds, id) => [id + 1, FROM + seconds * 1000]));
		const { send } = answering(({ query = {} }) => {
			const limit = Date.parse(query.completed_time_after);
			const listed = [...times].filter(([, time]) => time > limit);
			const page = Number(query.page ?? 1);
			const next =
				listed.length > 2 * page ? `https://core.nextmatter.com/?page=${page + 1}` : null;
			const results = listed
				.slice(2 * page - 2, 2 * page)
				.map(([id, time]) => whole({ id, completed_time: iso(time) }));
			return timed({ count: listed.length, next, results });
		});
		const source = openSource(send, { workflowId: 120, query: {}, maxReads: 0 });
		const { observations } = await readSince(source, 'completed', { from: FROM, seen: {} });
		expect(new Set(observations.map(({ id }) => id))).toEqual(new Set([1, 2, 3, 4]));
	});
});

/** As much before now as no test needs to reach back. */
const LONG_AGO = NOW - 3_600_000;
const seconds = (count: number) => LONG_AGO + count * 1000;

interface Listed {
	readonly id: number;
	/** In seconds after the watermark. */
	readonly at: number;
}

interface Server {
	/** In the order of the server. */
	readonly entries: readonly Listed[];
	readonly pageSize: number;
	/** Whether the list shows all there is to know; otherwise an instance has to be read. */
	readonly isWhole?: boolean;
	readonly maxReads?: number;
	readonly seen?: Readonly<Record<number, number>>;
}

/** What is read of completed instances, and by which queries; those who are read have changed since. */
async function readCompleted({
	entries,
	pageSize,
	isWhole = true,
	maxReads = 0,
	seen = {},
}: Server) {
	const { send, requests } = answering((request) => {
		const id = idIn(request);
		if (id !== undefined) return timed(whole({ id, completed_time: iso(NOW) }));
		const limit = Date.parse(request.query?.completed_time_after ?? '');
		const found = entries.filter(({ at }) => seconds(at) > limit);
		const page = Number(request.query?.page ?? 1);
		const isLast = found.length <= pageSize * page;
		const results = found.slice(pageSize * (page - 1), pageSize * page).map((one) => {
			const times = { completed_time: iso(seconds(one.at)), last_updated_time: iso(NOW - 60_000) };
			return isWhole ? whole({ id: one.id, ...times }) : { id: one.id, ...times };
		});
		const next = isLast ? null : `https://core.nextmatter.com/?page=${page + 1}`;
		return timed({ count: found.length, results, next });
	});
	const source = openSource(send, { workflowId: 120, query: {}, maxReads });
	const { observations, nextFrom } = await readSince(source, 'completed', { from: LONG_AGO, seen });
	const asked = requests
		.filter((request) => idIn(request) === undefined)
		.map(({ query = {} }) => [
			(Date.parse(query.completed_time_after) + 1 - LONG_AGO) / 1000,
			...(query.page ? [query.page] : []),
		]);
	return { ids: [...new Set(observations.map(({ id }) => id))], nextFrom, asked };
}
const every = (count: number, step: number): Listed[] =>
	Array.from({ length: count }, (_, index) => ({ id: index + 1, at: index * step }));

describe('the next page', () => {
	it('is asked for by time, from the middle of the page before on', async () => {
		const entries = [0, 100, 100, 200, 300].map((at, index) => ({ id: index + 1, at }));
		const { ids, asked, nextFrom } = await readCompleted({ entries, pageSize: 3 });
		expect(asked).toEqual([[0], [50], [150]]);
		expect(ids).toEqual([1, 2, 3, 4, 5]);
		expect(nextFrom).toBeUndefined();
	});

	it('is asked for by number where the page before is out of order', async () => {
		const entries = [100, 50, 150].map((at, index) => ({ id: index + 1, at }));
		const { ids, asked } = await readCompleted({ entries, pageSize: 2 });
		expect(asked).toEqual([[0], [0, '2']]);
		expect(ids).toEqual([1, 2, 3]);
	});

	it('is asked for by number within one second, which is as many pages as it takes', async () => {
		const { ids, asked, nextFrom } = await readCompleted({ entries: every(45, 0), pageSize: 1 });
		expect(ids).toHaveLength(45);
		expect(asked.at(-1)).toEqual([0, '45']);
		expect(nextFrom).toBeUndefined();
	});

	it('is left to the next poll after forty of them', async () => {
		const { asked, nextFrom } = await readCompleted({ entries: every(60, 100), pageSize: 2 });
		expect(asked).toHaveLength(40);
		expect(nextFrom).toBe(seconds(4000) - OVERLAP_MS);
	});

	it('that comes short has the list read anew, from the same time on', async () => {
		const entry = (id: number, at: number) => whole({ id, completed_time: iso(seconds(at)) });
		const next = 'https://core.nextmatter.com/?page=2';
		const pages = [
			{ count: 3, results: [entry(2, 100), entry(1, 50)], next },
			{ count: 3, results: [] },
			{ count: 3, results: [entry(2, 100), entry(1, 50), entry(3, 150)] },
		];
		const { send, requests } = answering(() => timed(pages.shift()));
		const source = openSource(send, { workflowId: 120, query: {}, maxReads: 0 });
		await readSince(source, 'completed', { from: LONG_AGO, seen: {} });
		expect(requests.map(({ query }) => query?.completed_time_after)).toEqual(
			[1, 2, 3].map(() => iso(LONG_AGO - 1)),
		);
	});
});

describe('where the next poll begins when no more may be read', () => {
	const at = (...times: number[]) => times.map((time, index) => ({ id: index + 1, at: time }));
	const short = { isWhole: false, pageSize: 10 };

	it.each<[string, Server, number]>([
		[
			'in the overlap before what was read, by the time that the list shows of it',
			{ ...short, entries: at(1000, 2000), maxReads: 1 },
			seconds(1000) - OVERLAP_MS,
		],
		[
			'likewise on a later page that was asked for by time',
			{ ...short, pageSize: 2, entries: at(1000, 1100, 1200), maxReads: 2 },
			seconds(1100) - OVERLAP_MS,
		],
		[
			'at what is known already, where nothing new was read',
			{ ...short, entries: at(1000, 2000), seen: { 1: seconds(1000) } },
			seconds(1000),
		],
		[
			'likewise where the list of what is known is out of order',
			{ ...short, entries: at(2000, 1000, 3000), seen: { 1: seconds(2000), 2: seconds(1000) } },
			seconds(2000),
		],
		[
			'at the watermark where the list is out of order',
			{ ...short, entries: at(2000, 1000, 3000), maxReads: 2 },
			LONG_AGO,
		],
		[
			'at the watermark where pages were asked for by number',
			{ ...short, pageSize: 1, entries: at(1000, 1000), maxReads: 1 },
			LONG_AGO,
		],
	])('is %s', async (_where, server, expected) => {
		expect((await readCompleted(server)).nextFrom).toBe(expected);
	});
});

describe('what is new in a list', () => {
	it.each([
		['completed', 'completed_time', false],
		['updated', 'last_updated_time', true],
	] as const)(
		'is, in the list of %s, another %s within the same second: %j',
		async (name, key, isNew) => {
			const { send, requests } = answering((request) =>
				idIn(request) ? timed(whole()) : timed([{ id: 9001, [key]: iso(NOW - 59_500) }]),
			);
			const source = openSource(send, { workflowId: 120, query: {}, maxReads: 5 });
			await readSince(source, name, { from: FROM, seen: { 9001: NOW - 60_000 } });
			expect(requests.map(idIn)).toEqual([undefined, ...(isNew ? [9001] : [])]);
		},
	);

	it('is read by itself as soon as one entry does not say when it changed', async () => {
		const { send, requests } = answering((request) => {
			const id = idIn(request);
			return timed(id === undefined ? [whole(), { id: 9002 }] : whole({ id }));
		});
		const source = openSource(send, { workflowId: 120, query: {}, maxReads: 5 });
		await readSince(source, 'updated', { from: FROM, seen: {} });
		expect(requests.map(idIn)).toEqual([undefined, 9001, 9002]);
	});
});
