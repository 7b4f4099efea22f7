import fc from 'fast-check';
import { completeStep } from '../../../nodes/NextMatter/operations/instance/completeStep';
import { createRateLimiter } from '../../../nodes/NextMatter/run/requests/rateLimiter';
import { perform } from '../../../nodes/NextMatter/run/perform';
import { planOf } from '../completeStepPlan';
import { createClock } from './fakeClock';
import { createServer, FAULTS, type World } from './simulatedServer';

const PATIENCE_SECONDS = 30;
const LONGEST_LATENCY_MS = 400;

const maybe = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: undefined });
const world: fc.Arbitrary<World> = fc.record({
	faults: fc.array(fc.constantFrom(...FAULTS), { maxLength: 14 }),
	latencyMs: fc.nat(LONGEST_LATENCY_MS),
	activeAfterMs: fc.oneof(
		{ weight: 4, arbitrary: fc.constant(-30_000) },
		{ weight: 1, arbitrary: maybe(fc.integer({ min: 1, max: 20_000 })) },
	),
	// What comes back within the second to which the server tells its time cannot be told apart.
	backAfterMs: maybe(fc.integer({ min: 1001 + 2 * LONGEST_LATENCY_MS, max: 60_000 })),
	showsCompletion: fc.boolean(),
	aheadMs: fc.integer({ min: -100_000, max: 100_000 }),
});
const settings = fc.record({
	mode: fc.constantFrom('complete', 'save'),
	ifStepNotActive: fc.constantFrom('fail', 'wait'),
	maximumWaitMs: fc.constantFrom(0, 1000, 10_000, 60_000),
	random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
	endsAfter: maybe(fc.nat(20_000)),
	ends: fc.constantFrom('isStopped' as const, 'isHalted' as const),
});
type Settings = typeof settings extends fc.Arbitrary<infer S> ? S : never;

async function simulate(conditions: World, chosen: Settings) {
	const { mode, ifStepNotActive, maximumWaitMs, random, endsAfter, ends } = chosen;
	const clock = createClock(() => random);
	const server = createServer(clock, conditions);
	const start = clock.now();
	const hasEnded = () => endsAfter !== undefined && clock.now() - start >= endsAfter;
	const means = {
		send: server.send,
		clock,
		limiter: createRateLimiter({ concurrency: 1 }, clock),
		maximumWaitMs,
		isStopped: () => ends === 'isStopped' && hasEnded(),
		isHalted: () => ends === 'isHalted' && hasEnded(),
	};
	const options = { ifStepNotActive, waitUntilActive: PATIENCE_SECONDS };
	const outcome = await clock.during(perform(completeStep, planOf({ mode, options }), means));
	return { server, outcome, took: clock.now() - start };
}

const RUNS = { numRuns: 1500 };

describe('whatever the network and the server do', () => {
	it('a step is never completed twice', async () => {
		await fc.assert(
			fc.asyncProperty(world, settings, async (conditions, chosen) => {
				const { server } = await simulate(conditions, { ...chosen, mode: 'complete' });
				expect(server.executions()).toBeLessThanOrEqual(1);
			}),
			RUNS,
		);
	});

	it('what is said to be done was done, and what is said not to be done was not', async () => {
		await fc.assert(
			fc.asyncProperty(world, settings, async (conditions, chosen) => {
				const { server, outcome } = await simulate(conditions, chosen);
				if (outcome.kind === 'done') {
					expect(server.executions()).toBeGreaterThanOrEqual(1);
				} else if (outcome.failure.certainty !== 'unknown') {
					expect(server.executions()).toBe(0);
					expect(outcome.doubt).toBeUndefined();
				} else {
					expect(outcome.doubt).toBeDefined();
				}
			}),
			RUNS,
		);
	});

	it('it comes to an end, and never waits longer than it may', async () => {
		await fc.assert(
			fc.asyncProperty(world, settings, async (conditions, chosen) => {
				const { server, took } = await simulate(conditions, chosen);
				const travelling = server.received() * 2 * conditions.latencyMs;
				const patience = chosen.ifStepNotActive === 'wait' ? PATIENCE_SECONDS * 1000 : 0;
				expect(took - travelling).toBeLessThanOrEqual(chosen.maximumWaitMs + patience + 0.01);
			}),
			RUNS,
		);
	});

	it('a step that is active, over a network that recovers, is completed', async () => {
		const passing = fc.constantFrom('throttled' as const, 'busy' as const, 'unreachable' as const);
		await fc.assert(
			fc.asyncProperty(fc.array(passing, { maxLength: 5 }), world, async (faults, conditions) => {
				const { outcome, server } = await simulate(
					{ ...conditions, faults, activeAfterMs: -30_000 },
					{
						mode: 'complete',
						ifStepNotActive: 'fail',
						maximumWaitMs: 60_000,
						random: 0.5,
						endsAfter: undefined,
						ends: 'isStopped',
					},
				);
				expect(outcome.kind).toBe('done');
				expect(server.executions()).toBe(1);
			}),
		);
	});
});
