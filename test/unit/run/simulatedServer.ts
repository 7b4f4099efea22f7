import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, Reply } from '../../../nodes/NextMatter/api/types';
import { answer, silence, text, throttled, unreachable } from '../replies';
import type { FakeClock } from './fakeClock';

/** What happens to one request on its way there and back. */
export const FAULTS = [
	'none',
	'answer lost',
	'answer garbled',
	'failed after it was processed',
	'cut off, but processed later',
	'busy, but processed',
	'lost on the way',
	'failed before it was processed',
	'success that is none',
	'answered by a copy that lags behind',
	'throttled',
	'throttled for a long time',
	'busy',
	'refused',
	'unreachable',
	'not trusted',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface World {
	/** One for each request, in turn; those after the last arrive and are answered. */
	readonly faults: readonly Fault[];
	readonly latencyMs: number;
	/** When the step becomes active, after the start; undefined: never. */
	readonly activeAfterMs: number | undefined;
	/** How long after its completion the workflow comes back to the step; undefined: never. */
	readonly backAfterMs: number | undefined;
	/** When, after the start, somebody else completes the step if it is active; undefined: never. */
	readonly colleagueAtMs: number | undefined;
	/** How the instance shows when its steps were completed. */
	readonly completion: 'time' | 'yes' | 'nothing';
	readonly showsValues: boolean;
	/** How times are written. */
	readonly times: 'exact' | 'seconds' | 'without a zone' | 'none';
	/** By how much the clock of the server is ahead. */
	readonly aheadMs: number;
	/** How far a copy lags behind, and how late a request that was cut off is processed. */
	readonly lateMs: number;
}

interface Event {
	readonly at: number;
	readonly by: 'us' | 'colleague';
	readonly kind: 'completed' | 'saved';
	readonly values: Readonly<Record<number, IDataObject>>;
}

const FIELDS = [50222, 50223];

/**
 * An instance of one step behind a network that loses, delays and refuses. A request that starts one
 * gets it too: it is there from the beginning, and only counted.
 */
export function createServer(clock: FakeClock, world: World) {
	const start = clock.now();
	const events: Event[] = [];
	let later: Array<{ readonly at: number; readonly act: () => void }> = [];
	let received = 0;
	let starts = 0;
	if (world.colleagueAtMs !== undefined) {
		const act = () => complete('colleague', { 50222: { inputValue: 'by hand' } });
		later.push({
			at: start + world.colleagueAtMs,
			act: () => void (activeSince(now) !== undefined && act()),
		});
	}
	let now = start;

	/** Lets everything happen that is due. */
	function catchUp(until: number): void {
		const due = later.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
		later = later.filter(({ at }) => at > until);
		for (const { at, act } of due) {
			now = at;
			act();
		}
		now = until;
	}
	function complete(by: Event['by'], values: Event['values'], kind: Event['kind'] = 'completed') {
		events.push({ at: now, by, kind, values });
	}
	/** Since when the step is active at a time. */
	function activeSince(time: number): number | undefined {
		const { activeAfterMs, backAfterMs } = world;
		const last = events.filter(({ kind, at }) => kind === 'completed' && at <= time).at(-1)?.at;
		const after = last === undefined ? activeAfterMs : backAfterMs;
		const since = after === undefined ? undefined : (last ?? start) + after;
		return since !== undefined && since <= time ? since : undefined;
	}
	function write(time: number): string | null {
		const iso = new Date(time + world.aheadMs).toISOString();
		if (world.times === 'none') return null;
		if (world.times === 'seconds') return iso.replace(/\.\d+/, '');
		return world.times === 'without a zone' ? iso.replace('Z', '') : iso;
	}
	function present(time: number): IDataObject {
		const past = events.filter(({ at }) => at <= time);
		const since = activeSince(time);
		const completed = past.filter(({ kind }) => kind === 'completed').at(-1);
		const values = Object.assign({}, ...past.map((event) => event.values)) as Event['values'];
		const mark = { time: completed ? write(completed.at) : null, yes: completed !== undefined };
		return {
			id: 9001,
			process: 'https://h/processes/120/',
			active_step_ids: since === undefined ? [5002] : [5001],
			last_updated_time: write(Math.max(start - 60_000, past.at(-1)?.at ?? 0, since ?? 0)),
			process_snapshot: {
				steps: [
					{
						id: 5001,
						...(world.completion !== 'nothing' && { completed_time: mark[world.completion] }),
						actions: FIELDS.map((id) => ({
							id,
							...(world.showsValues && { value: values[id] ?? null }),
						})),
					},
				],
			},
		};
	}
	const show = (time: number) => answer(200, present(time), { serverTime: serverTime() });
	const serverTime = () => Math.floor((clock.now() + world.aheadMs) / 1000) * 1000;
	function processRequest({ method, path, body }: ApiRequest): Reply {
		if (method === 'GET') return show(now);
		if (path === '/instances/') {
			starts += 1;
			return show(now);
		}
		if (activeSince(now) === undefined) return answer(400, { detail: 'Not active.' });
		const actions = (body?.actions ?? []) as Array<{
			action_id: number;
			input_object: IDataObject;
		}>;
		const values = Object.fromEntries(actions.map((one) => [one.action_id, one.input_object]));
		complete('us', values, body?.mode === 'save' ? 'saved' : 'completed');
		return show(now);
	}
	function instead(request: ApiRequest, reply: Reply): Reply {
		processRequest(request);
		return reply;
	}
	const faults: Readonly<Record<Fault, (request: ApiRequest) => Reply>> = {
		none: processRequest,
		'answer lost': (request) => instead(request, silence),
		'answer garbled': (request) => instead(request, text(200, '{"id": 90')),
		'failed after it was processed': (request) => instead(request, answer(500)),
		'cut off, but processed later': (request) => {
			if (request.method !== 'GET') {
				later.push({ at: now + world.lateMs, act: () => void processRequest(request) });
			}
			return text(504, '<html></html>');
		},
		'busy, but processed': (request) => instead(request, throttled('1', 503)),
		'lost on the way': () => silence,
		'failed before it was processed': () => text(504, '<html></html>'),
		'success that is none': () => show(now),
		'answered by a copy that lags behind': (request) =>
			request.method === 'GET' ? show(now - world.lateMs) : processRequest(request),
		throttled: () => throttled('2'),
		'throttled for a long time': () => throttled('3600'),
		busy: () => throttled('1', 503),
		refused: () => answer(422, { detail: 'No.' }),
		unreachable: () => unreachable(),
		'not trusted': () => unreachable('CERT_HAS_EXPIRED'),
	};
	return {
		async send(request: ApiRequest): Promise<Reply> {
			const fault = world.faults[received] ?? 'none';
			received += 1;
			await clock.elapse(world.latencyMs);
			catchUp(clock.now());
			const reply = faults[fault](request);
			await clock.elapse(world.latencyMs);
			return reply;
		},
		/** How often it did what we asked for, whatever is still at work included. */
		executions() {
			catchUp(Infinity);
			return events.filter(({ by }) => by === 'us').length;
		},
		/** How often an instance was started, likewise. */
		starts() {
			catchUp(Infinity);
			return starts;
		},
		received: () => received,
	};
}
