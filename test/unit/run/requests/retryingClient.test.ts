import fc from 'fast-check';
import type { ApiRequest, Reply } from '../../../../nodes/NextMatter/api/types';
import { openExchange } from '../../../../nodes/NextMatter/run/requests/retryingClient';
import { idle } from '../../idle';
import { answer, silence, text, throttled, unreachable } from '../../replies';
import { createClock } from '../fakeClock';
import { fakeMeans, type FakeMeans } from '../fakeMeans';

const REQUEST: ApiRequest = { method: 'POST', path: '/instances/9001/complete_step/' };

async function send(means: FakeMeans, purpose: 'work' | 'look' = 'work') {
	return await means.clock.during(openExchange(means).send(REQUEST, purpose));
}
const timesOf = ({ sent }: FakeMeans) => sent.map(({ at }) => at);

describe('a request that nobody obeyed', () => {
	it('goes out again after the pause that the API asks for', async () => {
		const means = fakeMeans([throttled('5'), answer(200)]);
		const start = means.clock.now();
		const { reply, sentAt } = await send(means);
		expect(reply).toEqual(answer(200));
		expect(timesOf(means)).toEqual([0, 5125]);
		expect(sentAt - start).toBe(5125);
	});

	it('goes out again and again, later each time, when no pause is named', async () => {
		const means = fakeMeans([throttled(), throttled(), unreachable(), answer(200)]);
		expect((await send(means)).reply).toEqual(answer(200));
		expect(timesOf(means)).toEqual([0, 375, 1125, 2625]);
	});

	it('is given up when the pause is longer than it may wait, and the reply is told', async () => {
		const means = fakeMeans([throttled('61')]);
		expect((await send(means)).reply).toEqual(throttled('61'));
		expect(timesOf(means)).toEqual([0]);
	});

	it('is given up when nothing but trouble has come for as long as it may wait', async () => {
		const means = fakeMeans([throttled('20'), throttled('20'), throttled('20')]);
		expect((await send(means)).reply).toEqual(throttled('20'));
		expect(timesOf(means)).toEqual([0, 20_125, 40_250]);
	});

	it('is given up at once when it may not wait at all', async () => {
		for (const reply of [throttled('0'), throttled(), unreachable()]) {
			const means = fakeMeans([reply], { maximumWaitMs: 0 });
			expect((await send(means)).reply).toEqual(reply);
		}
	});

	it.each([50, 1000, 7000, 60_000])(
		'never waits longer than %d ms in all, whatever comes back',
		async (maximumWaitMs) => {
			const reply = fc.oneof(
				fc.constant(throttled()),
				fc.constant(unreachable()),
				fc.integer({ min: -1, max: 40 }).map((seconds) => throttled(String(seconds))),
			);
			const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
			await fc.assert(
				fc.asyncProperty(fc.array(reply), chance, async (replies, random) => {
					const clock = createClock(() => random);
					const means = fakeMeans([...replies, answer(200)], { maximumWaitMs, clock });
					const start = clock.now();
					const ended = await send(means);
					expect(clock.now() - start).toBeLessThanOrEqual(maximumWaitMs);
					expect(ended.reply.kind).not.toBe('heldBack');
				}),
			);
		},
	);
});

describe('a request that may have been obeyed, or was refused', () => {
	it.each<[string, Reply]>([
		['success', answer(200)],
		['a refusal', answer(400)],
		['a refusal that names a pause', answer(400, {}, { retryAfter: '1' })],
		['a failure', answer(500)],
		['a gateway that is busy', answer(502)],
		['503 without a pause', answer(503)],
		['a gateway that got no answer', answer(504)],
		['a text', text(200)],
		['silence', silence],
		['a time-out', { kind: 'noAnswer', sent: true, code: 'ETIMEDOUT' }],
		['a code of a missing connection', { kind: 'noAnswer', sent: true, code: 'ECONNREFUSED' }],
		['a connection that cannot be trusted', unreachable('CERT_HAS_EXPIRED')],
	])('never goes out again: %s', async (_what, reply) => {
		const means = fakeMeans([reply]);
		expect((await send(means)).reply).toBe(reply);
		expect(means.clock.waits).toEqual([]);
	});
});

describe('the pause of one item', () => {
	it('holds the others as well', async () => {
		const means = fakeMeans([throttled('5'), answer(200), answer(201)]);
		const first = openExchange(means).send(REQUEST, 'work');
		await idle();
		const second = openExchange(means).send(REQUEST, 'work');
		await means.clock.during(Promise.all([first, second]));
		expect(timesOf(means)).toEqual([0, 5125, 5125]);
	});

	it('that is too long for all sends the others away unsent', async () => {
		const means = fakeMeans([throttled('3600')]);
		expect((await send(means)).reply).toEqual(throttled('3600'));
		expect((await send(means)).reply).toEqual({ kind: 'heldBack', reason: 'paused' });
		expect((await send(means, 'look')).reply).toEqual({ kind: 'heldBack', reason: 'paused' });
		expect(means.sent).toHaveLength(1);
	});

	it('that nobody asked for and it cannot afford holds nobody', async () => {
		const means = fakeMeans([unreachable(), answer(200)], { maximumWaitMs: 0 });
		expect((await send(means)).reply).toEqual(unreachable());
		expect((await send(means)).reply).toEqual(answer(200));
		expect(timesOf(means)).toEqual([0, 0]);
	});

	it('is not served by those that come when the trouble is older than they may wait', async () => {
		const means = fakeMeans([unreachable(), unreachable(), unreachable()], {
			maximumWaitMs: 1500,
		});
		await send(means);
		const before = means.sent.length;
		expect(before).toBe(3);
		await means.clock.during(means.clock.elapse(1000));
		const late = fakeMeans([unreachable()]);
		const shared = { ...late, clock: means.clock, pace: means.pace, maximumWaitMs: 1500 };
		const start = means.clock.now();
		expect((await send(shared)).reply).toEqual(unreachable());
		expect(means.clock.now()).toBe(start);
	});
});
