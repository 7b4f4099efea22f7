const HOUR_MS = 3_600_000;

/** Spreads requests over time. Times in milliseconds. */
export interface Spacing {
	/** When the next request may go out; in the past if it may at once. */
	readyAt(now: number): number;
	/** A request goes out. */
	take(now: number): void;
}

export interface Spaced {
	/** From one request to the next. */
	readonly intervalMs: number;
	/** How much too early a request may be, so that small bursts and late timers cost nothing. */
	readonly toleranceMs: number;
}

/** The generic cell rate algorithm: one number instead of a history. */
export function createSpacing(spacedAt: (now: number) => Spaced): Spacing {
	/** When the next request would be due, had all gone out evenly. */
	let due = -Infinity;
	return {
		readyAt: (now) => due - spacedAt(now).toleranceMs,
		take(now) {
			due = Math.max(due, now) + spacedAt(now).intervalMs;
		},
	};
}

/** At most so many requests in any hour, evenly but for a small burst at the beginning. */
export function spacingPerHour(requests: number): Spacing {
	const burst = Math.max(1, Math.min(10, Math.floor(requests / 100)));
	const intervalMs = HOUR_MS / (requests - burst + 1);
	const spaced = { intervalMs, toleranceMs: (burst - 1) * intervalMs };
	return createSpacing(() => spaced);
}
