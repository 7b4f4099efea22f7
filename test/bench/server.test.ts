/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests of the benchmark; never ships */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { usageOfTree } from '../../bench/n8n/processTree';
import { onWebhook } from '../../bench/n8n/webhook';
import { SENDER, workflowOf } from '../../bench/row/workflows';

describe('the workflow in the server', () => {
	it.each([
		{ kind: 'nextMatter', concurrency: 50 },
		{ kind: 'httpRequest', pace: 'unbounded' },
	] as const)('takes its items from a webhook, and fails if one of them fails: %j', (contender) => {
		const original = workflowOf(contender, 'http://127.0.0.1/api');
		const { nodes, connections } = onWebhook(original);
		expect(nodes.map(({ name }) => name)).toEqual(['Webhook', 'Split Out', SENDER]);
		expect(Object.keys(connections)).toEqual(['Webhook', 'Split Out']);
		const sender = original.nodes.find(({ name }) => name === SENDER);
		expect(nodes[2]).toEqual({ ...sender, onError: 'stopWorkflow' });
	});
});

describe('what a process and its children use', () => {
	let folder: string;
	beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'next-matter-proc-'))));
	afterAll(() => rmSync(folder, { recursive: true }));

	const add = (id: number, name: string, parent: number, ticks: [number, number], kB?: number) => {
		const at = path.join(folder, String(id));
		mkdirSync(at);
		const between = Array(9).fill(0).join(' ');
		const stat = `${id} (${name}) S ${parent} ${between} ${ticks.join(' ')} 0 0 20`;
		writeFileSync(path.join(at, 'stat'), stat);
		const memory = kB === undefined ? '' : `VmHWM:\t 99999 kB\nVmRSS:\t ${kB} kB\n`;
		writeFileSync(path.join(at, 'status'), `Name:\t${name}\n${memory}Threads:\t1\n`);
	};

	it('is the sum over all of them, and over no others', () => {
		add(1, 'init', 0, [900, 900], 5000);
		add(10, 'keeper', 1, [1, 2], 1000);
		add(11, 'node a) b (c', 10, [100, 20], 2000);
		add(12, 'worker', 11, [3, 4], 500);
		add(13, 'kernel', 11, [0, 0]);
		add(20, 'other', 1, [500, 500], 9000);
		mkdirSync(path.join(folder, '14'));
		mkdirSync(path.join(folder, 'self'));
		expect(usageOfTree(10, folder)).toEqual({ cpuMs: 1300, rss: 3500 * 1024 });
		expect(usageOfTree(11, folder)).toEqual({ cpuMs: 1270, rss: 2500 * 1024 });
		expect(usageOfTree(99, folder)).toEqual({ cpuMs: 0, rss: 0 });
	});
});
