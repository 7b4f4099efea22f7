import type { Reply } from '../../../nodes/NextMatter/api/types';
import type { LaneState } from '../../../nodes/NextMatter/run/lanes';
import { perform } from '../../../nodes/NextMatter/run/perform';
import { answer, silence } from '../replies';
import { START } from './fakeClock';
import { fakeMeans } from './fakeMeans';
import { fakeOperation, once, repeatable } from './fakeOperation';

const sees = (verdict: string, stamp: string) => answer(200, { verdict, stamp });
const success = (stamp: string) => answer(200, { ok: true, stamp });

/** Performs in a lane; what the witness was told about the time before, and what the lane keeps. */
async function run(
	replies: readonly Reply[],
	revision: string | undefined,
	{ plan = once, doubted = false, patienceMs = 0 } = {},
) {
	const lane: LaneState = revision === undefined ? {} : { seen: { revision, seenAt: START } };
	const means = fakeMeans(replies);
	const { operation, asked } = fakeOperation();
	const failure = { message: 'm', remedy: 'r', certainty: 'unknown' } as const;
	const doubt = doubted ? { failure, since: START - 1 } : undefined;
	await means.clock.during(perform(operation, { ...plan, patienceMs }, means, doubt, lane));
	const stamps = asked
		.filter(({ about }) => about === 'settle')
		.map(({ evidence }) => evidence?.before?.revision);
	return { stamps, lane: lane.seen?.revision };
}

describe('the stamp of a lane', () => {
	it('is that of the last answer', async () => {
		expect((await run([success('2')], undefined)).lane).toEqual('2');
		expect((await run([success('2')], '1')).lane).toEqual('2');
	});

	it('stays when an answer has none', async () => {
		const { lane } = await run([answer(200, { ok: true })], '1');
		expect(lane).toEqual('1');
	});

	it('that was there before the request is what looks are held against, each of them', async () => {
		const replies = [silence, sees('open', '2'), sees('open', '3'), success('4')];
		const { stamps, lane } = await run(replies, '1');
		expect(stamps).toEqual(['1', '1']);
		expect(lane).toEqual('4');
	});

	it('is none in the first item of a lane', async () => {
		const { stamps } = await run([silence, sees('done', '2')], undefined);
		expect(stamps).toEqual([undefined]);
	});

	it('is what was seen while waiting for its turn', async () => {
		const replies = [
			answer(400),
			sees('later', '2'),
			sees('open', '3'),
			silence,
			sees('done', '4'),
		];
		const { stamps } = await run(replies, '1', { patienceMs: 60_000 });
		expect(stamps).toEqual(['3']);
	});

	it('of this run says nothing about a request of the run before', async () => {
		const { stamps, lane } = await run([sees('done', '2')], '1', { doubted: true });
		expect(stamps).toEqual([undefined]);
		// But what the look shows now was there before the items behind it are sent.
		expect(lane).toEqual('2');
	});

	it('is kept of what may be sent twice as well', async () => {
		const { lane } = await run([silence, success('2')], undefined, { plan: repeatable });
		expect(lane).toEqual('2');
	});
});
