import type { Reply } from '../../../../nodes/NextMatter/api/types';
import type { SequenceState } from '../../../../nodes/NextMatter/run/orderedQueue';
import { write } from '../../../../nodes/NextMatter/run/writes/write';
import { answer, silence } from '../../replies';
import { START } from '../fakeClock';
import { fakeRunContext } from '../fakeRunContext';
import { fakeOperation, once } from '../fakeOperation';

const sees = (result: string, revision: string) => answer(200, { result, revision });
const success = (revision: string) => answer(200, { ok: true, revision });

/** Performs in a sequence; what the reconciliation was given as seen before, and what the sequence keeps. */
async function run(
	replies: readonly Reply[],
	revision: string | undefined,
	{ doubted = false, pollTimeoutMs = 0 } = {},
) {
	const sequence: SequenceState =
		revision === undefined ? {} : { seen: { revision, seenAt: START } };
	const runContext = fakeRunContext(replies);
	const { operation, asked } = fakeOperation();
	const failure = { message: 'm', remedy: 'r', certainty: 'unknown' } as const;
	const unresolved = doubted ? { failure, since: START - 1 } : undefined;
	const { seen } = await runContext.clock.during(
		write(operation, { plan: { ...once, pollTimeoutMs }, runContext, unresolved, sequence }),
	);
	const revisions = asked
		.filter(({ method }) => method === 'reconcile')
		.map(({ evidence }) => evidence?.before?.revision);
	return { revisions, sequence: seen?.revision };
}

describe('the revision of a sequence', () => {
	it('is that of the last answer', async () => {
		expect((await run([success('2')], undefined)).sequence).toEqual('2');
		expect((await run([success('2')], '1')).sequence).toEqual('2');
	});

	it('stays when an answer has none', async () => {
		const { sequence } = await run([answer(200, { ok: true })], '1');
		expect(sequence).toEqual('1');
	});

	it('that was seen before the request is what each read is compared with', async () => {
		const replies = [silence, sees('notDone', '2'), sees('notDone', '3'), success('4')];
		const { revisions, sequence } = await run(replies, '1');
		expect(revisions).toEqual(['1', '1']);
		expect(sequence).toEqual('4');
	});

	it('is what was seen while waiting for its turn', async () => {
		const replies = [
			answer(400),
			sees('pending', '2'),
			sees('notDone', '3'),
			silence,
			sees('done', '4'),
		];
		const { revisions } = await run(replies, '1', { pollTimeoutMs: 60_000 });
		expect(revisions).toEqual(['3']);
	});

	it('of this run says nothing about a request of the run before', async () => {
		const { revisions, sequence } = await run([sees('done', '2')], '1', { doubted: true });
		expect(revisions).toEqual([undefined]);
		// But what the look shows now was there before the items behind it are sent.
		expect(sequence).toEqual('2');
	});
});
