/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the built package from disk; never ships */
import 'reflect-metadata';
import path from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';

export const PACKAGE_ROOT = path.resolve(__dirname, '../..');

/** Loads a built package the way the n8n server does: package.json, codex, icons, credentials. */
export async function loadPackage(
	directory: string = PACKAGE_ROOT,
): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();
	return loader;
}
