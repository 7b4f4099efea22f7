import type { LoggedRequest } from '../../test/standIn';

/** What the server saw of the items; all but `requests` counts POSTs only. */
export interface Tally {
	readonly requests: number;
	readonly completed: number;
	/** Answered, but without an effect. */
	readonly refused: number;
	/** Items that did not wait for an earlier item of their instance. */
	readonly orderViolations: number;
}

type Entry = Pick<
	LoggedRequest,
	'method' | 'instanceId' | 'stepId' | 'at' | 'answeredAt' | 'effect' | 'status'
>;

/** @param log requests in the order they arrived; of an instance, a higher step is a later item */
export function tallyOf(log: readonly Entry[]): Tally {
	const posts = log.filter(({ method }) => method === 'POST');
	const completed = posts.filter(({ effect }) => effect === 'completed').length;
	const answered = posts.filter(({ status }) => typeof status === 'number').length;
	return {
		requests: log.length,
		completed,
		refused: answered - completed,
		orderViolations: countOrderViolations(posts),
	};
}

/**
 * Counts requests that arrived before an earlier item of the same instance had arrived, or before it
 * was answered: the server may then do them in any order.
 */
export function countOrderViolations(posts: readonly Entry[]): number {
	const byInstance = new Map<number | undefined, Entry[]>();
	for (const post of posts) {
		const others = byInstance.get(post.instanceId);
		if (others) others.push(post);
		else byInstance.set(post.instanceId, [post]);
	}
	return [...byInstance.values()].map(countWithin).reduce((sum, count) => sum + count, 0);
}

function countWithin(arrivals: readonly Entry[]): number {
	return arrivals.filter((post, place) =>
		arrivals.some(
			(other, otherPlace) =>
				(other.stepId ?? 0) < (post.stepId ?? 0) &&
				(otherPlace > place || (other.answeredAt ?? Infinity) > post.at),
		),
	).length;
}
