/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the benchmark runs on a developer's machine; it never ships */
import path from 'node:path';
import { CERTIFICATE } from './certificate';
import { startPartner, type Partner } from './conversation';
import { keepsOrder, type Contender } from './plan/contenders';
import { isChained, type Load } from './plan/items';
import { passesOf, type Latency, type Workload } from './plan/workloads';
import { findFault, toFigures, type Pass, type Row } from './report/rows';
import type { RowFunctions } from './row/protocol';
import type { ServerFunctions } from './server/protocol';

/** Longest time for one run. */
const PATIENCE_MS = 600_000;
/** Lets the code be compiled as well as it ever will be, before anything is measured. */
const WARM_UP: Load = { items: 400, instances: 400 };
const NO_LATENCY: Latency = { least: 0, most: 0 };

const FOLDERS = { engine: 'row', server: 'n8n' } as const;

interface Pair {
	readonly server: Partner<ServerFunctions>;
	readonly runner: Partner<RowFunctions>;
}

/** Measures a contender with a workload, in two processes that do nothing else and then end. */
export async function measureRow(workload: Workload, contender: Contender): Promise<Row> {
	const server = startPartner<ServerFunctions>(fileOf('server'), PATIENCE_MS, {
		// The stand-in lets many requests wait for the same signal, and means to.
		execArgv: [...process.execArgv, '--disable-warning=MaxListenersExceededWarning'],
	});
	const runner = startPartner<RowFunctions>(fileOf(FOLDERS[workload.host]), PATIENCE_MS, {
		execArgv: [...process.execArgv, '--expose-gc'],
		env: {
			...process.env,
			NODE_EXTRA_CA_CERTS: CERTIFICATE,
			NO_PROXY: '127.0.0.1',
			// The engine reads this once, when it is imported.
			N8N_LOG_LEVEL: 'silent',
		},
	});
	try {
		const passes = await runPasses({ server, runner }, workload, contender);
		const mayBeRefused = isChained(workload) && !keepsOrder(contender);
		const faults = passes.map((pass) => findFault(pass, workload.items, mayBeRefused));
		const failure = faults.find((fault) => fault !== undefined);
		return { workload, contender, figures: toFigures(passes, workload.items), failure };
	} catch (error) {
		return { workload, contender, failure: error instanceof Error ? error.message : String(error) };
	} finally {
		await runner.ask('close', {}).catch(() => {});
		await Promise.all([server.end(), runner.end()]);
	}
}

function fileOf(folder: string): string {
	return path.join(__dirname, folder, 'process.ts');
}

async function runPasses(
	pair: Pair,
	workload: Workload,
	contender: Contender,
): Promise<readonly Pass[]> {
	const address = await pair.server.ask('open', { scheme: workload.scheme });
	await pair.runner.ask('prepare', { contender, address });
	for (let round = 0; round < workload.warmUps; round += 1) {
		await runOnce(pair, WARM_UP, NO_LATENCY);
	}
	const passes: Pass[] = [];
	const { items, instances, latency } = workload;
	while (passes.length < passesOf(workload, contender)) {
		passes.push(await runOnce(pair, { items, instances }, latency));
	}
	return passes;
}

async function runOnce({ server, runner }: Pair, load: Load, latency: Latency): Promise<Pass> {
	await server.ask('begin', { load, latency });
	const measured = await runner.ask('run', load);
	return { measured, tally: await server.ask('tally', {}) };
}
