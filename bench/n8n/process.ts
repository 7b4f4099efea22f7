/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the benchmark runs on a developer's machine; it never ships */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { N8nClient, OWNER } from '../../e2e/n8n/client';
import { createCredential, withCredential } from '../../e2e/n8n/credentials';
import { NOTHING_OUTSIDE } from '../../e2e/n8n/environment';
import { DEFAULT_VERSION, provideN8n } from '../../e2e/n8n/install';
import { startServer, type N8nServer } from '../../e2e/n8n/server';
import { importWorkflow, publish } from '../../e2e/n8n/workflows';
import { communityFolder, PACKAGE_NAME, unpackInto } from '../../e2e/package';
import { eventually } from '../../e2e/waiting';
import { CERTIFICATE } from '../certificate';
import { answer } from '../conversation';
import type { Contender } from '../plan/contenders';
import { itemsOf, type BenchItem, type Load } from '../plan/items';
import type { Measurement, RowFunctions } from '../row/protocol';
import { workflowOf } from '../row/workflows';
import type { Address } from '../server/protocol';
import { usageOfTree } from './processTree';
import { HOOK, onWebhook } from './webhook';

interface Opened {
	readonly userFolder: string;
	readonly server: N8nServer;
}

/** Rare, as each sample reads about all processes of the machine. */
const SAMPLE_EVERY_MS = 100;

let opened: Opened | undefined;

/** A contender as the only workflow of an n8n of its own, which a webhook starts. */
async function open(contender: Exclude<Contender, { kind: 'axios' }>, address: Address) {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'next-matter-bench-'));
	await unpackInto(path.join(communityFolder(userFolder), PACKAGE_NAME));
	const installation = await provideN8n(DEFAULT_VERSION, () => {});
	const settings = { ...NOTHING_OUTSIDE, NODE_EXTRA_CA_CERTS: CERTIFICATE };
	const server = await startServer({ installation, userFolder, settings });
	opened = { userFolder, server };
	const client = new N8nClient(server.url);
	await client.signIn(OWNER);
	const credential = await createCredential(client, 'Next Matter API', { ...address });
	const workflow = withCredential(onWebhook(workflowOf(contender, address.baseUrl)), credential);
	await publish(client, await importWorkflow(client, workflow));
	await eventually('the webhook is there', async () => {
		const response = await send(server, []);
		await response.text();
		return response.ok || undefined;
	});
}

async function send({ url }: N8nServer, items: readonly BenchItem[]): Promise<Response> {
	return await fetch(`${url}/webhook/${HOOK}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ items }),
	});
}

async function run({ server }: Opened, load: Load): Promise<Measurement> {
	const items = itemsOf(load);
	const before = usageOfTree(server.pid);
	let peakRss = before.rss;
	const sampler = setInterval(() => {
		peakRss = Math.max(peakRss, usageOfTree(server.pid).rss);
	}, SAMPLE_EVERY_MS);
	const begin = performance.now();
	try {
		const response = await send(server, items);
		const text = await response.text();
		const wallMs = performance.now() - begin;
		const cpuMs = usageOfTree(server.pid).cpuMs - before.cpuMs;
		const usage = { wallMs, cpuMs, peakRss, grownRss: peakRss - before.rss };
		return response.ok
			? { ...usage, succeeded: load.items }
			: { ...usage, succeeded: 0, firstError: text };
	} finally {
		clearInterval(sampler);
	}
}

answer<RowFunctions>({
	async prepare({ contender, address }) {
		if (contender.kind === 'axios') throw new Error('Raw axios does not run in n8n');
		await open(contender, address);
	},

	async run(load) {
		if (!opened) throw new Error('Nothing is prepared');
		return await run(opened, load);
	},

	async close() {
		await opened?.server.stop();
		if (opened) await rm(opened.userFolder, { recursive: true, force: true, maxRetries: 5 });
	},
});
