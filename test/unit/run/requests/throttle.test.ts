import type { Reply } from '../../../../nodes/NextMatter/api/types';
import type { Pause, Permit } from '../../../../nodes/NextMatter/run/requests/permit';
import { idle } from '../../idle';
import { answer, silence, throttled, unreachable } from '../../replies';
import { long, setUp, short, ticket } from './limiterSetUp';

type SetUp = ReturnType<typeof setUp>;
const many = async (count: number, permit: SetUp['permit']) =>
	await Promise.all(Array.from({ length: count }, async () => await permit()));

/** When so many requests go out, one after another, in milliseconds from now. */
async function timesOf({ clock, limiter, permit }: SetUp, count: number): Promise<number[]> {
	const start = clock.now();
	const times: number[] = [];
	for (let index = 0; index < count; index += 1) {
		const got = await clock.during(permit());
		times.push(clock.now() - start);
		limiter.release(got, answer(200));
	}
	return times;
}

describe('the pace after a pause', () => {
	const refused = throttled('0.5');
	// 20 were accepted in the last second, so it is a little less from then on.
	const slower = [500, 522, 574];
	const asBefore = [500, 500, 500];
	it.each<[string, readonly Reply[], readonly number[]]>([
		['as before after a single refusal, which may be a whim', [refused], asBefore],
		['slower after two refusals at once', [refused, refused], slower],
		['as before after connections that were not made', [unreachable(), unreachable()], asBefore],
		['as before while the API is busy', [throttled('1', 503), throttled('1', 503)], asBefore],
	])('is %s', async (_what, replies, expected) => {
		const all = setUp(30);
		const { limiter, permit } = all;
		const permits = await many(20 + replies.length, permit);
		for (const one of permits.slice(0, 20)) limiter.release(one, answer(200));
		for (const [index, reply] of replies.entries()) {
			limiter.release(permits[20 + index], reply, short(500));
		}
		expect((await timesOf(all, 3)).map(Math.round)).toEqual(expected);
	});

	it('is as before after single refusals now and then', async () => {
		const all = setUp(30);
		const { clock, limiter, permit } = all;
		for (let turn = 0; turn < 2; turn += 1) {
			const [first, ...others] = await clock.during(many(21, permit));
			for (const one of others) limiter.release(one, answer(200));
			limiter.release(first, refused, short(500));
			await timesOf(all, 1);
		}
		expect(await timesOf(all, 3)).toEqual([0, 0, 0]);
	});

	it('is slower when the first one after it is refused again', async () => {
		const all = setUp(30);
		const { clock, limiter, permit } = all;
		const [first, ...others] = await many(21, permit);
		limiter.release(first, refused, short(500));
		for (const one of others) limiter.release(one, answer(200));
		limiter.release(await clock.during(permit()), refused, short(500));
		const [one, two] = await timesOf(all, 2);
		expect(two - one).toBeGreaterThan(20);
	});
});

describe('a limit that is known', () => {
	/** From one request to the next, after so many replies at once. */
	async function intervalAfter(count: number, reply: Reply = throttled('1')): Promise<number> {
		const all = setUp(30);
		const { clock, limiter, permit } = all;
		const refuse = (permits: readonly Permit[], reply: Reply) => {
			for (const one of permits) limiter.release(one, reply, short(1000));
		};
		const permits = await many(22, permit);
		for (const one of permits.slice(2)) limiter.release(one, answer(200));
		refuse(permits.slice(0, 2), throttled('1'));
		await timesOf(all, 40);
		refuse(await clock.during(many(count, permit)), reply);
		const [, first, , , last] = await timesOf(all, 5);
		return (last - first) / 3;
	}

	it('is kept away from further after several refusals at once, however many they are', async () => {
		const [none, one, two, three] = [
			await intervalAfter(0),
			await intervalAfter(1),
			await intervalAfter(2),
			await intervalAfter(3),
		];
		expect(one).toBeCloseTo(none, 0);
		expect(two).toBeGreaterThan(1.05 * one);
		expect(three).toBe(two);
		expect(await intervalAfter(2, unreachable())).toBe(none);
	});
});

describe('after a pause', () => {
	it('one goes first, whatever comes back of those from before', async () => {
		const { clock, limiter, permit, enterMany } = setUp(10);
		const [one, other] = await many(2, permit);
		limiter.release(one, throttled('1'), short(1000));
		limiter.release(other, answer(200));
		const first = await clock.during(permit());
		expect(await enterMany(5)).toBe(0);
		limiter.release(first, answer(200));
		expect(await enterMany(5)).toBe(5);
	});
});

describe('how many may be under way', () => {
	it('grows again to what there was, little by little, and no further', async () => {
		const all = setUp(8);
		const { limiter, permit } = all;
		const [first, ...others] = await many(8, permit);
		limiter.release(first, unreachable());
		for (const one of others) limiter.release(one);
		/** What is under way at most after so many more successes. */
		const widthAfter = async (successes: number) => {
			await timesOf(all, successes);
			const permits: Permit[] = [];
			for (let index = 0; index < 20; index += 1) void permit().then((got) => permits.push(got));
			await idle();
			const width = permits.length;
			for (let done = 0; done < 20; done += 1) {
				limiter.release(permits[done]);
				await idle();
			}
			return width;
		};
		expect(await widthAfter(0)).toBe(4);
		expect(await widthAfter(4)).toBe(4);
		expect(await widthAfter(1)).toBe(5);
		expect(await widthAfter(100)).toBe(8);
	});

	it('is one at least', async () => {
		const all = setUp(1);
		all.limiter.release(await all.permit(), unreachable());
		expect(await timesOf(all, 1)).toEqual([0]);
	});
});

describe('how often in a row requests were throttled', () => {
	it('counts those once that were under way together, and no other trouble', async () => {
		const { limiter, permit } = setUp(10);
		const before = async (reply: Reply) => {
			const got = await permit();
			const consecutiveThrottles = limiter.consecutiveThrottlesBefore(got);
			limiter.release(got, reply);
			return consecutiveThrottles;
		};
		const [one, other] = await many(2, permit);
		limiter.release(one, throttled());
		limiter.release(other, throttled());
		expect(limiter.consecutiveThrottlesBefore(other)).toBe(0);
		expect(await before(throttled('1', 503))).toBe(1);
		expect(await before(unreachable())).toBe(1);
		expect(await before(throttled())).toBe(1);
		expect(await before(throttled())).toBe(2);
		expect(await before(silence)).toBe(3);
		expect(await before(answer(200))).toBe(0);
	});
});

describe('a long pause of one instance', () => {
	const givesUp = { kind: 'denial', reason: 'limited', retryAt: 1 } as const;
	const refused = throttled('1800');
	/** Requests about these are under way together, and are refused in turn. */
	async function askedOf(all: SetUp, subjects: readonly string[], pauses: readonly Pause[]) {
		const permits = await Promise.all(subjects.map(async (subject) => await all.permit(subject)));
		for (const [index, pause] of pauses.entries()) {
			all.limiter.release(permits[index], refused, pause);
		}
	}

	it.each([
		[1_800_000, 3_600_000],
		[3_600_000, 1_800_000],
	])('and one of another hold all until both are over: %d and %d ms', async (one, other) => {
		const all = setUp(10);
		await askedOf(all, ['A', 'B'], [long(one), long(other)]);
		expect(await timesOf(all, 1)).toEqual([3_600_000]);
	});

	it('and one of the other that tries hold all as well', async () => {
		const all = setUp(10);
		await askedOf(all, ['A'], [long(1_800_000)]);
		await askedOf(all, ['B'], [long(1_800_000)]);
		expect(await timesOf(all, 1)).toEqual([1_800_000]);
	});

	it('leaves no timer that nobody waits for', async () => {
		const all = setUp(10);
		const { clock, limiter, permit } = all;
		const wait = jest.spyOn(clock, 'wait');
		await askedOf(all, ['A'], [long(1_800_000)]);
		const waiting = permit('A');
		const [[, isOver]] = wait.mock.calls;
		expect(isOver()).toBe(false);
		limiter.release(await permit('B'), answer(200));
		await waiting;
		expect(isOver()).toBe(true);
		expect(wait).toHaveBeenCalledTimes(1);
	});

	it('and another one of the same instance still leave the others alone', async () => {
		const all = setUp(10);
		await askedOf(all, ['A', 'A'], [long(1_800_000), long(3_600_000)]);
		expect(await timesOf(all, 2)).toEqual([0, 0]);
	});

	it.each([
		[long(1_800_000), { ...long(1_800_000), givesUp }],
		[{ ...long(1_800_000), givesUp }, long(1_800_000)],
	])('that only one of both gives up for holds all, and ends nothing: %#', async (one, other) => {
		const all = setUp(10);
		await askedOf(all, ['A', 'B'], [one, other]);
		expect(await timesOf(all, 1)).toEqual([1_800_000]);
	});

	it('that nobody waits for keeps back what is about it at once, until it is over', async () => {
		const all = setUp(10);
		const { clock, limiter } = all;
		await askedOf(all, ['A'], [{ ...long(1_800_000), givesUp }]);
		expect(await limiter.acquire(ticket('A'))).toEqual(givesUp);
		expect(await timesOf(all, 1)).toEqual([0]);
		await askedOf(all, ['A'], [{ ...long(1_800_000), givesUp }]);
		expect(await limiter.acquire(ticket('A'))).toEqual(givesUp);
		await clock.during(clock.elapse(1_800_000));
		expect(await limiter.acquire(ticket('A'))).toMatchObject({ kind: 'permit' });
	});

	it('keeps nobody longer than the pause that turns out to be for all', async () => {
		const all = setUp(10);
		const { clock, limiter, permit } = all;
		const start = clock.now();
		const wait = jest.spyOn(clock, 'wait');
		await askedOf(all, ['A'], [long(1_800_000)]);
		const waiting = permit('A');
		limiter.release(await permit('B'), throttled('1'), short(1000));
		expect(wait.mock.calls.map(([ms, isOver]) => [ms, isOver()])).toEqual([
			[1_800_000, true],
			[1000, false],
		]);
		await clock.during(waiting);
		expect(clock.now() - start).toBe(1000);
	});

	it('is not explained by what comes back of those from before', async () => {
		const all = setUp(10);
		const { clock, limiter, permit } = all;
		const order: unknown[] = [];
		await askedOf(all, ['A', 'B'], [long(1_800_000), short(1000)]);
		void permit('A').then(({ subject }) => order.push(subject));
		const probe = await clock.during(permit('C'));
		await idle();
		expect(order).toEqual([]);
		limiter.release(probe, answer(200));
		await idle();
		expect(order).toEqual(['A']);
	});

	it('is forgotten when nothing came back of the other instance that tried', async () => {
		const all = setUp(10);
		const { limiter, permit } = all;
		await askedOf(all, ['A'], [long(1_800_000)]);
		limiter.release(await permit('B'));
		limiter.release(await permit('A'), answer(200));
		expect(all.clock.waits).toEqual([]);
	});

	it('and a short one of the other that tries are one collision', async () => {
		const all = setUp(10);
		const { clock, limiter, permit } = all;
		await askedOf(all, ['A'], [long(1_800_000)]);
		const probe = await permit('B');
		expect(limiter.consecutiveThrottlesBefore(probe)).toBe(0);
		limiter.release(probe, throttled('1'), short(1000));
		expect(limiter.consecutiveThrottlesBefore(await clock.during(permit('C')))).toBe(1);
	});
});

describe('the pause after each 100 instances that were created', () => {
	it.each<[string, Reply, Pause, number, boolean?]>([
		['as long as the API asked for', throttled('20'), short(20_000), 20_000],
		['a minute, if it asked for more', throttled('90'), short(90_000), 60_000],
		['none, if it was only not reached', unreachable(), { ms: 500, isLong: false }, 0],
		['none, if something else was refused', throttled('20'), short(20_000), 0, false],
	])('is %s', async (_how, reply, pause, expected, isCreatingFirst = true) => {
		const { clock, limiter } = setUp(1);
		const acquire = async (isCreating: boolean) => {
			const got = await clock.during(limiter.acquire({ ...ticket({}), isCreating }));
			if (got.kind !== 'permit') throw new Error(`Denied: ${got.reason}`);
			return got;
		};
		const send = async (isCreating: boolean, count: number) => {
			const start = clock.now();
			for (let index = 0; index < count; index += 1) {
				limiter.release(await acquire(isCreating), answer(200));
			}
			return clock.now() - start;
		};
		limiter.release(await acquire(isCreatingFirst), reply, pause);
		expect(await send(true, 100)).toBe(pause.ms);
		expect(await send(false, 200)).toBe(expected);
		expect(await send(true, 100)).toBe(0);
		expect(await send(true, 1)).toBe(expected);
	});
});

describe('Requests per Hour', () => {
	it.each([
		[2009, 10, 1800],
		[50, 1, 72_000],
	])(
		'of %d lets out %d at once and the others evenly',
		async (requestsPerHour, burst, interval) => {
			const times = await timesOf(setUp({ concurrency: 100, requestsPerHour }), burst + 3);
			expect(times.filter((at) => at === 0)).toHaveLength(burst);
			expect(times.slice(burst)).toEqual([1, 2, 3].map((place) => place * interval));
		},
	);
});
