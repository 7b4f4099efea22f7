import type { ApiRequest, Failure, Reply } from '../../../../nodes/NextMatter/api/types';
import { isRecord } from '../../../../nodes/NextMatter/input/isRecord';
import type { Plan, Prerequisite } from '../../../../nodes/NextMatter/operations/types';
import { createRetryingClient } from '../../../../nodes/NextMatter/run/requests/retryingClient';
import {
	NO_CHECKPOINTS,
	resume,
	sendPrerequisites,
	type Checkpoint,
	type Checkpoints,
} from '../../../../nodes/NextMatter/run/writes/prerequisites';
import { answer, silence, throttled } from '../../replies';
import { fakeRunContext } from '../fakeRunContext';
import { fakeOperation, once, WORK } from '../fakeOperation';

const LOOK: ApiRequest = { method: 'GET', path: '/before/' };
const UPLOAD: ApiRequest = { method: 'POST', path: '/files/' };

/** Puts the answer into the body of the main request; an address stands in `url`. */
const before = (
	idempotency: 'safe' | 'nonIdempotent',
	more: Partial<Prerequisite> = {},
): Prerequisite => ({
	request: idempotency === 'safe' ? LOOK : UPLOAD,
	idempotency,
	action: idempotency === 'safe' ? 'look first' : 'upload "a.pdf"',
	howToVerify: 'Look yourself.',
	fieldLabels: [],
	toCheckpoint: (body) => (isRecord(body) && body.url ? String(body.url) : undefined),
	apply: (body, request) => {
		const url = isRecord(body) ? body.url : body;
		if (typeof url !== 'string' || !url) return undefined;
		return { ...request, body: { ...request.body, [url]: true } };
	},
	...more,
});

function notesOf(known: ReadonlyArray<readonly [number, Checkpoint]> = []) {
	const kept = new Map(known);
	/** For which work they were asked. */
	const work: Array<ApiRequest | undefined> = [];
	const checkpoints: Checkpoints = {
		read(place, request) {
			work.push(request);
			return kept.get(place);
		},
		write(place, found, request) {
			work.push(request);
			kept.set(place, found);
		},
	};
	return { checkpoints, kept, work };
}

async function run(
	first: readonly Prerequisite[] | undefined,
	replies: readonly Reply[],
	{
		checkpoints = NO_CHECKPOINTS,
		...options
	}: { checkpoints?: Checkpoints; maximumWaitMs?: number } = {},
) {
	const runContext = fakeRunContext(replies, options);
	const plan = { ...once, ...(first && { prerequisites: first }) };
	const ready = await runContext.clock.during(
		sendPrerequisites(plan, createRetryingClient(runContext), checkpoints),
	);
	const sent = runContext.sent.map(({ method, path }) => `${method} ${path}`);
	expect(sent).toHaveLength(replies.length);
	return { ready, sent, failure: ready.kind === 'failed' ? ready.failure : undefined };
}
const at = (url: string) => answer(201, { url });
const unresolved: Failure = { message: 'Who knows', remedy: 'Look', certainty: 'unknown' };

describe('what comes before a request', () => {
	it('may be nothing', async () => {
		expect((await run(undefined, [])).ready).toEqual({ kind: 'ready', request: WORK });
	});

	it('is sent in its order, and each adds to the request', async () => {
		const first = [before('safe'), before('nonIdempotent'), before('nonIdempotent')];
		const { ready, sent } = await run(first, [at('a'), at('b'), at('c')]);
		expect(sent).toEqual(['GET /before/', 'POST /files/', 'POST /files/']);
		expect(ready).toEqual({
			kind: 'ready',
			request: { ...WORK, body: { value: 1, a: true, b: true, c: true } },
		});
		expect(WORK.body).toEqual({ value: 1 });
	});

	it('is not begun when another item has failed and the node stops there', async () => {
		const runContext = fakeRunContext([]);
		runContext.hasSiblingFailed = () => true;
		const plan = { ...once, prerequisites: [before('nonIdempotent')] };
		const ready = await runContext.clock.during(
			sendPrerequisites(plan, createRetryingClient(runContext), NO_CHECKPOINTS),
		);
		expect(ready).toMatchObject({
			kind: 'failed',
			failure: { certainty: 'not-sent', isConsequence: true },
		});
	});

	it('ends with the first that fails', async () => {
		const { sent, failure } = await run(
			[before('nonIdempotent'), before('nonIdempotent')],
			[answer(413)],
		);
		expect(sent).toHaveLength(1);
		expect(failure).toMatchObject({ certainty: 'rejected', statusCode: 413 });
	});
});

describe('a read before a request', () => {
	it('is repeated twice after silence', async () => {
		const { ready } = await run([before('safe')], [silence, silence, at('a')]);
		expect(ready.kind).toBe('ready');
		const { failure } = await run([before('safe')], [silence, silence, silence], {
			maximumWaitMs: 3_600_000,
		});
		expect(failure).toMatchObject({ certainty: 'rejected' });
	});

	it('is not repeated when nothing may be waited for', async () => {
		const { failure } = await run([before('safe')], [silence], { maximumWaitMs: 0 });
		expect(failure?.message).toContain('he request to look first');
	});

	it('is not repeated after an answer without what it is read for', async () => {
		const { failure } = await run([before('safe')], [answer(200, { id: 1 })]);
		expect(failure?.certainty).toBe('rejected');
	});

	it('is never noted, because it can be read anew', async () => {
		const { checkpoints, kept } = notesOf();
		await run([before('safe')], [at('a')], { checkpoints });
		expect(kept.size).toBe(0);
	});
});

describe('an upload before a request', () => {
	it.each<[string, Reply]>([
		['silence', silence],
		['an answer without an address', answer(201, { id: 7 })],
	])('is not repeated after %s, since nobody can tell what became of it', async (_what, reply) => {
		const { checkpoints, kept } = notesOf();
		const { failure } = await run([before('nonIdempotent')], [reply], { checkpoints });
		// The request of the item itself has certainly not been sent.
		expect(failure?.certainty).toBe('not-sent');
		expect(failure?.message).toContain('upload "a.pdf"');
		expect(failure?.remedy).toMatch(/^It is unclear whether it was done\. Look yourself\./);
		expect(kept.get(0)).toMatchObject({ kind: 'failed', failure: { certainty: 'unknown' } });
	});

	it.each<[string, Reply, string]>([
		['refused', answer(413), 'rejected'],
		['not readable', { kind: 'unreadable', property: 'data' }, 'not-sent'],
	])('is tried again in another run if it was %s', async (_what, reply, certainty) => {
		const { checkpoints, kept } = notesOf();
		const { failure } = await run([before('nonIdempotent')], [reply], { checkpoints });
		expect(failure?.certainty).toBe(certainty);
		expect(kept.size).toBe(0);
	});

	it('is sent again after throttling, which says that nothing was done', async () => {
		const { ready } = await run([before('nonIdempotent')], [throttled('1'), at('a')]);
		expect(ready.kind).toBe('ready');
	});

	it('is not sent again after a 503 that asks for a pause, which says nothing of the kind', async () => {
		const { failure } = await run([before('nonIdempotent')], [throttled('1', 503)]);
		expect(failure?.certainty).toBe('not-sent');
		// Of a read, which is no reason to end it, however often it comes.
		const busy = Array<Reply>(4).fill(throttled('1', 503));
		expect((await run([before('safe')], [...busy, at('a')])).ready.kind).toBe('ready');
	});

	it('reports what follows for the item', async () => {
		const first = [before('nonIdempotent', { consequence: 'Step 7 was not touched' })];
		expect((await run(first, [answer(413)])).failure?.message).toMatch(
			/ upload "a\.pdf".*\. Step 7 was not touched$/,
		);
		expect((await run([before('nonIdempotent')], [answer(413)])).failure?.message).not.toMatch(
			/undefined/,
		);
	});
});

describe('half of the work before the other half', () => {
	const half = (more: Partial<Prerequisite> = {}) =>
		before('nonIdempotent', { isWork: true, ...more });

	it('is handed on with its answer', async () => {
		const { ready } = await run([before('nonIdempotent'), half()], [at('a'), at('b')]);
		expect(ready).toMatchObject({ kind: 'ready', begun: { body: { url: 'b' }, isNew: true } });
	});

	it('is kept by its request, which makes it the same work in a later try', async () => {
		const { checkpoints, work } = notesOf();
		await run([before('nonIdempotent'), half()], [at('a'), at('b')], { checkpoints });
		expect(work).toEqual([undefined, undefined, UPLOAD, UPLOAD]);
		const unclear = notesOf();
		await run([half()], [silence], { checkpoints: unclear.checkpoints });
		expect(unclear.work).toEqual([UPLOAD, UPLOAD]);
	});

	it('leaves the item unknown when nobody can tell whether it was done', async () => {
		expect((await run([half()], [silence])).failure?.certainty).toBe('unknown');
		const { checkpoints } = notesOf([[0, { kind: 'failed', failure: unresolved }]]);
		expect((await run([half()], [], { checkpoints })).failure?.certainty).toBe('unknown');
	});

	it('is not done again, and told by its digest', async () => {
		const { checkpoints } = notesOf([[0, { kind: 'answered', body: 'a' }]]);
		const { ready } = await run([half()], [], { checkpoints });
		expect(ready).toMatchObject({ begun: { body: 'a', isNew: false } });
	});

	it('is what a later try goes on from', () => {
		const { operation } = fakeOperation();
		const continueFrom = (plan: Plan, body: unknown) => ({
			plan: { ...plan, details: { body: String(body) } },
		});
		const plan = { ...once, prerequisites: [before('nonIdempotent'), half()] };
		const { checkpoints } = notesOf([[1, { kind: 'answered', body: 'a' }]]);
		expect(resume({ ...operation, continueFrom }, plan, checkpoints).details).toEqual({
			body: 'a',
		});
		expect(resume({ ...operation, continueFrom }, plan, NO_CHECKPOINTS)).toBe(plan);
		expect(resume(operation, once, checkpoints)).toBe(once);
		expect(resume(operation, plan, checkpoints)).toBe(plan);
	});

	it('is not gone on from where nobody can tell whether it was done, nor from another request', () => {
		const { operation } = fakeOperation();
		const continueFrom = (plan: Plan) => ({ plan: { ...plan, details: {} } });
		const continuing = { ...operation, continueFrom };
		const plan = { ...once, prerequisites: [before('nonIdempotent'), half()] };
		const unclear = notesOf([[1, { kind: 'failed', failure: unresolved }]]);
		expect(resume(continuing, plan, unclear.checkpoints)).toBe(plan);
		expect(unclear.work).toEqual([UPLOAD]);
		const uploaded = notesOf([[0, { kind: 'answered', body: 'a' }]]);
		expect(resume(continuing, plan, uploaded.checkpoints)).toBe(plan);
		const without = { ...once, prerequisites: [before('nonIdempotent')] };
		expect(resume(continuing, without, uploaded.checkpoints)).toBe(without);
	});
});

describe('what an earlier run of the node has noted', () => {
	it('is the digest of each answer, by its place', async () => {
		const { checkpoints, kept } = notesOf();
		await run([before('nonIdempotent'), before('nonIdempotent')], [at('a'), at('b')], {
			checkpoints,
		});
		expect([...kept]).toEqual([
			[0, { kind: 'answered', body: 'a' }],
			[1, { kind: 'answered', body: 'b' }],
		]);
	});

	it('is not written without a digest', async () => {
		const { checkpoints, kept } = notesOf();
		await run([before('nonIdempotent', { toCheckpoint: undefined })], [at('a')], { checkpoints });
		await run([before('nonIdempotent', { toCheckpoint: () => undefined })], [at('a')], {
			checkpoints,
		});
		expect(kept.size).toBe(0);
	});

	it('is not sent again', async () => {
		const { checkpoints } = notesOf([[0, { kind: 'answered', body: 'a' }]]);
		const { ready, sent } = await run(
			[before('nonIdempotent'), before('nonIdempotent')],
			[at('b')],
			{ checkpoints },
		);
		expect(sent).toHaveLength(1);
		expect(ready).toStrictEqual({
			kind: 'ready',
			request: { ...WORK, body: { value: 1, a: true, b: true } },
		});
	});

	it('is sent again when it is of no use any more', async () => {
		const { checkpoints, kept } = notesOf([[0, { kind: 'answered', body: '' }]]);
		const { ready } = await run([before('nonIdempotent')], [at('b')], { checkpoints });
		expect(ready).toMatchObject({ request: { body: { b: true } } });
		expect(kept.get(0)).toEqual({ kind: 'answered', body: 'b' });
	});

	it('ends the item when nobody could tell what became of it', async () => {
		const { checkpoints, kept } = notesOf([[0, { kind: 'failed', failure: unresolved }]]);
		const first = [before('nonIdempotent', { consequence: 'Nothing else was done' })];
		const { failure } = await run(first, [], { checkpoints });
		expect(failure).toEqual({
			...unresolved,
			certainty: 'not-sent',
			message: 'Who knows. Nothing else was done',
		});
		// Told a third time, it must not say twice what follows.
		expect(kept.get(0)).toEqual({ kind: 'failed', failure: unresolved });
	});
});
