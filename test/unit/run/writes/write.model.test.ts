/* eslint-disable @n8n/community-nodes/no-restricted-globals -- reads the seed from the environment; it never ships */
import fc from 'fast-check';
import { completeStep } from '../../../../nodes/NextMatter/operations/instance/completeStep';
import { createRateLimiter } from '../../../../nodes/NextMatter/run/requests/rateLimiter';
import { writeOutcome } from '../writeOutcome';
import type { UnresolvedRequest } from '../../../../nodes/NextMatter/run/outcomes';
import { planOf } from '../../completeStepPlan';
import { createClock } from '../fakeClock';
import { createServer, FAULTS, type World } from '../simulatedServer';
import { scale } from '../../../scale';

const PATIENCE_SECONDS = 30;
const LONGEST_LATENCY_MS = 400;

const OTHER_VALUES = [{ action_id: 50222, input_object: { inputValue: 'Changed' } }];

const maybe = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: undefined });
const world: fc.Arbitrary<World> = fc
	.record({
		faults: fc.array(fc.constantFrom(...FAULTS), { maxLength: 14 }),
		latencyMs: fc.nat(LONGEST_LATENCY_MS),
		activeAfterMs: fc.oneof(
			{ weight: 4, arbitrary: fc.constant(-30_000) },
			{ weight: 1, arbitrary: maybe(fc.integer({ min: 1, max: 20_000 })) },
		),
		backAfterMs: maybe(fc.oneof(fc.constant(0), fc.nat(2000), fc.nat(60_000))),
		colleagueAtMs: maybe(fc.integer({ min: -20_000, max: 90_000 })),
		completion: fc.constantFrom('time', 'yes', 'nothing'),
		showsValues: fc.boolean(),
		times: fc.constantFrom('exact', 'seconds', 'without a zone', 'none'),
		aheadMs: fc.integer({ min: -100_000, max: 100_000 }),
		lateMs: fc.oneof(fc.nat(5000), fc.nat(60_000)),
	})
	// What docs/certainty.md says cannot be told: whose completion it is without any values, and whether
	// success is none in an instance that has just changed.
	.map((one) => {
		const isAlone = one.colleagueAtMs === undefined;
		const mayDeceive = isAlone && one.activeAfterMs === -30_000;
		const faults = one.faults.filter((fault) => mayDeceive || fault !== 'success that is none');
		return { ...one, faults, showsValues: one.showsValues || !isAlone };
	});
const settings = fc.record({
	mode: fc.constantFrom('complete', 'save'),
	ifStepNotActive: fc.constantFrom('fail', 'wait'),
	checkStepFirst: fc.boolean(),
	maximumWaitMs: fc.constantFrom(0, 1000, 10_000, 60_000, 300_000),
	random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
	endsAfter: maybe(fc.nat(20_000)),
	ends: fc.constantFrom('isStopped' as const, 'hasSiblingFailed' as const),
	/** How often n8n runs the node, with a pause in between. */
	tries: fc.constantFrom(1, 1, 2, 3),
});
type Settings = typeof settings extends fc.Arbitrary<infer S> ? S : never;

async function simulate(conditions: World, chosen: Settings) {
	const { mode, ifStepNotActive, checkStepFirst, maximumWaitMs, random, endsAfter, ends } = chosen;
	const clock = createClock(() => random);
	const server = createServer(clock, conditions);
	const start = clock.now();
	const hasEnded = () => endsAfter !== undefined && clock.now() - start >= endsAfter;
	const runContext = {
		send: server.send,
		clock,
		limiter: createRateLimiter({ concurrency: 1 }, clock),
		maximumWaitMs,
		isStopped: () => ends === 'isStopped' && hasEnded(),
		hasSiblingFailed: () => ends === 'hasSiblingFailed' && hasEnded(),
	};
	const options = { ifStepNotActive, waitUntilActive: PATIENCE_SECONDS, checkStepFirst };
	const plan = planOf({ mode, options });
	let outcome = await clock.during(writeOutcome(completeStep, { plan, runContext }));
	const took = clock.now() - start;
	for (let tries = 1; tries < chosen.tries && outcome.kind === 'failed'; tries += 1) {
		await clock.during(clock.elapse(1000));
		const { unresolved } = JSON.parse(JSON.stringify(outcome)) as {
			unresolved?: UnresolvedRequest;
		};
		// n8n evaluates expressions again, so that a later try may have other values; none only where nobody
		// else completes the step, as above.
		const values = conditions.colleagueAtMs === undefined ? [] : OTHER_VALUES;
		const other = planOf({ mode, options, formFieldsJson: values, specifyFormFields: 'json' });
		outcome = await clock.during(
			writeOutcome(completeStep, { plan: tries === 2 ? other : plan, runContext, unresolved }),
		);
	}
	return { server, outcome, took };
}

/** Some milliseconds each, more on a busy machine. */
const MAX_MS = 60_000 + Number(process.env.RUNS ?? 0) * 100;
const RUNS = {
	numRuns: Number(process.env.RUNS ?? scale(300, 1500)),
	...(process.env.SEED !== undefined && { seed: Number(process.env.SEED) }),
};

describe('whatever the network and the server do', () => {
	it(
		'a step is never completed twice',
		async () => {
			await fc.assert(
				fc.asyncProperty(world, settings, async (conditions, chosen) => {
					const { server } = await simulate(conditions, { ...chosen, mode: 'complete' });
					expect(server.executions()).toBeLessThanOrEqual(1);
				}),
				RUNS,
			);
		},
		MAX_MS,
	);

	it(
		'what is said to be done was done, and what is said not to be done was not',
		async () => {
			await fc.assert(
				fc.asyncProperty(world, settings, async (conditions, chosen) => {
					// Of a save, above all one without form fields, little but the answer tells anything.
					const lies = conditions.faults.includes('success that is none');
					fc.pre(chosen.mode === 'complete' || !lies);
					const { server, outcome } = await simulate(conditions, chosen);
					if (outcome.kind === 'done') {
						expect(server.executions()).toBeGreaterThanOrEqual(1);
					} else if (outcome.failure.certainty !== 'unknown') {
						expect(server.executions()).toBe(0);
						expect(outcome.unresolved).toBeUndefined();
					} else {
						expect(outcome.unresolved).toBeDefined();
					}
				}),
				RUNS,
			);
		},
		MAX_MS,
	);

	it(
		'it comes to an end, and never waits longer than it may',
		async () => {
			await fc.assert(
				fc.asyncProperty(world, settings, async (conditions, chosen) => {
					const { server, took } = await simulate(conditions, chosen);
					const travelling = server.received() * 2 * conditions.latencyMs;
					const patience = chosen.ifStepNotActive === 'wait' ? PATIENCE_SECONDS * 1000 : 0;
					expect(took - travelling).toBeLessThanOrEqual(chosen.maximumWaitMs + patience + 0.01);
				}),
				RUNS,
			);
		},
		MAX_MS,
	);

	it('a step that is active, over a network that recovers, is completed', async () => {
		const passing = fc.constantFrom('throttled' as const, 'unreachable' as const);
		await fc.assert(
			fc.asyncProperty(fc.array(passing, { maxLength: 5 }), world, async (faults, conditions) => {
				// A step that is active again at once looks like one that nobody has completed, without any times.
				fc.pre(conditions.times !== 'none' || conditions.backAfterMs === undefined);
				const { outcome, server } = await simulate(
					{ ...conditions, faults, activeAfterMs: -30_000, colleagueAtMs: undefined },
					{
						mode: 'complete',
						ifStepNotActive: 'fail',
						maximumWaitMs: 60_000,
						random: 0.5,
						checkStepFirst: false,
						tries: 1,
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
