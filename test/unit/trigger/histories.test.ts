/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- reads the seed from the environment; it never ships */
import type { Reply } from '../../../nodes/NextMatter/api/types';
import type { TriggerEvent } from '../../../nodes/NextMatter/trigger/events';
import { pollOnce } from '../../../nodes/NextMatter/trigger/poll';
import { ReadFailure } from '../../../nodes/NextMatter/trigger/source';
import { readState, type TriggerState } from '../../../nodes/NextMatter/trigger/state';
import type { TriggerSettings } from '../../../nodes/NextMatter/trigger/settings';
import { createRandom, SimulatedServer } from './simulatedServer';

const FIRST = Number(process.env.SEED ?? 1);
const RUNS = Number(process.env.RUNS ?? 300);
const ALL = [
	'instanceStarted',
	'instanceCompleted',
	'instanceStopped',
	'instanceUpdated',
	'stepActive',
	'instanceOverdue',
	'stepOverdue',
] as const;

const FAULTS: readonly Reply[] = [
	{ kind: 'noAnswer', sent: true, code: 'ECONNRESET' },
	{ kind: 'noAnswer', sent: false, code: 'ECONNREFUSED' },
	{ kind: 'answer', status: 429, body: { form: 'empty' }, retryAfter: '30' },
	{ kind: 'answer', status: 500, body: { form: 'text', text: 'Oops' } },
	{ kind: 'answer', status: 401, body: { form: 'json', value: { detail: 'No.' } } },
	{ kind: 'answer', status: 200, body: { form: 'text', text: '{"results": [{"id"' } },
];

interface Told {
	readonly event: string;
	readonly id: number;
	readonly stepId?: number;
	readonly time?: number;
}

/** Plays one history, and returns what is wrong with what was told of it. */
async function play(seed: number): Promise<string[]> {
	const random = createRandom(seed);
	const pick = (count: number) => Math.floor(random() * count);
	const chance = (share: number) => random() < share;
	const isShort = chance(0.3);
	const lagMs = chance(0.4) ? pick(isShort ? 50_000 : 200_000) : 0;
	const faultRate = chance(0.5) ? random() * 0.3 : 0;
	const isBusy = chance(0.5);
	const maxPage = [500, 500, 3, 7, 40][pick(5)];
	let isQuiet = false;
	const server: SimulatedServer = new SimulatedServer({
		precisionMs: chance(0.5) ? 1000 : 1,
		isShort,
		lagMs,
		isStrict: chance(0.3),
		maxPage,
		random,
		onRequest: () => {
			if (isQuiet) return undefined;
			server.now += pick(1500);
			if (isBusy && chance(0.3)) act();
			return chance(faultRate) ? FAULTS[pick(FAULTS.length)] : undefined;
		},
	});
	const running: number[] = [];
	/** Everything that happened since the baseline. */
	const truth = {
		started: new Set<number>(),
		completed: new Set<number>(),
		stopped: new Set<number>(),
	};
	const steps = new Map<number, number>();

	function act(): void {
		const what = pick(10);
		if (what < 4 || running.length === 0) {
			const deadline = chance(0.3) ? server.stamp(server.now + pick(600_000)) : null;
			const due = chance(0.2) ? server.stamp(server.now + pick(600_000)) : null;
			const id = server.start({
				deadline,
				step_deadlines: due ? [{ step_id: 1, deadline: due }] : [],
			});
			running.push(id);
			truth.started.add(id);
			steps.set(id, 1);
			return;
		}
		const index = pick(running.length);
		const id = running[index];
		if (what < 7) {
			steps.set(id, (steps.get(id) ?? 1) + 1);
			server.change(id, { active_step_ids: [steps.get(id)] });
		} else if (what < 8) {
			server.change(id, { name: `Renamed ${pick(1000)}` });
		} else {
			running.splice(index, 1);
			if (what === 8) server.complete(id);
			else server.stop(id);
			truth[what === 8 ? 'completed' : 'stopped'].add(id);
		}
	}

	const events = ALL.filter(() => chance(0.6));
	const settings: TriggerSettings = {
		workflowId: 120,
		events: events.length > 0 ? events : ['instanceStarted'],
		query: {},
	};
	for (let count = pick(12); count > 0; count -= 1) act();
	server.now += lagMs;
	let memory: TriggerState | undefined;
	let stored = '';
	const told: Told[] = [];
	const problems: string[] = [];

	async function poll(): Promise<void> {
		try {
			const { events: found, state } = await pollOnce(settings, memory, server.send);
			memory = readState(JSON.parse(JSON.stringify(state)));
			// n8n keeps what it was told, and what there was when the workflow was published.
			if (found.length > 0 || !stored) stored = JSON.stringify(memory);
			noteOrder(found);
			told.push(...found.map(toTold));
		} catch (error) {
			if (!(error instanceof ReadFailure)) throw error;
			if (isQuiet) problems.push(`a quiet poll failed: ${error.message}`);
		}
	}
	function noteOrder(found: readonly TriggerEvent[]): void {
		found.forEach((event, place) => {
			const before = found
				.slice(0, place)
				.filter(({ instance }) => instance.id === event.instance.id);
			if (event.event === 'instanceStarted' && before.length > 0) {
				problems.push(`${event.instance.id} started after ${before[0].event}`);
			}
		});
	}

	isQuiet = true;
	await poll();
	// More than a page of instances in the very second of the baseline are not told apart.
	if (maxPage < 500) server.now += 2000;
	for (const set of Object.values(truth)) set.clear();
	const runningAtFirst = new Set(running);
	isQuiet = false;
	for (let round = 3 + pick(12); round > 0; round -= 1) {
		for (let count = pick(8); count > 0; count -= 1) {
			server.now += pick(20_000);
			act();
		}
		server.now += chance(0.1) ? pick(8 * 3_600_000) : pick(90_000);
		if (chance(0.15)) memory = readState(JSON.parse(stored));
		await poll();
	}
	isQuiet = true;
	for (let round = 0; round < 20; round += 1) {
		server.now += 60_000 + lagMs;
		await poll();
	}

	const keyOf = ({ event, id, stepId, time }: Told) =>
		[event, id, stepId, event === 'instanceUpdated' ? time : ''].join(' ');
	const counts = new Map<string, number>();
	for (const one of told) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
	for (const [key, count] of counts) {
		// With times to the second, two changes within one second are two events of the same time.
		if (count > 1 && !key.startsWith('instanceUpdated'))
			problems.push(`${key}: told ${count} times`);
	}
	for (const [name, event] of [
		['started', 'instanceStarted'],
		['completed', 'instanceCompleted'],
		['stopped', 'instanceStopped'],
	] as const) {
		if (!settings.events.includes(event)) continue;
		const ids = told.filter((one) => one.event === event).map(({ id }) => id);
		for (const id of truth[name]) if (!ids.includes(id)) problems.push(`${id}: ${event} not told`);
		for (const id of ids) if (!truth[name].has(id)) problems.push(`${id}: ${event} never happened`);
	}
	for (const id of running) {
		const json = server.get(id);
		const lastStep = steps.get(id) ?? 1;
		const has = (event: string, stepId?: number) =>
			told.some((one) => one.event === event && one.id === id && one.stepId === stepId);
		const isAfterBaseline = truth.started.has(id) || lastStep > 1;
		if (settings.events.includes('stepActive') && !has('stepActive', lastStep)) {
			if (truth.started.has(id) || !runningAtFirst.has(id))
				problems.push(`${id}: step ${lastStep} not told`);
			void isAfterBaseline;
		}
		const deadline = Date.parse(String(json?.deadline));
		if (
			settings.events.includes('instanceOverdue') &&
			truth.started.has(id) &&
			deadline < server.now - 200_000
		) {
			if (!has('instanceOverdue')) problems.push(`${id}: overdue not told`);
		}
	}
	return problems;
}

function toTold({ event, instance: { id }, stepId, time }: TriggerEvent): Told {
	return { event, id, stepId, time };
}

it(`tells everything once, over ${RUNS} histories`, async () => {
	for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
		expect({ seed, problems: await play(seed) }).toEqual({ seed, problems: [] });
	}
}, 600_000);
