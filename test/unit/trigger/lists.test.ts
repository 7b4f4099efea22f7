import type { IDataObject } from 'n8n-workflow';
import { readSince } from '../../../nodes/NextMatter/trigger/lists';
import { OVERLAP_MS } from '../../../nodes/NextMatter/trigger/marks';
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
		'keeps the mark with the completed time %j, while what is left may come before it',
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
		await expect(found).rejects.toThrow('The list of instances did not come to an end');
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
