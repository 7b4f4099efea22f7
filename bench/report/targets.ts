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
const LATENCIES = ['1k-https-30ms', '1k-https-0ms', '1k-http-30ms', '1k-http-0ms'];
const WAITING = ['1k-https-30ms', '1k-http-30ms'];
const IN_SERVER = ['server-https-30ms', 'server-http-30ms'];

type Measure = (figures: Figures) => number;
const cpu: Measure = ({ cpuPerItem }) => cpuPerItem;
const wall: Measure = ({ wallPerItem }) => wallPerItem;
const memory: Measure = ({ grownMemory }) => grownMemory;

export const TARGETS: readonly Target[] = [
	...[...IN_SERVER, ...LATENCIES].map((workload) => ({
		...atMost(0.7, `CPU per item to HTTP Request, ${workload}`),
		value: comparison(workload, cpu, httpRequest('unbounded')),
	})),
	...WAITING.map((workload) => ({
		...atMost(1, `Wall time to HTTP Request, ${workload}`),
		value: comparison(workload, wall, httpRequest('unbounded')),
	})),
	...WAITING.map((workload): Target => {
		const ratio = comparison(workload, wall, httpRequest('oneByOne'));
		const name = `Times faster than one at a time, ${workload}`;
		return { name, bound: 'at least', limit: 20, value: (rows) => divide(1, ratio(rows)) };
	}),
	...WAITING.map((workload) => ({
		...atMost(1.5, `Wall time to raw axios, ${workload}`),
		value: comparison(workload, wall, axios(JUDGED)),
	})),
	{
		...atMost(0.6, 'Memory to HTTP Request, 10k'),
		value: comparison('10k', memory, httpRequest('unbounded')),
	},
	{
		...atMost(1, 'Credential reads in a run'),
		// n8n's server does not tell.
		value: (rows) =>
			worst(
				rows.filter(({ workload }) => workload.host === 'engine'),
				({ credentialReads = Infinity }) => credentialReads,
			),
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
