/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the benchmark runs on a developer's machine; it never ships */
import { readFileSync } from 'node:fs';
import { startStandIn, type StandIn } from '../../test/standIn';
import { CERTIFICATE, CERTIFICATE_KEY } from '../certificate';
import { answer } from '../conversation';
import { CHAIN_WORKFLOW_ID, chainOf, instanceIds, isChained, MAX_CHAIN } from '../plan/items';
import type { ServerFunctions } from './protocol';
import { tallyOf } from './tally';

/** Draws the latencies. */
const SEED = 7;

let opened: StandIn | undefined;
let cpuBefore = process.cpuUsage();

function standIn(): StandIn {
	if (!opened) throw new Error('The stand-in is not open');
	return opened;
}

answer<ServerFunctions>({
	async open({ scheme }) {
		const read = (file: string) => readFileSync(file, 'utf8');
		opened = await startStandIn({
			validate: false,
			workflows: [chainOf(MAX_CHAIN)],
			...(scheme === 'https' && {
				tls: { key: read(CERTIFICATE_KEY), cert: read(CERTIFICATE) },
			}),
		});
		return { baseUrl: opened.baseUrl, apiKey: opened.keys.admin };
	},

	begin({ load, latency: { least, most } }) {
		standIn().reset();
		const workflow = isChained(load) ? { workflowId: CHAIN_WORKFLOW_ID } : {};
		for (const id of instanceIds(load)) standIn().createInstance({ id, ...workflow });
		const kinds = Array.from({ length: most - least + 1 }, (_, more) => ({ delay: least + more }));
		if (most > 0) standIn().faults.random({ seed: SEED, rate: 1, kinds });
		cpuBefore = process.cpuUsage();
	},

	tally() {
		const { user, system } = process.cpuUsage(cpuBefore);
		const { connections, maxInFlight } = standIn().stats;
		return { ...tallyOf(standIn().log), connections, maxInFlight, cpuMs: (user + system) / 1000 };
	},
});
