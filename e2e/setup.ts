/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- prepares tests; it never ships */
import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_VERSION, provideN8n } from './n8n/install';
import { build, unpackInto } from './package';
import { MARK } from './processes';
import { progressLine, type ProgressLine } from './progress';
import { provideVerdaccio } from './registry';
import { PACKAGE_VARIABLE, VERSION_VARIABLE } from './world';

/** What all test files need, done once: n8n is there, and the package is packed as it would be published. */
export default async function setup(): Promise<void> {
	const progress = progressLine({ write: (text) => process.stdout.write(text) });
	await provideVerdaccio(progress.show);
	await prepare(progress);
}

/** What a world needs. `teardown` removes it again. @returns the version of n8n */
export async function prepare(progress: ProgressLine): Promise<string> {
	const version = (process.env[VERSION_VARIABLE] ??= DEFAULT_VERSION);
	process.env[MARK] = randomUUID();
	await provideN8n(version, progress.show);
	progress.show('pack', 'building and packing the node');
	await build();
	const temporary = await mkdtemp(path.join(tmpdir(), 'next-matter-e2e-'));
	process.env[PACKAGE_VARIABLE] = path.join(temporary, 'package');
	await unpackInto(process.env[PACKAGE_VARIABLE]);
	progress.end();
	return version;
}
