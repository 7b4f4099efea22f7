/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- reads the seed from the environment; it never ships */
import { watermarksFor, overdueFor } from '../../../nodes/NextMatter/trigger/baseline';
import { EVENTS, type TriggerEvent } from '../../../nodes/NextMatter/trigger/events';
import { pollOnce } from '../../../nodes/NextMatter/trigger/poll';
import { ReadFailure } from '../../../nodes/NextMatter/trigger/readFailure';
import { readState, type TriggerState } from '../../../nodes/NextMatter/trigger/state';
import type { TriggerSettings } from '../../../nodes/NextMatter/trigger/settings';
import { FAULTS, History } from './history';
import { judge } from './judge';
import { createRandom, SimulatedServer } from './simulatedServer';
import { scale } from '../../scale';

const FIRST = Number(process.env.SEED ?? 1);
const RUNS = Number(process.env.RUNS ?? scale(30, 400));

/** Plays one history, and returns what is wrong with what was reported of it. */
async function play(seed: number): Promise<string[]> {
	const random = createRandom(seed);
	const pick = (count: number) => Math.floor(random() * count);
	const chance = (share: number) => random() < share;
	const entries = (['whole', 'whole', 'times', 'short'] as const)[pick(4)];
	const faultRate = chance(0.5) ? random() * 0.3 : 0;
	const isBusy = chance(0.5);
	const maxPage = [500, 500, 3, 7, 40][pick(5)];
	const lagMs = chance(0.4) ? pick(entries === 'short' ? 50_000 : 200_000) : 0;
	let isQuiet = true;
	const server: SimulatedServer = new SimulatedServer({
		precisionMs: chance(0.5) ? 1000 : 1,
		entries,
		lagMs,
		// That it is out of order cannot be seen on a page of three.
		disorderMs: maxPage > 3 && chance(0.4) ? pick(60_000) : 0,
		isStrict: chance(0.3),
		maxPage,
		random,
		onRequest: () => {
			if (isQuiet) return undefined;
			server.now += pick(1500);
			if (isBusy && chance(0.3)) history.act(maxPage === 500);
			return chance(faultRate) ? FAULTS[pick(FAULTS.length)] : undefined;
		},
	});
	const history = new History(server, random, entries !== 'whole');
	const chosen = EVENTS.map(({ value }) => value).filter(() => chance(0.6));
	const settings: TriggerSettings = {
		workflowId: 120,
		events: chosen.length > 0 ? chosen : ['instanceStarted'],
		query: {},
		...(chance(0.3) && { keying: 'byName' as const }),
	};
	let memory: TriggerState | undefined;
	let stored = '';
	const reported: TriggerEvent[] = [];
	const problems: string[] = [];

	async function poll(): Promise<void> {
		try {
			const pending = history.pendingDeadlines(lagMs);
			const { events, state } = await pollOnce(settings, memory, server.send);
			history.noteSeen(pending);
			memory = readState(JSON.parse(JSON.stringify(state)));
			// n8n keeps what it was reported, and what there was when the workflow was published.
			if (events.length > 0 || !stored) stored = JSON.stringify(memory);
			reported.push(...events);
		} catch (error) {
			if (!(error instanceof ReadFailure)) throw error;
			if (isQuiet) problems.push(`a quiet poll failed: ${error.message}`);
		}
	}

	for (let count = pick(12); count > 0; count -= 1) history.act();
	server.now += lagMs;
	await poll();
	// What happens in the very second of the baseline may count as what was before.
	history.begin();
	server.now += 2000;
	isQuiet = false;
	for (let round = 3 + pick(12); round > 0; round -= 1) {
		for (let count = pick(chance(0.1) ? 120 : 8); count > 0; count -= 1) {
			server.now += pick(chance(0.2) ? 20 : 20_000);
			history.act();
		}
		if (chance(0.03)) history.startInFuture();
		server.now += chance(0.1) ? pick(8 * 3_600_000) : pick(90_000);
		if (chance(0.15)) {
			memory = readState(JSON.parse(stored));
			history.forgetSeen();
		}
		await poll();
	}
	isQuiet = true;
	let fewest = Infinity;
	for (let round = 0; round < 25; round += 1) {
		server.now += 60_000 + lagMs;
		server.requests = [];
		await poll();
		fewest = Math.min(fewest, server.requests.length);
	}
	const kinds = watermarksFor(settings).length + overdueFor(settings).length;
	if (maxPage === 500 && !history.hasFuture && fewest > kinds) {
		problems.push(`polls that find nothing take ${fewest} requests`);
	}
	const isOver = (id: string): boolean => {
		const { end, updates = [] } = history.truths.get(Number(id.split(':')[0])) ?? {};
		// A list that shows only times does not show an end in the second of an earlier change: only the
		// daily review notices it.
		const isHidden = entries !== 'whole' && updates.at(-1) === updates.at(-2);
		return end !== undefined && !isHidden;
	};
	const { activeSteps = {}, overdue = {} } = memory ?? {};
	const kept = [activeSteps, ...Object.values(overdue).map(({ reported: one }) => one)];
	const leftovers = kept.flatMap((one) => Object.keys(one)).filter(isOver);
	problems.push(...leftovers.map((id) => `${id}: remembered although it has ended`));

	problems.push(...judge(history, settings.events, reported, server.now - lagMs));
	if (settings.keying) {
		const without = reported.filter(({ instance }) => !instance.json.process_snapshot);
		for (const { instance } of without) {
			if (!history.truths.get(instance.id)?.isRemoved)
				problems.push(`${instance.id}: reported without its values`);
		}
	}
	return problems;
}

it(`tells everything once and in order, over ${RUNS} histories`, async () => {
	for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
		expect({ seed, problems: await play(seed) }).toEqual({ seed, problems: [] });
	}
}, 600_000);
