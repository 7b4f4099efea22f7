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

/** Older engines take their settings with the call, and where a file belongs as two texts. */
type Service = Omit<BinaryDataService, 'init' | 'store'> & {
	init(settings?: { readonly availableModes: readonly string[] }): Promise<void>;
	store(...what: unknown[]): Promise<IBinaryData>;
};

const [WORKFLOW, EXECUTION] = ['test', '1'];
const LOCATION = { type: 'execution', workflowId: WORKFLOW, executionId: EXECUTION };

/** n8n's own store of binary data, set up to keep files on disk. */
export interface BinaryStore {
	readonly directory: string;
	store(content: Buffer | Readable, fileName: string, mimeType: string): Promise<IBinaryData>;
	close(): Promise<void>;
}

/** @param existing a directory that another process has filled */
export async function openBinaryStore(existing?: string): Promise<BinaryStore> {
	const directory = existing ?? (await mkdtemp(path.join(tmpdir(), 'nextmatter-binary-')));
	const settings = { mode: 'filesystem', localStoragePath: directory };
	const container = containerOfEngine();
	// There is none in older engines.
	const Config: typeof BinaryDataConfig | undefined = BinaryDataConfig;
	if (Config) Object.assign(container.get(Config), settings);
	const service: Service = container.get(BinaryDataService);
	await service.init({ ...settings, availableModes: ['filesystem'] });
	const place = Config ? [LOCATION] : [WORKFLOW, EXECUTION];
	return {
		directory,
		store: async (content, fileName, mimeType) =>
			await service.store(...place, content, { data: '', fileName, mimeType }),
		close: async () => {
			if (!existing) await rm(directory, { recursive: true });
		},
	};
}

/** In which the engine finds its services: of the package that makes them several copies are installed. */
function containerOfEngine(): Container {
	const requireOfEngine = createRequire(require.resolve('n8n-core'));
	try {
		return (requireOfEngine('@n8n/di') as { Container: Container }).Container;
	} catch {
		return (requireOfEngine('typedi') as { Container: Container }).Container;
	}
}

/** A file as n8n keeps it in memory, with the item. */
export function inMemory(content: Buffer, fileName: string, mimeType: string): IBinaryData {
	return { data: content.toString('base64'), fileName, mimeType, bytes: content.length };
}
