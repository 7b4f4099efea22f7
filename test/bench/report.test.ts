import { axios, httpRequest, nextMatter, type Contender } from '../../bench/plan/contenders';
import { WORKLOADS } from '../../bench/plan/workloads';
import { printJudgements, printRows } from '../../bench/report/print';
import { ratiosOf } from '../../bench/report/ratios';
import type { Figures, Row } from '../../bench/report/rows';
import { formatTable } from '../../bench/report/table';
import { judge } from '../../bench/report/targets';
import { toJson } from '../../bench/report/toJson';

const FIGURES: Figures = {
	passes: 1,
	wallPerItem: 1,
	cpuPerItem: 1,
	peakMemory: 300,
	grownMemory: 100,
	maxInFlight: 50,
	connections: 1000,
	credentialReads: 1,
	orderViolations: 0,
	refused: 0,
	serverLoad: 0.5,
};

function row(name: string, contender: Contender, figures: Partial<Figures> = {}): Row {
	const workload = WORKLOADS.find((candidate) => candidate.name === name);
	if (!workload) throw new Error(`There is no workload ${name}`);
	return { workload, contender, figures: { ...FIGURES, ...figures } };
}

const node = row('1k-https-30ms', nextMatter(50), { wallPerItem: 2, cpuPerItem: 0.5 });
const http = row('1k-https-30ms', httpRequest('unbounded'), { wallPerItem: 4, cpuPerItem: 1 });
const raw = row('1k-https-30ms', axios(50), { cpuPerItem: 0.25 });

describe('ratios', () => {
	it('compare with HTTP Request and with axios at the same concurrency', () => {
		expect(ratiosOf(node, [node, http, raw])).toEqual({
			wallToHttp: 0.5,
			cpuToHttp: 0.5,
			memoryToHttp: 1,
			wallToAxios: 2,
			cpuToAxios: 2,
		});
	});

	it('compare with nothing that is of another workload, failed, or is not there', () => {
		const others = [
			row('order', httpRequest('unbounded')),
			{ ...http, failure: 'broken' },
			row('1k-https-30ms', axios(10)),
		];
		const ratios = ratiosOf(node, [node, ...others]);
		expect(Object.values(ratios).every((ratio) => ratio === undefined)).toBe(true);
	});

	it('leave out memory that is too little to tell', () => {
		const small = row('1k-https-30ms', httpRequest('unbounded'), { grownMemory: 12 });
		expect(ratiosOf(node, [node, small]).memoryToHttp).toBeUndefined();
	});
});

describe('targets', () => {
	const verdicts = (rows: readonly Row[]) =>
		Object.fromEntries(
			judge(rows)
				.filter(({ verdict }) => verdict !== 'not measured')
				.map(({ name, verdict, value }) => [name, [verdict, value]]),
		);

	it('are judged where they were measured', () => {
		const oneByOne = row('1k-https-30ms', httpRequest('oneByOne'), { wallPerItem: 30 });
		expect(verdicts([node, http, raw, oneByOne])).toEqual({
			'CPU per item to HTTP Request, 1k-https-30ms': ['PASS', 0.5],
			'Wall time to HTTP Request, 1k-https-30ms': ['PASS', 0.5],
			'Times faster than one at a time, 1k-https-30ms': ['MISSED', 15],
			'Wall time to raw axios, 1k-https-30ms': ['MISSED', 2],
			'Credential reads in a run': ['PASS', 1],
		});
	});

	it('take the worst of all rows of this node', () => {
		const rows = [
			row('order', nextMatter(10), { orderViolations: 2 }),
			row('order', nextMatter(50), { credentialReads: 3 }),
			row('order', httpRequest('unbounded'), { orderViolations: 9, credentialReads: 9 }),
			row('10k', nextMatter(50), { grownMemory: 60 }),
			row('10k', httpRequest('unbounded')),
			row('growth-1k', nextMatter(50)),
			row('growth-100k', nextMatter(50), { cpuPerItem: 1.3 }),
		];
		expect(verdicts(rows)).toEqual({
			'Memory to HTTP Request, 10k': ['PASS', 0.6],
			'Credential reads in a run': ['MISSED', 3],
			'Order violations, order': ['MISSED', 2],
			'CPU per item with 100,000 items to that with 1,000': ['MISSED', 1.3],
		});
	});

	it('ask nothing of a server that it does not tell', () => {
		const silent = { credentialReads: undefined, cpuPerItem: 0.5 };
		const rows = [
			row('server-http-30ms', nextMatter(50), silent),
			row('server-http-30ms', httpRequest('unbounded'), { credentialReads: undefined }),
		];
		expect(verdicts(rows)).toEqual({
			'CPU per item to HTTP Request, server-http-30ms': ['PASS', 0.5],
		});
	});

	it('are printed with what was found', () => {
		const lines = printJudgements(judge([node, http])).split('\n');
		expect(lines).toContain(
			'PASS          CPU per item to HTTP Request, 1k-https-30ms: 0.50, at most 0.7',
		);
		expect(lines.at(-1)).toMatch(/^not measured {2}CPU per item with 100,000.*: at most 1\.2$/);
	});
});

describe('the table', () => {
	it('aligns columns, and lets words of a head stand one below the other', () => {
		const lines = [{ cells: ['a', '1'] }, { cells: ['bb'], rest: 'FAILED' }];
		const table = formatTable(['', 'long head'], [{ title: 'Section', lines }]);
		expect(table.split('\n')).toEqual([
			'    long',
			'    head',
			'',
			'Section',
			'a      1',
			'bb  FAILED',
		]);
	});

	it('has a line for each row, in the workload it belongs to', () => {
		const broken: Row = { ...raw, figures: undefined, failure: 'broken' };
		const text = printRows([node, http, broken]);
		expect(text).toMatch(/1k-https-30ms: 1,000 items.*\n {2}this node, 50 at once +2\.00 +0\.50 /);
		expect(text).toMatch(/raw axios, 50 at once +FAILED: broken\n/);
	});
});

it('the JSON has rows with figures and ratios, and the verdicts', () => {
	const machine = { node: 'v20', platform: 'linux x64', processors: 2, packages: {} };
	const rows = [node, http, { ...raw, failure: 'broken' }];
	const result: unknown = JSON.parse(toJson(machine, rows, judge(rows)));
	expect(result).toMatchObject({
		machine,
		rows: [
			{
				workload: { name: '1k-https-30ms', items: 1000, scheme: 'https' },
				contender: 'this node, 50 at once',
				figures: { wallPerItem: 2 },
				ratios: { wallToHttp: 0.5 },
			},
			{ contender: 'HTTP Request, unbounded' },
			{ contender: 'raw axios, 50 at once', failure: 'broken' },
		],
	});
});
