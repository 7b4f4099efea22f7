/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the benchmark is a command line tool; it never ships */
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { DEFAULT_VERSION, provideN8n } from '../e2e/n8n/install';
import type { Command } from './arguments';
import { installN8nNodes, readManifest } from './install';
import { measureRow } from './measureRow';
import { nameOf } from './plan/contenders';
import { printJudgements, printRows } from './report/print';
import type { Row } from './report/rows';
import { judge } from './report/targets';
import { toJson, type Machine } from './report/toJson';

/** Where to write: results, and what is going on meanwhile. */
export interface Output {
	readonly result: (text: string) => void;
	readonly progress: (text: string) => void;
}

/** Measures everything, one row at a time, and writes the result. @returns whether all is well */
export async function runBench(command: Command, output: Output): Promise<boolean> {
	const { workloads, jsonPath, isChecked } = command;
	await installN8nNodes(output.progress);
	if (workloads.some(({ host }) => host === 'server')) {
		output.progress(
			`n8n ${DEFAULT_VERSION} is needed; to install it takes minutes and 2.5 GB, once ...`,
		);
		await provideN8n(DEFAULT_VERSION, () => {});
	}
	warnIfBusy(output);
	const begin = performance.now();
	const pairs = workloads.flatMap((workload) =>
		workload.contenders.map((contender) => ({ workload, contender })),
	);
	const rows: Row[] = [];
	for (const [index, { workload, contender }] of pairs.entries()) {
		const rowBegin = performance.now();
		const row = await measureRow(workload, contender);
		rows.push(row);
		const outcome = row.failure === undefined ? '' : `FAILED: ${row.failure}, `;
		const seconds = ((performance.now() - rowBegin) / 1000).toFixed(1);
		const place = `${index + 1}/${pairs.length}`;
		output.progress(`${place} ${workload.name}, ${nameOf(contender)}: ${outcome}${seconds} s`);
	}

	const judgements = judge(rows);
	const minutes = ((performance.now() - begin) / 60_000).toFixed(1);
	output.result(`${printRows(rows)}\n\n${printJudgements(judgements)}\n`);
	output.result(`${rows.length} rows in ${minutes} minutes.`);
	if (jsonPath !== undefined) writeFileSync(jsonPath, toJson(machine(), rows, judgements));
	const hasFailed = rows.some(({ failure }) => failure !== undefined);
	return !hasFailed && !(isChecked && judgements.some(({ verdict }) => verdict === 'MISSED'));
}

function warnIfBusy({ progress }: Output): void {
	const [load] = loadavg();
	if (load < 0.5) return;
	progress(`Other programs keep this machine busy (load ${load.toFixed(1)}): times will vary.`);
}

function machine(): Machine {
	const version = (directory: string) =>
		readManifest(path.join(__dirname, directory))?.version ?? 'unknown';
	return {
		node: process.version,
		platform: `${process.platform} ${process.arch}`,
		processors: availableParallelism(),
		packages: {
			'n8n-nodes-nextmatter': version('..'),
			'n8n-core': version('../node_modules/n8n-core'),
			'n8n-nodes-base': version('node_modules/n8n-nodes-base'),
			axios: version('../node_modules/axios'),
		},
	};
}
