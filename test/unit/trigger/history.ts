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
	/** When its deadline was set last, by the server's clock. */
	movedAt: number;
	/** Whether its deadline was moved when it had passed. Where lists do not show deadlines, nobody can see that. */
	isMovedWhenOverdue: boolean;
	/** That it was missing among the overdue ones can be seen, and it was. */
	isSeenMoved: boolean;
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
		/** Whether lists do not show deadlines. */
		private readonly hidesDeadlines: boolean,
	) {}

	/** What no list shows as overdue from now on, however late it answers. */
	pendingDeadlines(lagMs: number): ReadonlyMap<Truth, number> {
		const { now } = this.server;
		const last = this.running().flatMap(([, truth]): Array<[Truth, number]> => {
			const deadline = [...truth.deadlines].at(-1) ?? 0;
			return deadline > now && truth.movedAt <= now - lagMs ? [[truth, deadline]] : [];
		});
		return new Map(last);
	}

	/** After a poll that went well: what was not overdue all the time has been missing in its list. */
	noteSeen(pending: ReadonlyMap<Truth, number>): void {
		for (const [truth, deadline] of pending) {
			const isLast = [...truth.deadlines].at(-1) === deadline;
			if (isLast && deadline > this.server.now) truth.isSeenMoved = true;
		}
	}

	/** n8n was restarted, and may not have saved what was seen last. */
	forgetSeen(): void {
		for (const truth of this.truths.values()) truth.isSeenMoved = false;
	}

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
		} else if (what === 17) {
			const isOverdue = Date.parse(String(this.server.get(id)?.deadline)) <= this.server.now;
			truth.isMovedWhenOverdue ||= this.hidesDeadlines && isOverdue;
			truth.isSeenMoved = false;
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
		const time = this.server.timestamp(this.server.now + 7 * 3_600_000);
		const id = this.server.start({ started_time: time, last_updated_time: time });
		const truth = { ...fresh(0), lastStep: 1, isNew: true, updates: [Date.parse(time)] };
		this.truths.set(id, truth);
		this.untouched.add(id);
	}

	private start(): void {
		const truth = { ...fresh(0), lastStep: 1, isNew: true };
		const deadline = this.chance(0.3) ? this.deadline(truth) : null;
		const due = this.chance(0.2)
			? this.server.timestamp(this.server.now + this.pick(600_000))
			: null;
		const step_deadlines = due ? [{ step_id: 1, deadline: due }] : [];
		this.truths.set(this.server.start({ deadline, step_deadlines }), truth);
		truth.updates.push(this.stamped());
	}

	private deadline(truth: Truth): string {
		const text = this.server.timestamp(this.server.now + this.pick(600_000));
		truth.deadlines.add(Date.parse(text));
		truth.movedAt = this.server.now;
		return text;
	}

	private stamped(): number {
		return Date.parse(this.server.timestamp());
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
		movedAt: 0,
		isMovedWhenOverdue: false,
		isSeenMoved: false,
	};
}
