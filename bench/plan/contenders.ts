/**
 * How HTTP Request is made to send: all at once, as it does by default; some every few
 * milliseconds, its batching option; or item by item in a loop around it, the only way in which it
 * keeps items in order.
 */
export type Pace = 'unbounded' | 'batches' | 'oneByOne';

/** One way to get the same calls done. `concurrency` is the most requests under way at once. */
export type Contender =
	| { readonly kind: 'nextMatter'; readonly concurrency: number }
	| { readonly kind: 'httpRequest'; readonly pace: Pace }
	| { readonly kind: 'axios'; readonly concurrency: number };

/** One that needs n8n. */
export type EngineContender = Exclude<Contender, { kind: 'axios' }>;

export const nextMatter = (concurrency: number): EngineContender => ({
	kind: 'nextMatter',
	concurrency,
});
export const httpRequest = (pace: Pace): EngineContender => ({ kind: 'httpRequest', pace });
export const axios = (concurrency: number): Contender => ({ kind: 'axios', concurrency });

/** The node waits between batches, not for them; with an interval of 0 it would not batch at all. */
export const BATCHES = { batchSize: 50, batchInterval: 50 } as const;

const PACE_NAMES: Readonly<Record<Pace, string>> = {
	unbounded: 'unbounded',
	batches: `${BATCHES.batchSize} every ${BATCHES.batchInterval} ms`,
	oneByOne: 'one at a time',
};

export function nameOf(contender: Contender): string {
	switch (contender.kind) {
		case 'nextMatter':
			return `this node, ${contender.concurrency} at once`;
		case 'httpRequest':
			return `HTTP Request, ${PACE_NAMES[contender.pace]}`;
		case 'axios':
			return `raw axios, ${contender.concurrency} at once`;
	}
}

/** Whether items of one instance may not overtake each other: then none of them is ever refused. */
export function keepsOrder(contender: Contender): boolean {
	return (
		contender.kind === 'nextMatter' ||
		(contender.kind === 'httpRequest' && contender.pace === 'oneByOne')
	);
}
