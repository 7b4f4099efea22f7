import fc from 'fast-check';
import type { ApiRequest, Reply } from '../../../../nodes/NextMatter/api/types';
import type { RetryHistory } from '../../../../nodes/NextMatter/run/requests/retryHistory';
import { createRetryingClient } from '../../../../nodes/NextMatter/run/requests/retryingClient';
import { answer, silence, throttled, unreachable } from '../../replies';
import { createClock, START } from '../fakeClock';
import { fakeRunContext, type FakeRunContext } from '../fakeRunContext';

const REQUEST: ApiRequest = { method: 'POST', path: '/instances/9001/complete_step/' };

async function send(
	runContext: FakeRunContext,
	mode: 'resend' | 'diagnose' = 'resend',
	instanceId = 9001,
) {
	const request = { ...REQUEST, path: `/instances/${instanceId}/complete_step/` };
	return await runContext.clock.during(createRetryingClient(runContext).send(request, mode));
}
const timesOf = ({ sent }: FakeRunContext) => sent.map(({ at }) => at);

describe('a request that nobody processed', () => {
	it('goes out again after the pause that the API asks for', async () => {
		const runContext = fakeRunContext([throttled('5'), answer(200)]);
		const start = runContext.clock.now();
		const { reply, sentAt } = await send(runContext);
		expect(reply).toEqual(answer(200));
		expect(timesOf(runContext)).toEqual([0, 5125]);
		expect(sentAt - start).toBe(5125);
	});

	it('waits for a limit as if for the first time when it was not reached before', async () => {
		const runContext = fakeRunContext([unreachable(), throttled(), answer(200)]);
		await send(runContext);
		expect(timesOf(runContext)).toEqual([0, 375, 750]);
	});

	it('goes out again before others go out for the first time', async () => {
		const runContext = fakeRunContext([throttled('5'), answer(200), answer(200)], { width: 1 });
		await runContext.clock.during(
			Promise.all(
				[9001, 9002].map(async (id) => {
					const request = { ...REQUEST, path: `/instances/${id}/complete_step/` };
					return await createRetryingClient(runContext).send(request, 'resend');
				}),
			),
		);
		expect(runContext.sent.map(({ path }) => path.split('/')[2])).toEqual(['9001', '9001', '9002']);
	});

	it.each<[string, readonly Reply[], number | undefined]>([
		['refused for the pace, then not made', [throttled('5'), unreachable(), answer(200)], 0],
		['not made, then refused for the pace', [unreachable(), throttled('5', 503), answer(200)], 375],
		['given up, refused for the pace', [throttled('5'), throttled('5'), throttled('61')], 0],
	])('reports when it was refused for the pace first: %s', async (_what, replies, expected) => {
		const { throttledAt } = await send(fakeRunContext(replies));
		expect(throttledAt).toBe(expected === undefined ? undefined : START + expected);
	});

	it('goes out again and again, later each time, when no pause is named', async () => {
		const runContext = fakeRunContext([throttled(), throttled(), unreachable(), answer(200)]);
		expect((await send(runContext)).reply).toEqual(answer(200));
		expect(timesOf(runContext)).toEqual([0, 375, 1875, 3375]);
	});

	it('is given up when the pause is longer than it may wait, and the reply is told', async () => {
		const runContext = fakeRunContext([throttled('61')]);
		expect((await send(runContext)).reply).toMatchObject(throttled('61'));
		expect(timesOf(runContext)).toEqual([0]);
	});

	it.each([429, 503])(
		'is told by its own answer, %d, when the run gives up before it goes out again',
		async (status) => {
			const runContext = fakeRunContext([
				...[throttled('1', status), throttled('3600', status), throttled('1', status)],
				// The first one again, which shows that the long pause is for all.
				throttled('3600', status),
			]);
			const sending = [9001, 9002, 9003, 9004].map(async (id, index) => {
				if (index === 3) await runContext.clock.elapse(5000);
				const request = { ...REQUEST, path: `/instances/${id}/complete_step/` };
				return (await createRetryingClient(runContext).send(request, 'resend')).reply;
			});
			const replies = await runContext.clock.during(Promise.all(sending));
			expect(replies.map((reply) => (reply.kind === 'answer' ? reply.status : reply.kind))).toEqual(
				[status, status, status, 'skipped'],
			);
			expect(replies[2]).toMatchObject({ retryAfter: '1', retryAt: START + 3_602_000 });
		},
	);

	it('is given up at once when it may not wait at all', async () => {
		for (const reply of [throttled('0'), throttled(), unreachable()]) {
			const runContext = fakeRunContext([reply], { maximumWaitMs: 0 });
			expect((await send(runContext)).reply).toMatchObject(reply);
		}
	});

	it('never waits longer than it may in all, whatever comes back', async () => {
		const maximum = fc.constantFrom(50, 1000, 7000, 60_000);
		const reply = fc.oneof(
			fc.constant(throttled()),
			fc.constant(unreachable()),
			fc.integer({ min: -1, max: 40 }).map((seconds) => throttled(String(seconds))),
		);
		const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
		await fc.assert(
			fc.asyncProperty(maximum, fc.array(reply), chance, async (maximumWaitMs, replies, random) => {
				const clock = createClock(() => random);
				const runContext = fakeRunContext([...replies, answer(200)], { maximumWaitMs, clock });
				const start = clock.now();
				const ended = await send(runContext);
				expect(clock.now() - start).toBeLessThanOrEqual(maximumWaitMs);
				expect(ended.reply.kind).not.toBe('skipped');
			}),
		);
	});
});

describe('a request that may have been processed though its answer asks for a pause', () => {
	const resend = async (runContext: FakeRunContext) =>
		await runContext.clock.during(
			createRetryingClient(runContext).send(REQUEST, 'resendIfUnprocessed'),
		);

	it('is handed back after the pause, and does not go out again', async () => {
		const runContext = fakeRunContext([throttled('40', 503)]);
		const { reply, sentAt, ...more } = await resend(runContext);
		expect([reply, sentAt, more]).toEqual([throttled('40', 503), START, {}]);
		expect(runContext.clock.now()).toBe(START + 40_125);
	});

	it('is handed back at once when the execution is stopped', async () => {
		const runContext = fakeRunContext([throttled('40', 503)]);
		const { clock } = runContext;
		runContext.isStopped = () => clock.now() > START;
		void clock.elapse(1000);
		expect((await resend(runContext)).reply).toEqual(throttled('40', 503));
		expect(clock.now()).toBe(START + 1000);
	});
});

describe('a request that is rebuilt', () => {
	const rebuild = async (runContext: FakeRunContext, count: number) => {
		const client = createRetryingClient(runContext);
		const found: boolean[] = [];
		let history: RetryHistory | undefined;
		for (let turn = 0; turn < count; turn += 1) {
			const sending = client.send(REQUEST, 'rebuild', history);
			history = (await runContext.clock.during(sending)).rebuildWith;
			found.push(history !== undefined);
			// What it is made from is read, which is no sign that it would be accepted.
			if (!history) break;
			await runContext.clock.during(client.send(REQUEST, 'resend'));
		}
		return found;
	};

	it.each([throttled('5'), throttled('40')])(
		'is handed back after its pause: %j',
		async (reply) => {
			const runContext = fakeRunContext([reply, answer(200), answer(200)]);
			expect(await rebuild(runContext, 2)).toEqual([true, false]);
			const [, second] = timesOf(runContext);
			expect(second).toBeGreaterThanOrEqual(5000);
		},
	);

	it('waits longer each time that it is refused itself, whatever the others meet', async () => {
		const replies = [throttled(), answer(200), throttled(), answer(200), throttled(), answer(200)];
		const runContext = fakeRunContext([...replies, answer(200)]);
		expect(await rebuild(runContext, 4)).toEqual([true, true, false]);
		expect(timesOf(runContext)).toEqual([0, 375, 375, 1875, 1875]);
	});

	it('waits for the limit as long as any other, whatever it waited for before', async () => {
		const replies = [throttled('5', 503), answer(200), throttled('8'), answer(200), answer(200)];
		const runContext = fakeRunContext(replies, { limitWaitMs: 10_000 });
		expect(await rebuild(runContext, 3)).toEqual([true, true, false]);
	});

	it('waits for the limit no longer than any other, though it comes back each time', async () => {
		const replies = Array.from({ length: 40 }, (_, turn) => (turn % 2 ? answer(200) : throttled()));
		const limitWaitMs = 65 * 60_000;
		const runContext = fakeRunContext(replies, { limitWaitMs });
		const found = await rebuild(runContext, 20);
		expect(found.at(-1)).toBe(false);
		expect(found.length).toBeLessThan(20);
		expect(timesOf(runContext).at(-1)).toBeLessThanOrEqual(limitWaitMs);
	});
});

describe('a request that may have been processed, or was refused', () => {
	it('never goes out again', async () => {
		const runContext = fakeRunContext([silence]);
		expect((await send(runContext)).reply).toBe(silence);
		expect(runContext.clock.waits).toEqual([]);
	});
});

describe('the pause of one item', () => {
	it('that is too long, and asked of another instance too, sends the others away unsent', async () => {
		const runContext = fakeRunContext([throttled('3600'), throttled('3600')]);
		const retryAt = START + 3_600_000;
		expect((await send(runContext)).reply).toEqual({ ...throttled('3600'), retryAt });
		expect((await send(runContext, 'resend', 9002)).reply).toEqual({
			...throttled('3600'),
			retryAt,
		});
		const heldBack = { kind: 'skipped', reason: 'limited', retryAt };
		for (const mode of ['resend', 'diagnose'] as const) {
			expect((await send(runContext, mode, 9003)).reply).toEqual(heldBack);
			expect((await send(runContext, mode)).reply).toEqual(heldBack);
		}
		expect(runContext.sent).toHaveLength(2);
	});

	it('that is too long, but asked of one instance only, is no concern of the others', async () => {
		const runContext = fakeRunContext([throttled('3600'), ...Array<Reply>(20).fill(answer(200))]);
		await send(runContext);
		for (let id = 1; id <= 20; id += 1) {
			expect((await send(runContext, 'resend', id)).reply).toEqual(answer(200));
		}
		expect(timesOf(runContext)).toEqual(Array(21).fill(0));
	});

	it('that nobody asked for and it cannot afford holds nobody', async () => {
		const runContext = fakeRunContext([unreachable(), answer(200)], { maximumWaitMs: 0 });
		expect((await send(runContext)).reply).toEqual(unreachable());
		expect((await send(runContext)).reply).toEqual(answer(200));
		expect(timesOf(runContext)).toEqual([0, 0]);
	});

	it('is not served by those that come when the trouble is older than they may wait', async () => {
		const runContext = fakeRunContext([unreachable(), unreachable(), unreachable()], {
			maximumWaitMs: 1500,
		});
		await send(runContext);
		const before = runContext.sent.length;
		expect(before).toBe(3);
		await runContext.clock.during(runContext.clock.elapse(1000));
		const late = fakeRunContext([unreachable()]);
		const shared = {
			...late,
			clock: runContext.clock,
			limiter: runContext.limiter,
			maximumWaitMs: 1500,
		};
		const start = runContext.clock.now();
		expect((await send(shared)).reply).toEqual(unreachable());
		expect(runContext.clock.now()).toBe(start);
	});
});

describe('the rate limit, when it may be waited for', () => {
	const limitWaitMs = 65 * 60_000;

	it('leaves what may be waited for faults', async () => {
		const runContext = fakeRunContext([throttled('20'), answer(200)], { limitWaitMs });
		const client = createRetryingClient(runContext);
		await runContext.clock.during(client.send(REQUEST, 'resend'));
		expect(client.mayWait(60_000)).toBe(true);
	});

	it('meets few requests when it names no time', async () => {
		const runContext = fakeRunContext([...Array<Reply>(30).fill(throttled())], { limitWaitMs });
		expect((await send(runContext)).reply).toMatchObject(throttled());
		expect(runContext.sent.length).toBeLessThanOrEqual(16);
		expect(
			timesOf(runContext)
				.slice(0, 5)
				.map((at) => Math.round(at / 1000)),
		).toEqual([0, 0, 2, 62, 362]);
	});

	it('of one instance holds only that, also where one goes out at a time', async () => {
		const runContext = fakeRunContext([throttled('61'), answer(200), answer(200), answer(200)], {
			limitWaitMs,
			width: 1,
		});
		const work = [9001, 9002, 9003].map(
			async (id) =>
				await createRetryingClient(runContext).send(
					{ ...REQUEST, path: `/instances/${id}/` },
					'resend',
				),
		);
		await runContext.clock.during(Promise.all(work));
		expect(runContext.sent.map(({ path }) => path)).toEqual([
			'/instances/9001/',
			'/instances/9002/',
			'/instances/9003/',
			'/instances/9001/',
		]);
		expect(timesOf(runContext).at(-1)).toBe(61_125);
	});
});

it('a request that cannot be sent at all costs no place', async () => {
	const runContext = fakeRunContext([answer(200)], { width: 1 });
	let isBroken = true;
	const broken = {
		...runContext,
		send: async (request: ApiRequest) => {
			if (isBroken) throw new Error('Broken');
			return await runContext.send(request);
		},
	};
	await expect(send(broken)).rejects.toThrow('Broken');
	isBroken = false;
	expect((await send(broken)).reply).toEqual(answer(200));
});

it('a request that was sent gives its place back once', async () => {
	const runContext = fakeRunContext(Array<Reply>(3).fill(answer(200)), {
		width: 1,
		latencyMs: 100,
	});
	await send(runContext);
	await Promise.all([send(runContext), send(runContext)]);
	expect(timesOf(runContext)).toEqual([0, 100, 200]);
});

it.each<[ApiRequest, number]>([
	[{ method: 'POST', path: '/instances/' }, 60_000],
	[{ method: 'GET', path: '/instances/' }, 0],
	[{ method: 'POST', path: '/instances/9001/complete_step/' }, 0],
])('after 100 times %j it is paused for %d ms, where that was throttled', async (request, ms) => {
	const replies = [throttled(), ...Array<Reply>(101).fill(answer(201))];
	const runContext = fakeRunContext(replies, { width: 1 });
	const sendNext = async () =>
		await runContext.clock.during(createRetryingClient(runContext).send(request, 'resend'));
	for (let index = 0; index < 101; index += 1) await sendNext();
	expect(timesOf(runContext).at(-1)).toBe(375 + ms);
});
