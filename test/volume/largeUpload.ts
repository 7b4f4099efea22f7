/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- measures a process of its own; never ships */
import { readFile } from 'node:fs/promises';
import type { IBinaryData, INode } from 'n8n-workflow';
import { inMemory, openBinaryStore } from '../engine/binaryStore';
import { runWorkflow } from '../engine/index';

/** What a process is to upload. */
export interface Errand {
	readonly baseUrl: string;
	readonly apiKey: string;
	/** Where n8n keeps files, and one of them. */
	readonly directory: string;
	readonly file: IBinaryData;
	/** Whether the file is taken into memory first, as n8n does in its other mode. */
	readonly inMemory: boolean;
}

/** What it took, in bytes. */
export interface Measured {
	readonly before: number;
	readonly peak: number;
	readonly error?: string;
}

const SAMPLE_MS = 2;

async function upload({ apiKey, baseUrl }: Errand, data: IBinaryData) {
	const node = (name: string, type: string, rest: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...rest,
	});
	const { error } = await runWorkflow({
		workflow: {
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger'),
				node('Upload', 'n8n-nodes-nextmatter.nextMatter', {
					parameters: { resource: 'file', operation: 'upload' },
					credentials: { nextMatterApi: { id: '1', name: 'Next Matter API' } },
				}),
			],
			connections: { Start: { main: [[{ node: 'Upload', type: 'main', index: 0 }]] } },
		},
		credential: { apiKey, baseUrl },
		input: [{ json: {}, binary: { data } }],
	});
	return error?.message;
}

async function main(): Promise<void> {
	const errand = JSON.parse(process.argv[2]) as Errand;
	const { directory, file } = errand;
	await openBinaryStore(directory);
	// The first upload loads code, which is no cost of the second.
	await upload(errand, inMemory(Buffer.alloc(1000), 'small.pdf', 'application/pdf'));
	const before = process.memoryUsage.rss();
	let peak = before;
	const look = () => (peak = Math.max(peak, process.memoryUsage.rss()));
	const timer = setInterval(look, SAMPLE_MS);
	const path = `${directory}/${file.id?.split(':')[1]}`;
	const data = errand.inMemory ? inMemory(await readFile(path), 'large.pdf', file.mimeType) : file;
	const error = await upload(errand, data);
	look();
	clearInterval(timer);
	const measured: Measured = { before, peak, error };
	process.stdout.write(JSON.stringify(measured));
}

void main();
