import type { Contender } from '../plan/contenders';
import type { Workload } from '../plan/workloads';
import type { Measurement } from '../row/protocol';
import type { ServerTally } from '../server/protocol';

/** One run as both sides saw it. */
export interface Pass {
	readonly measured: Measurement;
	readonly tally: ServerTally;
}

/** Figures of one row; times in milliseconds, memory in megabytes (of 1,048,576 bytes). */
export interface Figures {
	readonly passes: number;
	readonly wallPerItem: number;
	readonly cpuPerItem: number;
	/** Highest resident memory, and what of it came on top of that before the run. */
	readonly peakMemory: number;
	readonly grownMemory: number;
	readonly maxInFlight: number;
	readonly connections: number;
	/** Per run; undefined for those who know no credentials. */
	readonly credentialReads?: number;
	readonly orderViolations: number;
	readonly refused: number;
	/** Which share of the time one processor was busy with the server; near 1 it is the bottleneck. */
	readonly serverLoad: number;
}

/** How one contender did with one workload, or why it did not. */
export interface Row {
	readonly workload: Workload;
	readonly contender: Contender;
	readonly figures?: Figures;
	readonly failure?: string;
}

const MEGABYTE = 1_048_576;

/**
 * Times are those of the fastest pass, as whatever else the machine does only ever adds to them.
 * Memory is that of the first pass, as later ones fill what it has left. Of everything that is
 * counted, the highest number stands.
 *
 * @param passes at least one
 */
export function toFigures(passes: readonly Pass[], items: number): Figures {
	const [first] = passes;
	const { peakRss, grownRss, credentialReads } = first.measured;
	const fastest = (pick: (measured: Measurement) => number) =>
		Math.min(...passes.map(({ measured }) => pick(measured)));
	const highest = (pick: (pass: Pass) => number) => Math.max(...passes.map(pick));
	return {
		passes: passes.length,
		wallPerItem: fastest(({ wallMs }) => wallMs) / items,
		cpuPerItem: fastest(({ cpuMs }) => cpuMs) / items,
		peakMemory: peakRss / MEGABYTE,
		grownMemory: grownRss / MEGABYTE,
		maxInFlight: highest(({ tally }) => tally.maxInFlight),
		connections: highest(({ tally }) => tally.connections),
		...(credentialReads !== undefined && {
			credentialReads: highest(({ measured }) => measured.credentialReads ?? 0),
		}),
		orderViolations: highest(({ tally }) => tally.orderViolations),
		refused: highest(({ tally }) => tally.refused),
		serverLoad: highest(({ measured, tally }) => tally.cpuMs / measured.wallMs),
	};
}

/**
 * What a run must have done to count at all.
 *
 * @param mayBeRefused whether it is no fault of the run that the server refused some items
 * @returns why it does not count
 */
export function findFault(
	{ measured, tally }: Pass,
	items: number,
	mayBeRefused: boolean,
): string | undefined {
	const { completed, refused } = tally;
	const settled = mayBeRefused ? completed + refused : completed;
	if (settled !== items) {
		const why = measured.firstError ? `: ${measured.firstError}` : '';
		return `${completed} of ${items} items completed, ${refused} refused${why}`;
	}
	return measured.succeeded === completed
		? undefined
		: `${completed} items completed, but ${measured.succeeded} reported`;
}
