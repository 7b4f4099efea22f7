import { axios, httpRequest, type Contender } from '../plan/contenders';
import type { Figures, Row } from './rows';

/** How a row compares with others of the same workload: 0.5 is half as much as theirs. */
export interface Ratios {
	/** To HTTP Request, unbounded. */
	readonly wallToHttp?: number;
	readonly cpuToHttp?: number;
	/** Of the memory that the run itself needed; undefined if that is too little to tell. */
	readonly memoryToHttp?: number;
	/** To raw axios with the same concurrency. */
	readonly wallToAxios?: number;
	readonly cpuToAxios?: number;
}

/** What needs less than this may fit into what the warm-up has left behind. */
const TELLING_MEGABYTES = 50;

export function ratiosOf({ workload, contender }: Row, rows: readonly Row[]): Ratios {
	const figuresOf = (other: Contender) => findFigures(rows, workload.name, other);
	const own = figuresOf(contender);
	const http = figuresOf(httpRequest('unbounded'));
	const limit = 'concurrency' in contender ? figuresOf(axios(contender.concurrency)) : undefined;
	return {
		wallToHttp: divide(own?.wallPerItem, http?.wallPerItem),
		cpuToHttp: divide(own?.cpuPerItem, http?.cpuPerItem),
		memoryToHttp:
			http && http.grownMemory >= TELLING_MEGABYTES
				? divide(own?.grownMemory, http.grownMemory)
				: undefined,
		wallToAxios: divide(own?.wallPerItem, limit?.wallPerItem),
		cpuToAxios: divide(own?.cpuPerItem, limit?.cpuPerItem),
	};
}

/** @returns undefined as well if that row failed: its figures compare with nothing */
export function findFigures(
	rows: readonly Row[],
	workloadName: string,
	contender: Contender,
): Figures | undefined {
	const row = rows.find(
		(candidate) =>
			candidate.workload.name === workloadName && isSame(candidate.contender, contender),
	);
	return row?.failure === undefined ? row?.figures : undefined;
}

function isSame(one: Contender, other: Contender): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

/** @returns undefined unless there are two numbers, and one to divide by */
export function divide(value: number | undefined, by: number | undefined): number | undefined {
	return value === undefined || !by || by < 0 ? undefined : value / by;
}
