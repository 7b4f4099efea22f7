import { changedSince, listedSince, readAll } from '../../../nodes/NextMatter/trigger/pages';
import { openSource } from '../../../nodes/NextMatter/trigger/source';
import { answering, NOW, timed, whole } from './made';

const entries = (...ids: number[]) => ids.map((id) => whole({ id }));
const next = (page: number) => `https://core.nextmatter.com/?page=${page}`;

function read(...pages: object[]) {
	const { send, requests } = answering(() => timed(pages.length > 1 ? pages.shift() : pages[0]));
	const source = openSource(send, { workflowId: 120, query: {}, maxReads: 0 });
	const found = readAll(source, { status: 'running' }).then((all) => ({
		ids: all.observations.map(({ id }) => id),
		pages: all.pages,
	}));
	return { found, requests };
}

describe('readAll', () => {
	it('follows the pages, also without a count', async () => {
		const { found } = read({ results: entries(1), next: next(2) }, { results: entries(2) });
		await expect(found).resolves.toEqual({ ids: [1, 2], pages: 2 });
	});

	it('goes on after an empty page', async () => {
		const { found } = read({ results: [], next: next(2) }, { results: entries(2) });
		await expect(found).resolves.toEqual({ ids: [2], pages: 2 });
	});

	it('reads a list anew of which entries moved to a page before', async () => {
		const { found, requests } = read(
			{ count: 3, results: entries(1, 2), next: next(2) },
			{ count: 3, results: entries(2) },
			{ count: 2, results: entries(2, 3) },
		);
		await expect(found).resolves.toEqual({ ids: [1, 2, 3], pages: 3 });
		expect(requests.map(({ query }) => query?.page)).toEqual([undefined, '2', undefined]);
	});

	it.each([
		['the count of the first page', 3, undefined],
		['the first count, for one that is gone moves another one to a page before', 3, 2],
		['the last count, for there may be more by now', undefined, 3],
	])('reads a list anew of which fewer came than %s', async (_which, first, second) => {
		const { found } = read(
			{ count: first, results: entries(1, 2), next: next(2) },
			{ count: second, results: entries(2) },
			{ count: 2, results: entries(2, 3) },
		);
		await expect(found).resolves.toEqual({ ids: [1, 2, 3], pages: 3 });
	});

	it('takes a single page for all there is, whatever it counts', async () => {
		const { found } = read({ count: 3, results: entries(1) });
		await expect(found).resolves.toEqual({ ids: [1], pages: 1 });
	});

	it('gives up on a link that leads in circles', async () => {
		const { found, requests } = read({ results: entries(1), next: next(2) });
		await expect(found).rejects.toMatchObject({
			failure: {
				message: 'Next Matter kept returning pages of instances',
				remedy: 'Narrow the filters of the trigger',
				certainty: 'rejected',
			},
		});
		expect(requests).toHaveLength(3);
	});

	it('gives up on a list that is never whole', async () => {
		const { send, requests } = answering(({ query }) =>
			query?.page === '2'
				? timed({ count: 3, results: [] })
				: timed({ count: 3, results: entries(1), next: next(2) }),
		);
		const source = openSource(send, { workflowId: 120, query: {}, maxReads: 0 });
		await expect(readAll(source, {})).rejects.toThrow('kept returning pages');
		expect(requests).toHaveLength(80);
	});
});

describe('the query for what came later', () => {
	it('begins a millisecond earlier, but not before 1970', () => {
		expect(listedSince('stopped', NOW)).toEqual({
			ordering: 'ended_time',
			aborted_time_after: '2026-03-01T07:59:59.999Z',
		});
		expect(listedSince('started', 0)).toMatchObject({
			started_time_after: '1970-01-01T00:00:00.000Z',
		});
	});

	it('may have an end', () => {
		expect(changedSince(NOW, NOW + 999)).toEqual({
			ordering: 'last_updated_time',
			last_updated_time_after: '2026-03-01T07:59:59.999Z',
			last_updated_time_before: '2026-03-01T08:00:00.999Z',
		});
	});
});
