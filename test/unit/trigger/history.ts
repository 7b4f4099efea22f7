import type { Reply } from '../../../nodes/NextMatter/api/types';
import type { SimulatedServer } from './simulatedServer';

/** What really happened to one instance since the baseline. */
export interface Truth {
	readonly isNew: boolean;
	/** The step that was active at the baseline; 0 for an instance that came later. */
	readonly firstStep: number;
	lastStep: number;
	end?: 'instanceCompleted' | 'instanceStopped';
	isRemoved: boolean;
	/** When it changed, as the server stamped it. */
	readonly updates: number[];
	/** All deadlines that it had and that had not passed at the baseline. */
	readonly deadlines: Set<number>;
}

export const FAULTS: readonly Reply[] = [
	{ kind: 'noAnswer', sent: true, code: 'ECONNRESET' },
	{ kind: 'noAnswer', sent: false, code: 'ECONNREFUSED' },
	{ kind: 'answer', status: 429, body: { form: 'empty' }, retryAfter: '30' },
	{ kind: 'answer', status: 500, body: { form: 'text', text: 'Oops' } },
	{ kind: 'answer', status: 401, body: { form: 'json', value: { detail: 'No.' } } },
	{ kind: 'answer', status: 200, body: { form: 'text', text: '{"results": [{"id"' } },
];

/** People who start, change and end instances at random. */
export class History {
	readonly truths = new Map<number, Truth>();
	private readonly untouched = new Set<number>();
	get hasFuture(): boolean {
		return this.untouched.size > 0;
	}

	constructor(
		private readonly server: SimulatedServer,
		private readonly random: () => number,
		/** Whether deadlines are moved. */
		private readonly moves: boolean,
	) {}

	pick(count: number): number {
		return Math.floor(this.random() * count);
	}

	chance(share: number): boolean {
		return this.random() < share;
	}

	private running(): Array<[number, Truth]> {
		return [...this.truths].filter(
			([id, { end, isRemoved }]) => !end && !isRemoved && !this.untouched.has(id),
		);
	}

	/** From now on everything counts; what was before does not. */
	begin(): void {
		for (const [id, { lastStep, deadlines }] of this.running()) {
			// The server tells its time to the second.
			const later = [...deadlines].filter((time) => time > this.server.now - 1000);
			this.truths.set(id, { ...fresh(lastStep), deadlines: new Set(later.slice(-1)) });
		}
		for (const [id, { end, isRemoved }] of this.truths) {
			if (end || isRemoved) this.truths.delete(id);
		}
	}

	/** @param mayRemove whether an instance may be deleted, by which pages shift unnoticed */
	act(mayRemove = true): void {
		const running = this.running();
		const what = this.pick(22);
		if (what < 8 || running.length === 0) return this.start();
		const [id, truth] = running[this.pick(running.length)];
		if (what < 14) {
			truth.lastStep += 1;
			this.server.change(id, { active_step_ids: [truth.lastStep] });
		} else if (what < 16) {
			this.server.change(id, { name: `Renamed ${this.pick(1000)}` });
		} else if (what === 16) {
			if (!mayRemove) return;
			this.server.remove(id);
			truth.isRemoved = true;
			return;
		} else if (what === 17 && this.moves) {
			this.server.change(id, { deadline: this.deadline(truth) });
		} else if (what < 20) {
			this.server.complete(id);
			truth.end = 'instanceCompleted';
		} else {
			this.server.stop(id);
			truth.end = 'instanceStopped';
		}
		truth.updates.push(this.stamped());
	}

	/** An instance with a time that has not come yet, as a wrong clock writes it; nothing happens to it later. */
	startInFuture(): void {
		const time = this.server.stamp(this.server.now + 7 * 3_600_000);
		const id = this.server.start({ started_time: time, last_updated_time: time });
		const truth = { ...fresh(0), lastStep: 1, isNew: true, updates: [Date.parse(time)] };
		this.truths.set(id, truth);
		this.untouched.add(id);
	}

	private start(): void {
		const truth = { ...fresh(0), lastStep: 1, isNew: true };
		const deadline = this.chance(0.3) ? this.deadline(truth) : null;
		const due = this.chance(0.2) ? this.server.stamp(this.server.now + this.pick(600_000)) : null;
		const step_deadlines = due ? [{ step_id: 1, deadline: due }] : [];
		this.truths.set(this.server.start({ deadline, step_deadlines }), truth);
		truth.updates.push(this.stamped());
	}

	private deadline({ deadlines }: Truth): string {
		const text = this.server.stamp(this.server.now + this.pick(600_000));
		deadlines.add(Date.parse(text));
		return text;
	}

	private stamped(): number {
		return Date.parse(this.server.stamp());
	}
}

function fresh(firstStep: number): Truth {
	return {
		isNew: false,
		firstStep,
		lastStep: firstStep,
		isRemoved: false,
		updates: [],
		deadlines: new Set(),
	};
}
