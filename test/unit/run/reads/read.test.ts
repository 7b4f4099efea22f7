import type { Reply } from '../../../../nodes/NextMatter/api/types';
import { nextPageOf, entriesOf } from '../../../../nodes/NextMatter/api/pagination';
import { isRecord } from '../../../../nodes/NextMatter/input/isRecord';
import type { Operation, Plan, CheckResult } from '../../../../nodes/NextMatter/operations/types';
import type { Outcome } from '../../../../nodes/NextMatter/run/outcomes';
import { read } from '../../../../nodes/NextMatter/run/reads/read';
import { answer, silence, text } from '../../replies';
import { fakeRunContext } from '../fakeRunContext';

const plan: Plan = {
	request: { method: 'GET', path: '/things/', query: { page_size: '2' } },
	idempotency: 'safe',
	action: 'list the things',
	howToVerify: '',
	expectedBody: 'a list',
	fieldLabels: [],
	details: { id: 7 },
};
const base: Operation = {
	option: { name: 'Read', value: 'read' },
	properties: [],
	options: [],
	prepare: () => plan,
	present: (_plan, body) => (isRecord(body) ? body : undefined),
};
const paged: Operation = {
	...base,
	present: (_plan, body) => entriesOf(body),
	nextPage: ({ request }, body) => nextPageOf(request, body),
};
const watching: Operation = {
	...base,
	poll(_plan, body): CheckResult | undefined {
		if (!isRecord(body)) return undefined;
		if (body.here) return { kind: 'done', json: body };
		const failure = { message: 'Not here', remedy: 'Look', certainty: 'rejected' } as const;
		if (body.never) return { kind: 'failed', failure };
		return { kind: 'pending', failure, ...(body.enough === true && { json: { timedOut: true } }) };
	},
};

const page = (ids: readonly number[], next: string | null = null) =>
	answer(200, { results: ids.map((id) => ({ id })), next });

async function run(
	operation: Operation,
	replies: readonly Reply[],
	changes: Partial<Plan> = {},
	options: Parameters<typeof fakeRunContext>[1] & { readonly isStopped?: () => boolean } = {},
) {
	const runContext = fakeRunContext(replies, options);
	runContext.isStopped = options.isStopped ?? runContext.isStopped;
	const outcome = await runContext.clock.during(
		read(operation, { ...plan, ...changes }, runContext),
	);
	return { outcome, runContext, queries: runContext.sent.map(({ query }) => query) };
}
const toFailure = (outcome: Outcome) => (outcome.kind === 'failed' ? outcome.failure : undefined);

describe('reading', () => {
	it('gives what is there', async () => {
		const { outcome } = await run(base, [answer(200, { a: 1 })]);
		expect(outcome).toEqual({ kind: 'done', json: { a: 1 } });
	});

	it('is repeated after silence', async () => {
		const { outcome } = await run(base, [silence, answer(200, { a: 1 })]);
		expect(outcome.kind).toBe('done');
	});

	it.each<[Reply, string]>([
		[silence, 'The request to list the things failed without a usable response: '],
		[
			answer(500),
			'Next Matter returned a server error (HTTP 500) when asked to list the things: No.',
		],
		[
			text(200),
			'Next Matter returned an unexpected response (HTTP 200) when asked to list the things; expected a list',
		],
	])('ends after three times: %j', async (reply, message) => {
		const { outcome, runContext } = await run(base, [reply, reply, reply]);
		expect(runContext.sent).toHaveLength(3);
		expect(toFailure(outcome)).toMatchObject({
			message: expect.stringContaining(message),
			remedy: 'Nothing was changed. Try again later',
			certainty: 'rejected',
			details: { id: 7 },
		});
	});

	it.each([[answer(404)], [answer(200, 'x')]])(
		'is not repeated after a plain answer: %j',
		async (reply) => {
			const { outcome } = await run(base, [reply]);
			expect(toFailure(outcome)).toMatchObject({ certainty: 'rejected' });
		},
	);

	it('goes on for minutes where it may wait, but not for ever', async () => {
		const { runContext } = await run(
			base,
			Array<Reply>(5).fill(silence),
			{},
			{
				maximumWaitMs: 3_600_000,
			},
		);
		expect(runContext.sent).toHaveLength(5);
	});

	it('is not repeated when nothing may be waited for', async () => {
		const { runContext } = await run(base, [silence], {}, { maximumWaitMs: 0 });
		expect(runContext.sent).toHaveLength(1);
	});
});

describe('reading pages', () => {
	it('follows the links to the end', async () => {
		const { outcome, queries } = await run(paged, [
			page([1, 2], 'https://elsewhere/things/?page_size=2&page=2'),
			page([], '/things/?page=3'),
			page([3]),
		]);
		expect(outcome).toEqual({ kind: 'done', json: [{ id: 1 }, { id: 2 }, { id: 3 }] });
		expect(queries).toEqual([
			{ page_size: '2' },
			{ page_size: '2', page: '2' },
			{ page_size: '2', page: '3' },
		]);
	});

	it.each([
		[2, 1],
		[3, 2],
	])('stops with %i entries after %i pages', async (most, pages) => {
		const replies = [page([1, 2], '?page=2'), page([3, 4], '?page=3')].slice(0, pages);
		const { outcome, runContext } = await run(paged, replies, { limit: most });
		expect(outcome).toMatchObject({ kind: 'done', json: { length: most } });
		expect(runContext.sent).toHaveLength(pages);
	});

	it('gives nothing for an empty list', async () => {
		expect((await run(paged, [page([])])).outcome).toEqual({ kind: 'done', json: [] });
	});

	const hintOf = (outcome: Outcome) => (outcome.kind === 'done' ? outcome.hints : undefined);

	it('ends where links lead in circles, and says so', async () => {
		const { outcome, runContext } = await run(paged, [page([1], '?page=2'), page([2], '?page=2')]);
		expect(outcome).toMatchObject({ kind: 'done', json: [{ id: 1 }, { id: 2 }] });
		expect(hintOf(outcome)).toEqual([expect.stringMatching(/^Next Matter's pages repeat/)]);
		expect(runContext.sent).toHaveLength(2);
	});

	const endless = (ids: readonly number[]) =>
		Array.from({ length: 5 }, (_, place) => page(ids, `?cursor=c${place}`));

	it.each<[string, readonly number[]]>([
		['empty', []],
		['the same', [1, 2]],
	])('ends where pages with ever new links are %s, and says so', async (_, ids) => {
		for (const most of [50, undefined]) {
			const replies = [page([1, 2], '?cursor=a'), ...endless(ids)];
			const { outcome, runContext } = await run(paged, replies, { limit: most });
			expect(outcome).toMatchObject({ kind: 'done', json: [{ id: 1 }, { id: 2 }] });
			expect(hintOf(outcome)).toEqual([expect.stringContaining('without new entries')]);
			expect(runContext.sent).toHaveLength(4);
		}
	});

	it('ends after 1,000 pages', async () => {
		const replies = Array.from({ length: 1001 }, (_, place) => page([place], `?cursor=c${place}`));
		const { outcome, runContext } = await run(paged, replies);
		expect(toFailure(outcome)).toEqual({
			message: 'The list has more than 1000 pages, which is too much to list the things at once',
			remedy: "Nothing was changed. Use 'Limit' instead of 'Return All', or add filters",
			certainty: 'rejected',
			details: { id: 7 },
		});
		expect(runContext.sent).toHaveLength(1000);
	});

	it('leaves out what an earlier page has shown, and says that the list moved', async () => {
		const replies = [page([1, 2], '?page=2'), page([2, 3], '?page=3'), page([4])];
		const { outcome } = await run(paged, replies);
		expect(outcome).toMatchObject({ json: [1, 2, 3, 4].map((id) => ({ id })) });
		expect(hintOf(outcome)).toEqual([expect.stringMatching(/^The list changed while/)]);
	});

	it.each<[string, Array<Record<string, unknown>>, number]>([
		[
			'changed since, by its ID',
			[
				{ id: 1, name: 'a' },
				{ id: 1, name: 'b' },
			],
			1,
		],
		[
			'changed since, by an ID that is a text',
			[
				{ id: 'x', name: 'a' },
				{ id: 'x', name: 'b' },
			],
			1,
		],
		['the same in all, without an ID', [{ name: 'a' }, { name: 'a' }], 1],
		['another one, without an ID', [{ name: 'a' }, { name: 'b' }], 2],
		[
			'another one, with an odd ID',
			[
				{ id: null, name: 'a' },
				{ id: null, name: 'b' },
			],
			2,
		],
	])('knows an entry again that is %s', async (_what, [one, other], count) => {
		const pages = [
			answer(200, { results: [one], next: '?page=2' }),
			answer(200, { results: [other], next: null }),
		];
		const { outcome } = await run(paged, pages);
		expect(outcome).toMatchObject({ kind: 'done', json: { length: count } });
	});

	const counted = (count: unknown, entries: readonly unknown[], next: string | null = null) =>
		answer(200, { count, next, results: entries });

	it.each<[string, readonly Reply[], number | undefined, number]>([
		[
			'was counted before it moved to a page that was read',
			[counted(4, [{ id: 1 }, { id: 2 }], '?page=2'), counted(3, [{ id: 4 }])],
			undefined,
			3,
		],
		['is no object', [counted(2, [{ id: 1 }, null])], undefined, 1],
		['a list without a usable link to it ends before', [counted(2, [{ id: 1 }])], 5, 1],
	])('says that fewer came than were counted: one %s', async (_what, pages, limit, count) => {
		const { outcome } = await run(paged, pages, limit === undefined ? {} : { limit });
		expect(outcome).toMatchObject({ kind: 'done', json: { length: count } });
		expect(hintOf(outcome)).toEqual([
			expect.stringMatching(/^Next Matter counted \d, but sent \d/),
		]);
	});

	it.each<[string, Reply, number | undefined]>([
		['all have come', counted(1, [{ id: 1 }]), undefined],
		['as many have come as are wanted', counted(2, [{ id: 1 }], '?page=2'), 1],
		['the count is none', counted('9', [{ id: 1 }]), undefined],
		['the count is that of something else', counted(0, [{ id: 1 }]), undefined],
	])('says nothing of the kind when %s', async (_what, only, limit) => {
		const { outcome } = await run(paged, [only], limit === undefined ? {} : { limit });
		expect(outcome).toEqual({ kind: 'done', json: [{ id: 1 }] });
	});

	it('keeps entries of one page that are alike', async () => {
		const alike = answer(200, [{ value: 'a' }, { value: 'a' }]);
		const { outcome } = await run(paged, [alike]);
		expect(outcome).toEqual({ kind: 'done', json: [{ value: 'a' }, { value: 'a' }] });
	});

	it('hands on what was read of a list that became shorter, and says so', async () => {
		const gone = answer(404, { detail: 'Invalid page.' });
		const { outcome } = await run(paged, [page([1], '?page=2'), gone]);
		expect(outcome).toMatchObject({ kind: 'done', json: [{ id: 1 }] });
		expect(hintOf(outcome)).toEqual([expect.stringMatching(/^The list became shorter/)]);
	});

	it.each([
		['at once', [answer(404, { detail: 'Invalid page.' })]],
		['with a page of something else', [page([1], '?page=2'), text(404, '<html>')]],
		['in other words than those of the API', [page([1], '?page=2'), answer(404, { path: '/x' })]],
		['for want of rights', [page([1], '?page=2'), answer(403)]],
	])('fails as a whole when it is refused %s', async (_, replies) => {
		const { outcome } = await run(paged, replies);
		expect(toFailure(outcome)).toMatchObject({ certainty: 'rejected' });
	});
});

describe('watching', () => {
	const later = answer(200, { here: false });

	it('reads less and less often until it is there', async () => {
		const { outcome, runContext } = await run(
			watching,
			[...Array<Reply>(7).fill(later), answer(200, { here: true })],
			{ pollTimeoutMs: 600_000 },
		);
		expect(outcome).toEqual({ kind: 'done', json: { here: true } });
		expect(runContext.clock.waits).toEqual([2000, 3000, 4500, 6750, 10125, 15000, 15000]);
	});

	it('reads once when it has no time, and a last time when it is over', async () => {
		const { outcome, runContext } = await run(watching, [later], { pollTimeoutMs: 0 });
		expect(toFailure(outcome)).toMatchObject({
			message: 'Not here',
			remedy: 'Waited 0 seconds for it. Look',
		});
		expect(runContext.sent).toHaveLength(1);
		const longer = await run(watching, [later, later, later], { pollTimeoutMs: 3000 });
		expect(longer.runContext.clock.waits).toEqual([2000, 1000]);
		expect(toFailure(longer.outcome)?.remedy).toBe('Waited 3 seconds for it. Look');
	});

	it('can end in something else than a failure', async () => {
		const { outcome } = await run(watching, [answer(200, { enough: true })], { pollTimeoutMs: 0 });
		expect(outcome).toEqual({ kind: 'done', json: { timedOut: true } });
	});

	it('ends at once when it can never be', async () => {
		const { outcome } = await run(watching, [answer(200, { never: true })], {
			pollTimeoutMs: 9000,
		});
		expect(toFailure(outcome)).toMatchObject({ message: 'Not here', remedy: 'Look' });
	});

	it('goes on while nobody answers', async () => {
		const replies = [silence, silence, silence, answer(500), answer(500), answer(500)];
		const { outcome } = await run(watching, [...replies, answer(200, { here: true })], {
			pollTimeoutMs: 600_000,
		});
		expect(outcome.kind).toBe('done');
	});

	it('ends with a plain answer', async () => {
		const { outcome } = await run(watching, [answer(404)], { pollTimeoutMs: 600_000 });
		expect(toFailure(outcome)).toMatchObject({ certainty: 'rejected' });
	});

	it('ends soon after the execution was stopped', async () => {
		let asked = 0;
		const isStopped = () => (asked += 1) > 3;
		const { outcome } = await run(watching, [later], { pollTimeoutMs: 600_000 }, { isStopped });
		expect(toFailure(outcome)?.remedy).toBe(
			"Waiting for it was cut short: the execution was stopped before this item's turn. Look",
		);
	});
});
