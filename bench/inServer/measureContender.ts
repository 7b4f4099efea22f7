/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the benchmark runs on a developer's machine; it never ships */
import path from 'node:path';
import { createCredential } from '../../e2e/n8n/credentials';
import { importWorkflow, publish } from '../../e2e/n8n/workflows';
import { MARK } from '../../e2e/processes';
import { eventually, sleep } from '../../e2e/waiting';
import { openWorld } from '../../e2e/world';
import { startPartner, type Partner } from '../conversation';
import { itemsOf, type BenchItem, type Load } from '../plan/items';
import { findFault, toFigures, type Figures, type Pass } from '../report/rows';
import type { ServerFunctions } from '../server/protocol';
import type { ServerContender } from './contenders';
import { forgetPeak, onlyChildOf, readUsage } from './usage';
import { serverWorkflow, WEBHOOK_PATH } from './workflow';

export interface ServerLoad extends Load {
	/** How long the stand-in lets each request wait, in milliseconds. */
	readonly latencyMs: number;
	/** How often all items are done before times are taken, and how often then. */
	readonly warmUps: number;
	readonly passes: number;
}

const STAND_IN = path.join(__dirname, '../server/process.ts');
const PATIENCE_MS = 300_000;
/** After its start n8n goes on for a while with work of its own. */
const SETTLING_MS = 5_000;
/** It answers before it has saved the execution, which is part of what a run costs. */
const SAVING_MS = 1_500;

interface Scene {
	readonly standIn: Partner<ServerFunctions>;
	readonly webhook: string;
	/** Of n8n itself. */
	readonly pid: number;
}

/**
 * Measures a contender in an n8n of its own, that has done nothing else before.
 *
 * Times are those of the fastest pass. Memory is what n8n's own process needed at most in all runs,
 * warm-ups included, and what that is more than when it had nothing to do.
 */
export async function measureContender(
	contender: ServerContender,
	load: ServerLoad,
): Promise<Figures> {
	const standIn = startPartner<ServerFunctions>(STAND_IN, PATIENCE_MS, {
		// It lets many requests wait for the same signal, and means to.
		execArgv: [...process.execArgv, '--disable-warning=MaxListenersExceededWarning'],
		// It is not one of the processes that have to be gone with n8n.
		env: { ...process.env, [MARK]: '' },
	});
	const world = await openWorld();
	try {
		const { client, server } = world;
		const address = await standIn.ask('open', { scheme: 'http' });
		const credential = await createCredential(client, 'Stand-in', { ...address });
		const file = serverWorkflow(contender, address.baseUrl, credential);
		await publish(client, await importWorkflow(client, file));
		const webhook = `${server.url}/webhook/${WEBHOOK_PATH}`;
		const scene = { standIn, webhook, pid: onlyChildOf(server.pid) };
		await eventually('the webhook is there', async () => {
			const { answer } = await call(scene, []);
			return answer.status === 404 ? undefined : answer;
		});
		await sleep(SETTLING_MS);
		const passes = await runPasses(scene, load);
		const fault = passes.map((pass) => findFault(pass, load.items, false)).find(Boolean);
		if (fault !== undefined) throw new Error(`${contender.name}: ${fault}`);
		return toFigures(passes, load.items);
	} finally {
		await Promise.all([world.close(), standIn.end()]);
	}
}

async function runPasses(scene: Scene, load: ServerLoad): Promise<Pass[]> {
	const { rss: idle } = readUsage(scene.pid);
	forgetPeak(scene.pid);
	const runs: Pass[] = [];
	while (runs.length < load.warmUps + load.passes) runs.push(await runOnce(scene, load));
	const { peakRss } = readUsage(scene.pid);
	return runs.slice(load.warmUps).map(({ measured, tally }) => ({
		measured: { ...measured, peakRss, grownRss: peakRss - idle },
		tally,
	}));
}

async function runOnce(scene: Scene, load: ServerLoad): Promise<Pass> {
	const latency = { least: load.latencyMs, most: load.latencyMs };
	await scene.standIn.ask('begin', { load, latency });
	const before = readUsage(scene.pid);
	const begin = performance.now();
	const { answer, body } = await call(scene, itemsOf(load));
	const wallMs = performance.now() - begin;
	await sleep(SAVING_MS);
	const after = readUsage(scene.pid);
	const tally = await scene.standIn.ask('tally', {});
	const outcomes = answer.ok ? (JSON.parse(body) as object[]) : [];
	const succeeded = outcomes.filter((outcome) => !('error' in outcome)).length;
	const usage = { wallMs, cpuMs: after.cpuMs - before.cpuMs, peakRss: after.peakRss, grownRss: 0 };
	return {
		measured: { ...usage, succeeded, ...(answer.ok ? {} : { firstError: body }) },
		tally,
	};
}

async function call({ webhook }: Scene, items: readonly BenchItem[]) {
	const answer = await fetch(webhook, {
		method: 'POST',
		headers: { 'content-type': 'application/json', connection: 'close' },
		body: JSON.stringify({ items }),
	});
	return { answer, body: await answer.text() };
}
