/* eslint-disable @n8n/community-nodes/no-restricted-globals -- reads the seed from the environment; it never ships */
import fc from 'fast-check';
import { createWithForm } from '../../../../nodes/NextMatter/operations/instance/create/withForm';
import { createRateLimiter } from '../../../../nodes/NextMatter/run/requests/rateLimiter';
import {
	resume,
	type Checkpoint,
	type Checkpoints,
} from '../../../../nodes/NextMatter/run/writes/prerequisites';
import { writeOutcome } from '../writeOutcome';
import type { Outcome, UnresolvedRequest } from '../../../../nodes/NextMatter/run/outcomes';
import { PARAMETERS } from '../../completeStepPlan';
import { planFor } from '../../planFor';
import { scale } from '../../../scale';
import { createClock } from '../fakeClock';
import { createServer, FAULTS, type World } from '../simulatedServer';

const maybe = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: undefined });
// A success that is none shows an instance as if it had been started; nothing tells it from a true one.
const honest = FAULTS.filter((fault) => fault !== 'success that is none');
const world: fc.Arbitrary<World> = fc
	.record({
		faults: fc.array(fc.constantFrom(...honest), { maxLength: 10 }),
		latencyMs: fc.nat(400),
		backAfterMs: maybe(fc.oneof(fc.constant(0), fc.nat(2000), fc.nat(60_000))),
		colleagueAtMs: maybe(fc.nat(90_000)),
		completion: fc.constantFrom('time', 'yes', 'nothing'),
		showsValues: fc.boolean(),
		times: fc.constantFrom('exact', 'seconds', 'without a zone', 'none'),
		aheadMs: fc.integer({ min: -100_000, max: 100_000 }),
		lateMs: fc.oneof(fc.nat(5000), fc.nat(60_000)),
	})
	// Whose completion it is cannot be told without any values, see docs/certainty.md.
	.map((one) => ({
		...one,
		activeAfterMs: -30_000,
		showsValues: one.showsValues || one.colleagueAtMs !== undefined,
	}));
const settings = fc.record({
	mode: fc.constantFrom('complete', 'save'),
	stepId: fc.constantFrom('', '5001'),
	maximumWaitMs: fc.constantFrom(0, 1000, 60_000, 300_000),
	random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
	/** When each try is stopped, as by a restart of n8n. */
	endsAfter: maybe(fc.nat(20_000)),
	/** How often n8n runs the node, with a pause in between. */
	tries: fc.constantFrom(1, 2, 3),
});
type Settings = typeof settings extends fc.Arbitrary<infer S> ? S : never;

/** What n8n keeps between the tries: only what is plain data gets through. */
function keptCheckpoints(): Checkpoints {
	const kept = new Map<number, string>();
	return {
		read(place) {
			const text = kept.get(place);
			return text === undefined ? undefined : (JSON.parse(text) as Checkpoint);
		},
		write: (place, found) => void kept.set(place, JSON.stringify(found)),
	};
}

async function simulate(conditions: World, chosen: Settings) {
	const { mode, stepId, maximumWaitMs, random, endsAfter, tries } = chosen;
	const clock = createClock(() => random);
	const server = createServer(clock, conditions);
	const checkpoints = keptCheckpoints();
	const step = { __rl: true, mode: 'id', value: stepId };
	const prepared = planFor(createWithForm, {
		...PARAMETERS,
		...{ workflowId: 120, additionalFields: {}, mode, stepId: step },
	});
	let outcome: Outcome | undefined;
	for (let done = 0; done < tries && outcome?.kind !== 'done'; done += 1) {
		if (done > 0) await clock.during(clock.elapse(1000));
		const begin = clock.now();
		const runContext = {
			send: server.send,
			clock,
			limiter: createRateLimiter({ concurrency: 1 }, clock),
			maximumWaitMs,
			isStopped: () => endsAfter !== undefined && clock.now() - begin >= endsAfter,
			hasSiblingFailed: () => false,
		};
		const { unresolved } = JSON.parse(JSON.stringify(outcome ?? {})) as {
			unresolved?: UnresolvedRequest;
		};
		const plan = resume(createWithForm, prepared, checkpoints);
		outcome = await clock.during(
			writeOutcome(createWithForm, { plan, runContext, unresolved, sequence: {}, checkpoints }),
		);
	}
	return { server, outcome };
}

const MAX_MS = 60_000 + Number(process.env.RUNS ?? 0) * 100;
const RUNS = {
	numRuns: Number(process.env.RUNS ?? scale(300, 1500)),
	...(process.env.SEED !== undefined && { seed: Number(process.env.SEED) }),
};

describe('an instance that is started with its form, whatever the network and the server do', () => {
	it(
		'is never started twice, and its step is never completed twice',
		async () => {
			await fc.assert(
				fc.asyncProperty(world, settings, async (conditions, chosen) => {
					const { server } = await simulate(conditions, { ...chosen, mode: 'complete' });
					expect(server.starts()).toBeLessThanOrEqual(1);
					expect(server.executions()).toBeLessThanOrEqual(1);
				}),
				RUNS,
			);
		},
		MAX_MS,
	);

	it(
		'is said to be done only if it was, and not to be done only if its step was not',
		async () => {
			await fc.assert(
				fc.asyncProperty(world, settings, async (conditions, chosen) => {
					const { server, outcome } = await simulate(conditions, chosen);
					if (outcome?.kind === 'done') {
						expect(server.starts()).toBe(1);
						expect(server.executions()).toBeGreaterThanOrEqual(1);
					} else if (outcome?.failure.certainty !== 'unknown') {
						expect(server.executions()).toBe(0);
					}
					// The error of what was begun holds the instance, so that people can go on with it.
					const isHalfDone = server.starts() === 1 && server.executions() === 0;
					if (isHalfDone && outcome?.kind === 'failed' && outcome.failure.certainty !== 'unknown') {
						expect(JSON.stringify(outcome)).toContain('9001');
					}
				}),
				RUNS,
			);
		},
		MAX_MS,
	);

	it('goes on with the same instance when n8n tries again', async () => {
		const passing = fc.constantFrom('throttled' as const, 'unreachable' as const, 'busy' as const);
		await fc.assert(
			fc.asyncProperty(fc.array(passing, { maxLength: 3 }), world, async (faults, conditions) => {
				// A step that is active again at once looks like one that nobody has completed, without any times.
				fc.pre(conditions.times !== 'none' || conditions.backAfterMs === undefined);
				const { server, outcome } = await simulate(
					{ ...conditions, faults: ['none', 'refused', ...faults], colleagueAtMs: undefined },
					{
						...{ mode: 'complete', stepId: '', maximumWaitMs: 60_000, random: 0.5, tries: 2 },
						endsAfter: undefined,
					},
				);
				expect(outcome?.kind).toBe('done');
				expect(server.starts()).toBe(1);
				expect(server.executions()).toBe(1);
			}),
		);
	});
});
