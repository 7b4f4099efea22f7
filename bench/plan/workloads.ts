import { axios, httpRequest, nextMatter, type Contender } from './contenders';
import { isChained, type Load } from './items';

export type Scheme = 'http' | 'https';

/** How long the stand-in lets each request wait, in milliseconds: as long, or seeded by chance. */
export interface Latency {
	readonly least: number;
	readonly most: number;
}

/** The same items for each of some contenders. */
export interface Workload extends Load {
	/** Unique; `--only` chooses by it. */
	readonly name: string;
	readonly scheme: Scheme;
	readonly latency: Latency;
	/** How often 400 items are done before anything is measured. */
	readonly warmUps: number;
	/** How often it is measured: short runs vary most and cost least. */
	readonly passes: number;
	readonly contenders: readonly Contender[];
	/** What runs the workflow: n8n's engine in a process of its own, or n8n's server. */
	readonly host: 'engine' | 'server';
}

const always = (ms: number): Latency => ({ least: ms, most: ms });
/** On average as long as the constant one. */
const JITTER: Latency = { least: 0, most: 60 };
const SCHEMES: readonly Scheme[] = ['https', 'http'];

const HTTP_REQUEST = (['unbounded', 'batches', 'oneByOne'] as const).map(httpRequest);
const EVERYONE: readonly Contender[] = [
	...[10, 50, 100].map(nextMatter),
	...HTTP_REQUEST,
	...[10, 50, 100].map(axios),
];
const RIVALS: readonly Contender[] = [nextMatter(50), httpRequest('unbounded')];
const ONE_OF_EACH: readonly Contender[] = [...RIVALS, httpRequest('oneByOne'), axios(50)];

const CAREFULLY = { warmUps: 3, passes: 3 } as const;
const ONCE = { warmUps: 3, passes: 1 } as const;
const CASUALLY = { warmUps: 1, passes: 1 } as const;
/** Until a run of 1,000 items is compiled as well as one of 100,000, with which it is compared. */
const OFTEN = { warmUps: 3, passes: 10 } as const;

export const WORKLOADS: readonly Workload[] = [
	...SCHEMES.flatMap((scheme) =>
		[30, 0].map((ms) => ({
			name: `1k-${scheme}-${ms}ms`,
			...{ items: 1_000, instances: 1_000, scheme, latency: always(ms), ...CAREFULLY },
			contenders: scheme === 'https' ? EVERYONE : ONE_OF_EACH,
			host: 'engine' as const,
		})),
	),
	{
		name: 'order',
		...{ items: 1_000, instances: 50, scheme: 'https', latency: JITTER, ...CAREFULLY },
		contenders: [...[10, 50, 100].map(nextMatter), ...HTTP_REQUEST, axios(50)],
		host: 'engine',
	},
	{
		name: '10k',
		...{ items: 10_000, instances: 10_000, scheme: 'https', latency: always(30), ...ONCE },
		contenders: [...RIVALS, httpRequest('batches'), axios(50)],
		host: 'engine',
	},
	...[1_000, 10_000, 100_000].map(
		(items): Workload => ({
			name: `growth-${items / 1000}k`,
			...{ items, instances: items, scheme: 'http', latency: always(0) },
			...(items > 1_000 ? ONCE : OFTEN),
			contenders: items > 10_000 ? [nextMatter(50)] : RIVALS,
			host: 'engine',
		}),
	),
	// The server alone knows what it costs to read a credential from the database and to decrypt it.
	...SCHEMES.map((scheme) => ({
		name: `server-${scheme}-30ms`,
		...{ items: 1_000, instances: 1_000, scheme, latency: always(30), ...CAREFULLY },
		contenders: RIVALS,
		host: 'server' as const,
	})),
];

/** Proves in under a minute that everything works; its numbers are too short to mean much. */
export const QUICK_WORKLOADS: readonly Workload[] = [
	{
		name: 'quick-https-30ms',
		...{ items: 200, instances: 200, scheme: 'https', latency: always(30), ...CASUALLY },
		contenders: ONE_OF_EACH,
		host: 'engine',
	},
	{
		name: 'quick-order',
		...{ items: 100, instances: 10, scheme: 'http', latency: JITTER, ...CASUALLY },
		contenders: [...RIVALS, httpRequest('oneByOne')],
		host: 'engine',
	},
];

/** Why some combinations are not there, by how the names of the workloads begin. */
const LEFT_OUT: ReadonlyArray<readonly [beginning: string, reason: string]> = [
	['1k-http-', '10 and 100 at once: to save time; 1k-https has them.'],
	['10k', '10 and 100 at once: to save time; 1k-https has them.'],
	['10k', 'one at a time: would take more than six minutes, and as long per item as with 1,000.'],
	['server-', '10 and 100 at once, raw axios, one at a time: 1k has them.'],
	['growth', 'https and latency: what grows is the work of the node, not the waiting.'],
	['growth-100k', 'HTTP Request: it would open more connections at once than a process may have.'],
];

export function leftOutOf(workloads: readonly Workload[]): string[] {
	return LEFT_OUT.filter(([beginning]) =>
		workloads.some(({ name }) => name.startsWith(beginning)),
	).map(([beginning, reason]) => `${beginning}: ${reason}`);
}

/** One item at a time takes too long to be measured more than once if each has to wait. */
export function passesOf({ latency, passes }: Workload, contender: Contender): number {
	const isOneByOne = contender.kind === 'httpRequest' && contender.pace === 'oneByOne';
	return isOneByOne && latency.most > 0 ? 1 : passes;
}

export function describe(workload: Workload): string {
	const { name, items, instances, scheme, latency } = workload;
	const { least, most } = latency;
	const wait = least === most ? `${least} ms` : `${least} to ${most} ms by chance`;
	const steps = isChained(workload) ? `, ${items / instances} steps in a row each` : '';
	const where = workload.host === 'server' ? ", in n8n's server" : '';
	const count = (number: number) => number.toLocaleString('en');
	return `${name}: ${count(items)} items on ${count(instances)} instances${steps}, ${scheme}, latency ${wait}${where}`;
}
