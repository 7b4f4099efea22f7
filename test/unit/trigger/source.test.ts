import type { Reply } from '../../../nodes/NextMatter/api/types';
import { ReadFailure } from '../../../nodes/NextMatter/trigger/readFailure';
import { DEFERRED, openSource, type SourceOptions } from '../../../nodes/NextMatter/trigger/source';
import { silence } from '../replies';
import { answering, idIn, iso, NOW, observed, observedWhole, timed, timeless, whole } from './made';

const open = (reply: Reply, maxReads = 5, withValues = false) => {
	const { send, requests } = answering(() => reply);
	return {
		source: openSource(send, { workflowId: 120, query: {}, maxReads, withValues }),
		requests,
	};
};

const page = (status: number): Reply => ({
	kind: 'answer',
	status,
	body: { form: 'text', text: '<html><title>Blocked</title></html>' },
});

describe('what is asked for', () => {
	const requestsOf = async (more: Partial<SourceOptions> = {}) => {
		const { send, requests } = answering((request) =>
			idIn(request)
				? timed(whole())
				: timed({ results: [whole()], next: 'https://core.nextmatter.com/?page=2' }),
		);
		const options = { workflowId: 120, query: { name: 'a' }, maxReads: 5, ...more };
		const source = openSource(send, options);
		const page = await source.list({ ordering: 'started_time' });
		if (page.next) await source.follow(page.next);
		await source.read(9001);
		expect(source.readsLeft()).toBe(4);
		return requests;
	};

	it('is the list of the workflow with its filters, its next page, and an instance', async () => {
		const path = '/processes/120/instances/';
		const query = { name: 'a', page_size: '500', ordering: 'started_time' };
		await expect(requestsOf()).resolves.toEqual([
			{ method: 'GET', path, query },
			expect.objectContaining({ method: 'GET', path, query: { ...query, page: '2' } }),
			{ method: 'GET', path: '/instances/9001/' },
		]);
	});

	it('is an instance with the values of its form fields where they are wanted', async () => {
		const requests = await requestsOf({ withValues: true });
		expect(requests[2].query).toEqual({ inject_values: 'true' });
	});
});

describe('a list', () => {
	it('may be bare, without a count and a next page', async () => {
		const { observations, ...rest } = await open(timed([whole()])).source.list({});
		expect(observations.map(({ id }) => id)).toEqual([9001]);
		expect(rest).toEqual({});
	});

	it('leaves out entries without an ID', async () => {
		const results = [{ name: 'a' }, whole(), { id: 'next' }, 7];
		const page = await open(timed({ count: 4, results })).source.list({});
		expect(page.observations.map(({ id }) => id)).toEqual([9001]);
		expect(page.count).toBe(4);
	});

	it.each<[string, Reply]>([
		['an object without results', timed({ detail: 'No.' })],
		['an error', timed([], 500)],
		['entries of which none has an ID', timed({ results: [{ instance_id: 9001 }] })],
	])('is not what comes as %s', async (_what, reply) => {
		await expect(open(reply).source.list({})).rejects.toThrow(ReadFailure);
	});

	it('reports the time of the last answer that has one', async () => {
		const replies = [timed([]), timeless([])];
		const { send } = answering(() => replies.shift() ?? silence);
		const source = openSource(send, { workflowId: 120, query: {}, maxReads: 1 });
		expect(source.serverTime()).toBeUndefined();
		await source.list({});
		await source.list({});
		expect(source.serverTime()).toBe(NOW);
	});
});

describe('reading one instance', () => {
	it.each([403, 410])('finds it gone by the status %i', async (status) => {
		await expect(open(timed({ detail: 'No.' }, status)).source.read(9001)).resolves.toBeUndefined();
	});

	it.each<[string, Reply]>([
		['another instance', timed(whole({ id: 9002 }))],
		['an error', timed(whole(), 500)],
		// Nobody has said that it is gone, so its event must not be passed over.
		['a page of a firewall', page(403)],
		['a page of a proxy', page(404)],
		['JSON of a gateway', timed({ message: 'Forbidden' }, 403)],
	])('fails for %s', async (_what, reply) => {
		await expect(open(reply).source.read(9001)).rejects.toThrow(ReadFailure);
	});
});

describe('completing an entry of a list', () => {
	const short = observed({ id: 9001 });

	it('reads nothing that the list shows', async () => {
		const { source, requests } = open(silence);
		const entry = observedWhole();
		await expect(source.complete(entry)).resolves.toBe(entry);
		expect(requests).toEqual([]);
	});

	it('waits for the next poll when no more may be read', async () => {
		await expect(open(timed(whole()), 0).source.complete(short)).resolves.toBe(DEFERRED);
	});

	it('reads what the list does not show, and nothing that was read', async () => {
		const { source, requests } = open(timed(whole()), 1);
		const found = await source.complete(short);
		expect(found).toMatchObject({ id: 9001, isRead: true, listed: short });
		if (!found || found === DEFERRED) throw new Error('It may be read');
		await expect(source.complete(found)).resolves.toBe(found);
		expect(requests.map(idIn)).toEqual([9001]);
		expect(source.readsLeft()).toBe(0);
	});

	it('reads an instance again for entries that do not say when it changed', async () => {
		const { source, requests } = open(timed(whole()));
		await source.complete(short);
		await source.complete(short);
		expect(requests.map(idIn)).toEqual([9001, 9001]);
	});

	it('leaves out one that is gone of which the list shows too little', async () => {
		await expect(
			open(timed({ detail: 'Not found.' }, 404)).source.complete(short),
		).resolves.toBeUndefined();
	});

	it('keeps what the list shows of one that cannot be read any more', async () => {
		const { source } = open(timed({ detail: 'Not found.' }, 404), 5, true);
		await expect(source.complete(observedWhole())).resolves.toMatchObject({
			id: 9001,
			isGone: true,
			isRead: false,
		});
	});

	it('takes neither time where neither shows one', async () => {
		const { source } = open(timed({ id: 9001, process: 'p' }));
		const found = await source.complete(short);
		expect(found).toMatchObject({ isRead: true, listed: short });
		expect(found).not.toHaveProperty('updated');
	});

	it.each([
		['the same time with more digits', NOW + 123, NOW + 123],
		['a later time, as a wrong clock writes it', NOW + 5000, NOW],
	])('holds against its own time %s in the list', async (_what, listed, expected) => {
		const { source } = open(timed(whole({ last_updated_time: iso(NOW) })), 5, true);
		const entry = observedWhole({ last_updated_time: iso(listed) });
		await expect(source.complete(entry)).resolves.toMatchObject({ updated: expected });
	});

	it('reads an instance once for entries that show nothing newer', async () => {
		const { source, requests } = open(timed(whole({ last_updated_time: iso(NOW) })), 5, true);
		await source.complete(observedWhole({ last_updated_time: iso(NOW) }));
		await source.complete(observedWhole({ last_updated_time: iso(NOW) }));
		await source.complete(observedWhole({ last_updated_time: iso(NOW - 1000) }));
		expect(requests.map(idIn)).toEqual([9001]);
		await source.complete(observedWhole({ last_updated_time: iso(NOW + 1000) }));
		expect(requests.map(idIn)).toEqual([9001, 9001]);
	});
});
