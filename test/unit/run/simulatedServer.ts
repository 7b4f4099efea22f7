import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, Reply } from '../../../nodes/NextMatter/api/types';
import { answer, silence, text, throttled, unreachable } from '../replies';
import type { FakeClock } from './fakeClock';

/** What happens to one request on its way there and back. */
export type Fault =
	| 'none'
	| 'answer lost'
	| 'answer garbled'
	| 'failed after it was obeyed'
	| 'lost on the way'
	| 'failed before it was obeyed'
	| 'throttled'
	| 'throttled for a long time'
	| 'busy'
	| 'refused'
	| 'unreachable'
	| 'not trusted';

export const FAULTS: readonly Fault[] = [
	'none',
	'answer lost',
	'answer garbled',
	'failed after it was obeyed',
	'lost on the way',
	'failed before it was obeyed',
	'throttled',
	'throttled for a long time',
	'busy',
	'refused',
	'unreachable',
	'not trusted',
];

export interface World {
	/** One for each request, in turn; those after the last arrive and are answered. */
	readonly faults: readonly Fault[];
	readonly latencyMs: number;
	/** When the step becomes active, after the start; undefined: never. */
	readonly activeAfterMs: number | undefined;
	/** How long after its completion the workflow comes back to the step; undefined: never. */
	readonly backAfterMs: number | undefined;
	/** Whether the instance shows when its steps were completed. */
	readonly showsCompletion: boolean;
	/** By how much the clock of the server is ahead. */
	readonly aheadMs: number;
}

/** An instance of one step behind a network that loses, delays and refuses. */
export function createServer(clock: FakeClock, world: World) {
	const start = clock.now();
	const completions: number[] = [];
	let saves = 0;
	let received = 0;

	function activeSince(): number | undefined {
		const { activeAfterMs, backAfterMs } = world;
		const last = completions.at(-1);
		const since =
			last === undefined
				? activeAfterMs === undefined
					? undefined
					: start + activeAfterMs
				: backAfterMs === undefined
					? undefined
					: last + backAfterMs;
		return since !== undefined && since <= clock.now() ? since : undefined;
	}
	function present(): IDataObject {
		const since = activeSince();
		const isActive = since !== undefined;
		const updated = Math.max(start - 60_000, completions.at(-1) ?? 0, since ?? 0);
		const completed = completions.length > 0 ? new Date(start).toISOString() : null;
		return {
			id: 9001,
			process: 'https://h/processes/3/',
			active_step_ids: isActive ? [5001] : [5002],
			last_updated_time: new Date(updated + world.aheadMs).toISOString(),
			process_snapshot: {
				steps: [{ id: 5001, ...(world.showsCompletion && { completed_time: completed }) }],
			},
		};
	}
	function obey({ method, body }: ApiRequest): Reply {
		const serverTime = Math.floor((clock.now() + world.aheadMs) / 1000) * 1000;
		if (method === 'GET') return answer(200, present(), { serverTime });
		if (activeSince() === undefined) return answer(400, { detail: 'Not active.' });
		if (body?.mode === 'save') saves += 1;
		else completions.push(clock.now());
		return answer(200, present(), { serverTime });
	}
	const faults: Readonly<Record<Fault, (request: ApiRequest) => Reply>> = {
		none: obey,
		'answer lost': (request) => instead(request, silence),
		'answer garbled': (request) => instead(request, text(200, '{"id": 90')),
		'failed after it was obeyed': (request) => instead(request, answer(500)),
		'lost on the way': () => silence,
		'failed before it was obeyed': () => text(504, '<html></html>'),
		throttled: () => throttled('2'),
		'throttled for a long time': () => throttled('3600'),
		busy: () => throttled('1', 503),
		refused: () => answer(422, { detail: 'No.' }),
		unreachable: () => unreachable(),
		'not trusted': () => unreachable('CERT_HAS_EXPIRED'),
	};
	function instead(request: ApiRequest, reply: Reply): Reply {
		obey(request);
		return reply;
	}
	return {
		async send(request: ApiRequest): Promise<Reply> {
			const fault = world.faults[received] ?? 'none';
			received += 1;
			await clock.elapse(world.latencyMs);
			const reply = faults[fault](request);
			await clock.elapse(world.latencyMs);
			return reply;
		},
		executions: () => completions.length + saves,
		isActive: () => activeSince() !== undefined,
		received: () => received,
	};
}
