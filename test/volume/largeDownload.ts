/* eslint-disable @n8n/community-nodes/no-restricted-globals -- measures a process of its own; never ships */
import type { INode } from 'n8n-workflow';
import { openBinaryStore } from '../engine/binaryStore';
import { runWorkflow } from '../engine/index';
import type { Measured } from './largeUpload';

/** What a process is to download. */
export interface DownloadErrand {
	readonly baseUrl: string;
	readonly apiKey: string;
	/** Where n8n keeps files; undefined to keep them in memory. */
	readonly directory?: string;
	readonly small: string;
	readonly large: string;
}

const SAMPLE_MS = 2;

async function download({ apiKey, baseUrl }: DownloadErrand, url: string) {
	const node = (name: string, type: string, rest: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...rest,
	});
	const { error, output } = await runWorkflow({
		workflow: {
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger'),
				node('Download', 'n8n-nodes-nextmatter.nextMatter', {
					parameters: {
						resource: 'file',
						operation: 'download',
						downloadFrom: 'urls',
						urls: [url],
						options: { maximumSize: 200, timeout: 120 },
					},
					credentials: { nextMatterApi: { id: '1', name: 'Next Matter API' } },
				}),
			],
			connections: { Start: { main: [[{ node: 'Download', type: 'main', index: 0 }]] } },
		},
		credential: { apiKey, baseUrl },
	});
	return { error: error?.message, id: output('Download')[0]?.binary?.data.id };
}

async function main(): Promise<void> {
	const errand = JSON.parse(process.argv[2]) as DownloadErrand;
	if (errand.directory) await openBinaryStore(errand.directory);
	// The first download loads code, which is no cost of the second.
	await download(errand, errand.small);
	const before = process.memoryUsage.rss();
	let peak = before;
	const look = () => (peak = Math.max(peak, process.memoryUsage.rss()));
	const timer = setInterval(look, SAMPLE_MS);
	const found = await download(errand, errand.large);
	look();
	clearInterval(timer);
	const measured: Measured & { id?: string } = { before, peak, ...found };
	process.stdout.write(JSON.stringify(measured));
}

void main();
