import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, Reply, Send } from '../../../nodes/NextMatter/api/types';

/** What is true of an instance from a moment on. */
interface Version {
	readonly at: number;
	/** Undefined once it is deleted. */
	readonly json?: IDataObject;
}

export interface ServerOptions {
	/** What its times are rounded down to, in milliseconds. */
	readonly precisionMs: number;
	/** What lists show: everything, no active steps, or nothing but IDs, names and statuses. */
	readonly entries: 'whole' | 'times' | 'short';
	/** How old an answer may be, in milliseconds. */
	readonly lagMs?: number;
	/** Whether the limits of a time filter are left out. */
	readonly isStrict?: boolean;
	/** How far an entry of a list may stand from its place, in milliseconds. */
	readonly disorderMs?: number;
	/** At most this many entries on a page. */
	readonly maxPage?: number;
	readonly random?: () => number;
	/** Called with each request, before it is answered; may throw a reply, or change instances. */
	readonly onRequest?: (request: ApiRequest) => Reply | undefined;
}

const TIMES: Readonly<Record<string, (json: IDataObject) => unknown>> = {
	started_time: (json) => json.started_time,
	last_updated_time: (json) => json.last_updated_time,
	completed_time: (json) => json.completed_time,
	aborted_time: (json) => json.aborted_time,
	ended_time: (json) => json.aborted_time ?? json.completed_time,
	deadline: (json) => json.deadline,
	step_deadline: (json) =>
		(json.step_deadlines as IDataObject[] | undefined)?.map(({ deadline }) => deadline).sort()[0] ??
		null,
};

/** Next Matter as the trigger sees it, in memory, with a clock of its own. */
export class SimulatedServer {
	/** Its clock, in milliseconds since 1970. */
	now: number;
	requests: ApiRequest[] = [];
	private readonly history = new Map<number, Version[]>();
	private nextId = 9001;

	constructor(
		private readonly options: ServerOptions,
		now = Date.parse('2026-03-01T08:00:00Z'),
	) {
		this.now = now;
	}

	get count(): number {
		return this.nextId - 9001;
	}

	start(more: IDataObject = {}): number {
		const id = this.nextId;
		this.nextId += 1;
		const time = this.timestamp();
		this.history.set(id, [
			{
				at: this.now,
				json: {
					id,
					process: 'https://core.nextmatter.com/api/processes/120/',
					name: `Instance ${id}`,
					started_time: time,
					last_updated_time: time,
					completed_time: null,
					aborted_time: null,
					deadline: null,
					step_deadlines: [],
					active_step_ids: [1],
					...more,
				},
			},
		]);
		return id;
	}

	change(id: number, more: IDataObject): void {
		const json = this.get(id);
		if (json) this.add(id, { ...json, last_updated_time: this.timestamp(), ...more });
	}

	complete(id: number): void {
		this.change(id, { completed_time: this.timestamp(), active_step_ids: [] });
	}

	stop(id: number): void {
		this.change(id, { aborted_time: this.timestamp(), active_step_ids: [] });
	}

	remove(id: number): void {
		this.add(id, undefined);
	}

	get(id: number): IDataObject | undefined {
		return this.history.get(id)?.at(-1)?.json;
	}

	/** Forgets how instances were, to keep long simulations small. */
	forget(ids: Iterable<number>): void {
		for (const id of ids) this.history.delete(id);
	}

	timestamp(time = this.now): string {
		const { precisionMs } = this.options;
		return new Date(Math.floor(time / precisionMs) * precisionMs).toISOString();
	}

	readonly send: Send = async (request) => {
		this.requests.push(request);
		const struck = this.options.onRequest?.(request);
		if (struck) return struck;
		const { lagMs = 0, random = () => 0 } = this.options;
		const seenAt = this.now - Math.floor(random() * lagMs);
		const id = /^\/instances\/(\d+)\/$/.exec(request.path)?.[1];
		return id ? this.readOne(Number(id), request) : this.list(request, seenAt);
	};

	answer(status: number, value: unknown): Reply {
		const serverTime = Math.floor(this.now / 1000) * 1000;
		return { kind: 'answer', status, body: { form: 'json', value }, serverTime };
	}

	private add(id: number, json: IDataObject | undefined): void {
		this.history.get(id)?.push({ at: this.now, json });
	}

	private readOne(id: number, { query = {} }: ApiRequest): Reply {
		const json = this.get(id);
		if (!json) return this.answer(404, { detail: 'Not found.' });
		const snapshot = query.inject_values === 'true' && { process_snapshot: { steps: [] } };
		return this.answer(200, { ...json, ...snapshot });
	}

	private asSeen(id: number, seenAt: number): IDataObject | undefined {
		const versions = this.history.get(id) ?? [];
		return [...versions].reverse().find(({ at }) => at <= seenAt)?.json;
	}

	private list(request: ApiRequest, seenAt: number): Reply {
		const { disorderMs = 0, maxPage = 500 } = this.options;
		const query = request.query ?? {};
		const all = [...this.history.keys()].flatMap((id): IDataObject[] => {
			const json = this.asSeen(id, seenAt);
			return json ? [json] : [];
		});
		const found = all.filter((json) => Object.entries(query).every((one) => this.fits(json, one)));
		const sign = query.ordering?.startsWith('-') ? -1 : 1;
		const order = TIMES[(query.ordering ?? '').replace(/^-/, '')] ?? (() => '');
		const keys = new Map(
			found.map((json) => [
				json,
				Date.parse(String(order(json))) + ((Number(json.id) * 37) % 100) * (disorderMs / 100),
			]),
		);
		found.sort((one, other) => {
			const [key = 0, otherKey = 0] = [keys.get(one), keys.get(other)];
			return key === otherKey || Number.isNaN(key - otherKey)
				? Number(one.id) - Number(other.id)
				: sign * (key - otherKey);
		});
		const size = Math.min(Number(query.page_size ?? 100), maxPage);
		const page = Number(query.page ?? 1);
		if (page > 1 && (page - 1) * size >= found.length) {
			return this.answer(404, { detail: 'Invalid page.' });
		}
		const results = found.slice((page - 1) * size, page * size);
		return this.answer(200, {
			count: found.length,
			next: page * size < found.length ? `https://core/?page=${page + 1}` : null,
			results: results.map((json) => this.entryOf(json)),
		});
	}

	private entryOf({ active_step_ids: steps, ...json }: IDataObject): IDataObject {
		const { entries } = this.options;
		if (entries === 'short') return { id: json.id, name: json.name, status: statusOf(json) };
		return entries === 'times' ? json : { ...json, active_step_ids: steps };
	}

	private fits(json: IDataObject, [name, value]: [string, string]): boolean {
		const [, field, side] = /^(.+)_(after|before)$/.exec(name) ?? [];
		if (field) {
			const time = Date.parse(String(TIMES[field](json)));
			const limit = Date.parse(value);
			if (this.options.isStrict) return side === 'after' ? time > limit : time < limit;
			return side === 'after' ? time >= limit : time <= limit;
		}
		if (name === 'status') return statusOf(json) === value;
		if (name === 'active_step_id') {
			return (json.active_step_ids as number[]).includes(Number(value));
		}
		return true;
	}
}

function statusOf(json: IDataObject): string {
	if (json.aborted_time) return 'aborted';
	return json.completed_time ? 'completed' : 'running';
}

/** The well-known mulberry32 generator: small, fast, and the same everywhere. */
export function createRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
