import { nameOf } from '../plan/contenders';
import { describe, leftOutOf } from '../plan/workloads';
import { ratiosOf, type Ratios } from './ratios';
import type { Figures, Row } from './rows';
import { formatTable, type Section } from './table';
import type { Judgement } from './targets';

type Cell = (figures: Figures, ratios: Ratios) => string;

const number = (digits: number) => (value: number | undefined) => value?.toFixed(digits) ?? '';
const whole = number(0);
const hundredths = number(2);

const COLUMNS: ReadonlyArray<readonly [title: string, cell: Cell]> = [
	['wall ms/item', ({ wallPerItem }) => hundredths(wallPerItem)],
	['CPU ms/item', ({ cpuPerItem }) => hundredths(cpuPerItem)],
	['memory MB more', ({ grownMemory }) => whole(grownMemory)],
	['memory MB peak', ({ peakMemory }) => whole(peakMemory)],
	['most in flight', ({ maxInFlight }) => whole(maxInFlight)],
	['connec- tions', ({ connections }) => whole(connections)],
	['cred. reads', ({ credentialReads }) => whole(credentialReads)],
	['out of order', ({ orderViolations }) => whole(orderViolations)],
	['re- fused', ({ refused }) => whole(refused)],
	['wall × HTTP', (_, { wallToHttp }) => hundredths(wallToHttp)],
	['CPU × HTTP', (_, { cpuToHttp }) => hundredths(cpuToHttp)],
	['memory × HTTP', (_, { memoryToHttp }) => hundredths(memoryToHttp)],
	['wall × axios', (_, { wallToAxios }) => hundredths(wallToAxios)],
	['CPU × axios', (_, { cpuToAxios }) => hundredths(cpuToAxios)],
	['server load', ({ serverLoad }) => hundredths(serverLoad)],
];

const LEGEND = [
	'wall, CPU: of the fastest pass; there are three, ten in growth-1k, and one where a run is long or quick.',
	'memory: resident, at its peak; "more" is what the run added to what was there before.',
	'out of order: items that did not wait for an earlier item of their instance to be answered.',
	'× HTTP: divided by that of HTTP Request, unbounded; × axios: by that of raw axios, as many at once.',
	'server load: share of one processor that the stand-in used; near 1 it is what all wait for.',
];

export function printRows(rows: readonly Row[]): string {
	const workloads = [...new Set(rows.map(({ workload }) => workload))];
	const sections = workloads.map((workload): Section => {
		const own = rows.filter((row) => row.workload === workload);
		return { title: describe(workload), lines: own.map((row) => toLine(row, rows)) };
	});
	const table = formatTable(['', ...COLUMNS.map(([title]) => title)], sections);
	const leftOut = leftOutOf(workloads).map((line) => `left out of ${line}`);
	return [table, '', ...LEGEND, ...leftOut].join('\n');
}

function toLine(row: Row, rows: readonly Row[]): Section['lines'][number] {
	const { contender, figures, failure } = row;
	const name = `  ${nameOf(contender)}`;
	const ratios = ratiosOf(row, rows);
	return {
		cells: [name, ...(figures ? COLUMNS.map(([, cell]) => cell(figures, ratios)) : [])],
		...(failure !== undefined && { rest: `FAILED: ${failure}` }),
	};
}

export function printJudgements(judgements: readonly Judgement[]): string {
	return judgements
		.map(({ name, bound, limit, value, verdict }) => {
			const found = value === undefined ? '' : `${hundredths(value)}, `;
			return `${verdict.padEnd(12)}  ${name}: ${found}${bound} ${limit}`;
		})
		.join('\n');
}
