/**
 * Requests that were under way together usually meet the same trouble together: that is one collision,
 * however many of them tell of it.
 */
export interface Collisions {
	/** How many there have been. A request belongs to the epoch in which it was let out. */
	epoch(): number;
	/** A request of an epoch met trouble. */
	record(epoch: number, isThrottled: boolean): Collision;
	/** A request got through, so that the next collision is a new one. */
	reset(): void;
	/** How often in a row requests were throttled before one of an epoch, each time after a pause. */
	consecutiveThrottlesBefore(epoch: number): number;
}

export interface Collision {
	/** The first one to tell of it. */
	readonly isNew: boolean;
	/** How many have reported it so far. */
	readonly requests: number;
	/** How many collisions in a row were throttling, with this one. */
	readonly consecutiveThrottles: number;
}

export function createCollisions(): Collisions {
	let current = 0;
	let consecutiveThrottles = 0;
	let requests = 0;
	return {
		epoch: () => current,
		record(epoch, isThrottled) {
			const isNew = epoch === current;
			if (isNew) {
				current += 1;
				requests = 0;
				if (isThrottled) consecutiveThrottles += 1;
			}
			requests += 1;
			return { isNew, requests, consecutiveThrottles };
		},
		reset() {
			consecutiveThrottles = 0;
		},
		consecutiveThrottlesBefore: (epoch) =>
			epoch === current ? consecutiveThrottles : Math.max(0, consecutiveThrottles - 1),
	};
}
