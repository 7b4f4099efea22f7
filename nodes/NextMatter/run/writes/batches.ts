/** Items that are done together, by index; mostly it is one. */
export type Batch = readonly [number, ...number[]];

/**
 * Groups items into batches of at most so many.
 *
 * @param isFree whether an item can be done together with others; else it is a batch by itself
 */
export function groupIntoBatches(
	count: number,
	most: number,
	isFree: (index: number) => boolean,
): Batch[] {
	const batches: Array<[number, ...number[]]> = [];
	let open: [number, ...number[]] | undefined;
	for (let index = 0; index < count; index += 1) {
		const free = isFree(index);
		if (free && open && open.length < most) {
			open.push(index);
			continue;
		}
		const batch: [number, ...number[]] = [index];
		batches.push(batch);
		if (free) open = batch;
	}
	return batches;
}
