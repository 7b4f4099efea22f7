export interface ThrottleOptions {
	limit: number;
	windowMs: number;
	/** The clock of the window, in ms; that of the machine unless told otherwise. */
	now?: () => number;
}

/** Counts requests per key in a sliding window. */
export class Throttle {
	private readonly times = new Map<string, number[]>();

	constructor(private readonly options: ThrottleOptions) {}

	/** Counts a request in; returns the seconds to wait if there were too many, else 0. */
	take(keyName: string, now = this.options.now?.() ?? Date.now()): number {
		const { limit, windowMs } = this.options;
		const recent = (this.times.get(keyName) ?? []).filter((time) => time > now - windowMs);
		this.times.set(keyName, recent);
		if (recent.length < limit) {
			recent.push(now);
			return 0;
		}
		const oldest = recent[0] ?? now;
		return Math.max(1, Math.ceil((oldest + windowMs - now) / 1000));
	}

	reset(): void {
		this.times.clear();
	}
}
