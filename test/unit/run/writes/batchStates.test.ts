import type { ApiRequest, Reply } from '../../../../nodes/NextMatter/api/types';
import { createRetryingClient } from '../../../../nodes/NextMatter/run/requests/retryingClient';
import { createBatchReader } from '../../../../nodes/NextMatter/run/writes/batchStates';
import { answer, silence, text, throttled, unreachable } from '../../replies';
import { fakeRunContext } from '../fakeRunContext';

const range = (count: number, first = 1) =>
	Array.from({ length: count }, (_, index) => index + first);
const notFound = answer(404, { detail: 'Not found.' });
const show = (id: number, workflow = 3) => ({
	id,
	process: `https://h/processes/${workflow}/`,
	aborted_time: null,
});
const isList = ({ path }: ApiRequest) => path.startsWith('/processes/');
const idsOf = ({ query }: ApiRequest) => (query?.instance_ids ?? '').split(',').map(Number);
const numberOf = ({ path }: ApiRequest) => Number(/(\d+)\//.exec(path)?.[1]);

/** A server that has all instances, each of the workflow that its ID names, and lists them. */
const generous =
	(workflowOf = (id: number) => (id > 0 ? 3 : 4)) =>
	(request: ApiRequest): Reply =>
		isList(request)
			? answer(200, {
					results: idsOf(request)
						.filter((id) => workflowOf(id) === numberOf(request))
						.map((id) => show(id)),
				})
			: answer(200, show(numberOf(request), workflowOf(numberOf(request))));

function open(respond: (request: ApiRequest, place: number) => Reply, limit = Infinity) {
	const requests: ApiRequest[] = [];
	const runContext = {
		...fakeRunContext([], { maximumWaitMs: 3_600_000 }),
		// What became of a request is looked for although another item has failed.
		hasSiblingFailed: () => true,
		send: async (request: ApiRequest) => respond(request, requests.push(request)),
	};
	let asked = 0;
	const mayAsk = () => (asked += 1) <= limit;
	const readStates = createBatchReader(createRetryingClient(runContext), mayAsk);
	return {
		requests,
		paths: () => requests.map(({ path }) => path),
		read: async (ids: readonly number[]) => await runContext.clock.during(readStates(ids)),
	};
}

describe('reading several instances', () => {
	it('learns the workflow from one of them, and lists the others of it', async () => {
		const { read, requests } = open(generous());
		const reads = await read(range(5));
		expect(requests).toEqual([
			{ method: 'GET', path: '/instances/1/' },
			{
				method: 'GET',
				path: '/processes/3/instances/',
				query: { instance_ids: '2,3,4,5', page_size: '500' },
			},
		]);
		expect([...reads.keys()].sort()).toEqual(range(5));
		expect(reads.get(4)).toEqual({ kind: 'shown', instance: show(4) });
	});

	it('goes on with those of another workflow, which it remembers', async () => {
		const { read, paths } = open(generous((id) => (id <= 5 ? 3 : 4)));
		expect((await read(range(10))).size).toBe(10);
		expect(paths().filter((path) => path.startsWith('/processes/'))).toEqual([
			'/processes/3/instances/',
			'/processes/4/instances/',
		]);
		expect(paths()).toHaveLength(4);
		await read(range(10));
		expect(paths().slice(4)).toEqual(['/processes/3/instances/', '/processes/4/instances/']);
	});

	it('reads two by themselves, since a list would save nothing', async () => {
		const { read, paths } = open(generous());
		await read([1, 2]);
		expect(paths()).toEqual(['/instances/1/', '/instances/2/']);
		await read([3, 4]);
		expect(paths().slice(2)).toEqual(['/instances/3/', '/instances/4/']);
		await read([5, 6, 7]);
		expect(paths().slice(4)).toEqual(['/processes/3/instances/']);
	});

	it('reads those that are left by themselves once only two are', async () => {
		const { read, paths } = open(generous());
		await read([1, 2, 3]);
		expect(paths().sort()).toEqual(['/instances/1/', '/instances/2/', '/instances/3/']);
	});

	it('lists at most 200 by one request', async () => {
		const { read, requests } = open(generous());
		expect((await read(range(402))).size).toBe(402);
		const [, ...lists] = requests;
		expect(lists.map((request) => idsOf(request).length)).toEqual([200, 200, 1]);
		const all = [1, ...lists.flatMap(idsOf)];
		expect(new Set(all).size).toBe(402);
		const even = open(generous());
		await even.read(range(201));
		expect(even.requests.slice(1).map((request) => idsOf(request).length)).toEqual([200]);
	});

	it('reads from all over them, since what was done in part was mostly done from its beginning', async () => {
		const respond = (request: ApiRequest) => (isList(request) ? answer(403) : generous()(request));
		const { read, requests } = open(respond);
		await read(range(100));
		const [first, , second, third] = requests.map(numberOf);
		expect(first).toBe(1);
		const places = [first, second, third].sort((one, other) => one - other);
		expect(places[1] - places[0]).toBeGreaterThan(10);
		expect(places[2] - places[1]).toBeGreaterThan(10);
	});
});

describe('an entry of a list', () => {
	const listing = (entries: ReadonlyArray<Record<string, unknown>>) => (request: ApiRequest) =>
		isList(request) ? answer(200, { results: entries }) : generous()(request);

	it.each<[string, Record<string, unknown>, boolean]>([
		['that tells a status is enough', { id: 2, status: 'completed' }, true],
		['that tells when it was stopped is enough', { id: 2, aborted_time: null }, true],
		['with its ID as digits is enough', { id: '2', status: 'completed' }, true],
		['that tells neither is not', { id: 2, name: 'x' }, false],
		['with a status that is no text is not', { id: 2, status: 7 }, false],
	])('%s', async (_what, entry, isEnough) => {
		const { read, paths } = open(listing([entry]));
		const reads = await read(range(4));
		expect(paths().includes('/instances/2/')).toBe(!isEnough);
		if (isEnough) expect(reads.get(2)).toEqual({ kind: 'shown', instance: entry });
	});

	it('of another instance is left out', async () => {
		const { read } = open(listing([{ id: 99, status: 'completed' }]));
		expect([...(await read(range(4))).keys()].sort()).toEqual(range(4));
	});

	it('does not take the place of the instance that was read', async () => {
		const { read } = open(listing([{ id: 1, status: 'completed' }]));
		expect((await read(range(4))).get(1)).toEqual({ kind: 'shown', instance: show(1) });
	});
});

describe('an instance that is not there', () => {
	it('is gone by the word of the API alone', async () => {
		const replies = [notFound, answer(403), text(404), answer(200, show(99))];
		const { read } = open((request) => replies[numberOf(request) - 1]);
		expect([...(await read([1, 2, 3, 4]))]).toEqual([[1, { kind: 'gone' }]]);
	});

	it('ends the search after eight in a row', async () => {
		const { read, paths } = open(() => notFound);
		expect((await read(range(20))).size).toBe(8);
		expect(paths()).toHaveLength(8);
	});

	it('counts anew after one that is there', async () => {
		const respond = (request: ApiRequest, place: number) => {
			if (isList(request)) return answer(403);
			return place === 5 ? answer(200, show(numberOf(request))) : notFound;
		};
		const { read, paths } = open(respond);
		await read(range(20));
		// Four, the one that is there and the list of its workflow, then eight.
		expect(paths()).toHaveLength(14);
	});
});

describe('a read that tells nothing', () => {
	it('is repeated twice', async () => {
		const { read, paths } = open((request, place) => (place < 3 ? silence : generous()(request)));
		expect((await read([1])).size).toBe(1);
		expect(paths()).toHaveLength(3);
		const vain = open(() => silence);
		expect((await vain.read([1, 2])).size).toBe(0);
		expect(vain.paths()).toHaveLength(3);
	});

	it('ends all of them where nothing may be asked any more', async () => {
		const { read, paths } = open(generous(), 1);
		expect([...(await read(range(5))).keys()]).toEqual([1]);
		expect(paths()).toHaveLength(1);
		const none = open(generous(), 0);
		expect((await none.read([1])).size).toBe(0);
	});

	it('ends all of them when nobody is there', async () => {
		const { read, paths } = open(() => unreachable('CERT_HAS_EXPIRED'));
		expect((await read(range(5))).size).toBe(0);
		expect(paths()).toHaveLength(1);
	});

	it('ends all of them once nothing more is sent', async () => {
		const { read, paths } = open(() => throttled('3600'));
		expect((await read(range(5))).size).toBe(0);
		// A second instance shows that the pause is not meant for the first alone.
		expect(paths()).toHaveLength(2);
	});
});

it.each<[string, unknown, boolean]>([
	['without', 'https://h/processes/3', true],
	['as a number', 3, true],
	['after other numbers', 'https://h2/v1/processes/3/', true],
	['that is none', 'https://h/processes/', false],
	['too large to be one', 'https://h/processes/99999999999999999999/', false],
])('a workflow is known by its URL %s', async (_what, process, isKnown) => {
	const { read, paths } = open((request) =>
		isList(request) ? generous()(request) : answer(200, { ...show(numberOf(request)), process }),
	);
	expect((await read(range(4))).size).toBe(4);
	expect(paths().includes('/processes/3/instances/')).toBe(isKnown);
	expect(paths()).toHaveLength(isKnown ? 2 : 4);
});
