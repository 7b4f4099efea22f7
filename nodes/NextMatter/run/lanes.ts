import type { Plan, Sighting } from '../operations/types';

/** What the items of a lane leave for those after them. */
export interface LaneState {
	/** The first item that failed. */
	brokenBy?: number;
	/** The newest that was seen of the thing that the lane is about. */
	seen?: Sighting;
	/** Items that did their work or may have done it, in this run of the node or an earlier one. */
	sent?: SentItem[];
}

export interface SentItem {
	readonly plan: Plan;
	/** When it was done, in milliseconds since 1970; undefined while nobody knows whether it was. */
	readonly doneAt?: number;
}

/**
 * Sorts items into lanes, each in input order, the lanes by their first item.
 *
 * @param laneOf the lane of an item; items without one have a lane each
 */
export function groupByLane(
	count: number,
	laneOf: (index: number) => string | undefined,
): number[][] {
	const lanes: number[][] = [];
	const byName = new Map<string, number[]>();
	for (let index = 0; index < count; index += 1) {
		const name = laneOf(index);
		const known = name === undefined ? undefined : byName.get(name);
		if (known) {
			known.push(index);
			continue;
		}
		const lane = [index];
		lanes.push(lane);
		if (name !== undefined) byName.set(name, lane);
	}
	return lanes;
}

/** Items that are done together, by index; mostly it is one. */
export type Unit = readonly [number, ...number[]];

/**
 * Sorts items into units of at most so many.
 *
 * @param isFree whether an item can be done together with others; else it is a unit by itself
 */
export function groupForBulk(
	count: number,
	most: number,
	isFree: (index: number) => boolean,
): Unit[] {
	const units: Array<[number, ...number[]]> = [];
	let open: [number, ...number[]] | undefined;
	for (let index = 0; index < count; index += 1) {
		const free = isFree(index);
		if (free && open && open.length < most) {
			open.push(index);
			continue;
		}
		const unit: [number, ...number[]] = [index];
		units.push(unit);
		if (free) open = unit;
	}
	return units;
}

/**
 * Works through the lanes side by side, through each lane unit by unit.
 *
 * @param width most lanes at the same time
 * @param work must not throw
 * @param isOver asked before each item; once true, nothing more is started
 */
export async function runLanes<T>(
	lanes: ReadonlyArray<readonly T[]>,
	width: number,
	work: (unit: T) => Promise<void>,
	isOver: () => boolean,
): Promise<void> {
	const waiting = lanes.values();
	const worker = async () => {
		for (const lane of waiting) {
			for (const unit of lane) {
				if (isOver()) return;
				await work(unit);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(width, lanes.length) }, worker));
}
