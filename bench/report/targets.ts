import { axios, httpRequest, nextMatter, type Contender } from '../plan/contenders';
import { divide, findFigures } from './ratios';
import type { Figures, Row } from './rows';

/** What the node has to reach. */
export interface Target {
	readonly name: string;
	readonly bound: 'at most' | 'at least';
	readonly limit: number;
	/** @returns undefined if what it takes was not measured, or failed */
	readonly value: (rows: readonly Row[]) => number | undefined;
}

export interface Judgement {
	readonly name: string;
	readonly bound: Target['bound'];
	readonly limit: number;
	readonly value?: number;
	readonly verdict: 'PASS' | 'MISSED' | 'not measured';
}

/** With which concurrency the node is judged. */
const JUDGED = 50;
const LATENCIES = ['https-30ms', 'https-0ms', 'http-30ms', 'http-0ms'];
const WAITING = ['https-30ms', 'http-30ms'];

type Measure = (figures: Figures) => number;
const cpu: Measure = ({ cpuPerItem }) => cpuPerItem;
const wall: Measure = ({ wallPerItem }) => wallPerItem;
const memory: Measure = ({ grownMemory }) => grownMemory;

export const TARGETS: readonly Target[] = [
	...LATENCIES.map((variant) => ({
		...atMost(0.7, `CPU per item to HTTP Request, 1k-${variant}`),
		value: comparison(`1k-${variant}`, cpu, httpRequest('unbounded')),
	})),
	...WAITING.map((variant) => ({
		...atMost(1, `Wall time to HTTP Request, 1k-${variant}`),
		value: comparison(`1k-${variant}`, wall, httpRequest('unbounded')),
	})),
	...WAITING.map((variant): Target => {
		const ratio = comparison(`1k-${variant}`, wall, httpRequest('oneByOne'));
		const name = `Times faster than one at a time, 1k-${variant}`;
		return { name, bound: 'at least', limit: 20, value: (rows) => divide(1, ratio(rows)) };
	}),
	...WAITING.map((variant) => ({
		...atMost(1.5, `Wall time to raw axios, 1k-${variant}`),
		value: comparison(`1k-${variant}`, wall, axios(JUDGED)),
	})),
	{
		...atMost(0.6, 'Memory to HTTP Request, 10k'),
		value: comparison('10k', memory, httpRequest('unbounded')),
	},
	{
		...atMost(1, 'Credential reads in a run'),
		value: (rows) => worst(rows, ({ credentialReads = Infinity }) => credentialReads),
	},
	{
		...atMost(0, 'Order violations, order'),
		value: (rows) =>
			worst(
				rows.filter(({ workload }) => workload.name === 'order'),
				({ orderViolations }) => orderViolations,
			),
	},
	{
		...atMost(1.2, 'CPU per item with 100,000 items to that with 1,000'),
		value: (rows) => {
			const [many, few] = ['growth-100k', 'growth-1k'].map((name) =>
				findFigures(rows, name, nextMatter(JUDGED)),
			);
			return divide(many?.cpuPerItem, few?.cpuPerItem);
		},
	},
];

function atMost(limit: number, name: string): Pick<Target, 'name' | 'bound' | 'limit'> {
	return { name, bound: 'at most', limit };
}

/** This node's figure divided by that of another contender with the same workload. */
function comparison(workloadName: string, measure: Measure, other: Contender): Target['value'] {
	return (rows) => {
		const [own, theirs] = [nextMatter(JUDGED), other].map((contender) =>
			findFigures(rows, workloadName, contender),
		);
		return own && theirs && divide(measure(own), measure(theirs));
	};
}

/** The highest figure of this node in any row. */
function worst(rows: readonly Row[], measure: Measure): number | undefined {
	const figures = rows
		.filter(({ contender }) => contender.kind === 'nextMatter')
		.flatMap((row) => row.figures ?? []);
	return figures.length > 0 ? Math.max(...figures.map(measure)) : undefined;
}

export function judge(rows: readonly Row[], targets: readonly Target[] = TARGETS): Judgement[] {
	return targets.map(({ name, bound, limit, value: valueOf }) => {
		const value = valueOf(rows);
		if (value === undefined) return { name, bound, limit, verdict: 'not measured' };
		const isReached = bound === 'at most' ? value <= limit : value >= limit;
		return { name, bound, limit, value, verdict: isReached ? 'PASS' : 'MISSED' };
	});
}
