/* eslint-disable @n8n/community-nodes/no-restricted-imports -- keeps files on disk as the server does; never ships */
import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

interface Container {
	get<T>(type: abstract new (...args: never[]) => T): T;
}

/** n8n's own store of binary data, set up to keep files on disk. */
export interface BinaryStore {
	readonly directory: string;
	store(content: Buffer | Readable, fileName: string, mimeType: string): Promise<IBinaryData>;
	close(): Promise<void>;
}

/** @param existing a directory that another process has filled */
export async function openBinaryStore(existing?: string): Promise<BinaryStore> {
	// The engine finds its service in a container of its own, of which several copies are installed.
	const requireOfEngine = createRequire(require.resolve('n8n-core'));
	const { Container: container } = requireOfEngine('@n8n/di') as { Container: Container };
	const directory = existing ?? (await mkdtemp(path.join(tmpdir(), 'nextmatter-binary-')));
	Object.assign(container.get(BinaryDataConfig), {
		mode: 'filesystem',
		localStoragePath: directory,
	});
	const service = container.get(BinaryDataService);
	await service.init();
	return {
		directory,
		store: async (content, fileName, mimeType) =>
			await service.store({ type: 'execution', workflowId: 'test', executionId: '1' }, content, {
				data: '',
				fileName,
				mimeType,
			}),
		close: async () => {
			if (!existing) await rm(directory, { recursive: true });
		},
	};
}

/** A file as n8n keeps it in memory, with the item. */
export function inMemory(content: Buffer, fileName: string, mimeType: string): IBinaryData {
	return { data: content.toString('base64'), fileName, mimeType, bytes: content.length };
}
