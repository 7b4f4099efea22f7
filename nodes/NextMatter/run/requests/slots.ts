/** How many requests may be under way at the same time. */
export interface Slots {
	isFree(): boolean;
	underWay(): number;
	take(): void;
	giveBack(): void;
	/** Half as many from now on, at least one. */
	halve(): void;
	/** A little more again, up to what there was. */
	widen(): void;
	/** One at a time, until the others are let follow. */
	oneFirst(): void;
	othersFollow(): void;
}

export function createSlots(width: number): Slots {
	let limit = width;
	let underWay = 0;
	let isOneFirst = false;
	return {
		isFree: () => underWay < (isOneFirst ? 1 : Math.floor(limit)),
		underWay: () => underWay,
		take() {
			underWay += 1;
		},
		giveBack() {
			underWay -= 1;
		},
		halve() {
			limit = Math.max(1, limit / 2);
		},
		widen() {
			limit = Math.min(width, limit + 1 / limit);
		},
		oneFirst() {
			isOneFirst = true;
		},
		othersFollow() {
			isOneFirst = false;
		},
	};
}
