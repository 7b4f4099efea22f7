/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads a document of the repository; it never ships */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const FILE = path.resolve(__dirname, '..', '..', 'docs', 'queue-mode', 'compose.yml');

export interface Service {
	readonly image: string;
	readonly command?: string;
	readonly environment: Readonly<Record<string, string>>;
	readonly stop_grace_period?: string;
	readonly healthcheck: { readonly test: readonly unknown[] };
	readonly deploy?: { readonly replicas: number };
}

/** The services of the compose file of the documentation, by name. */
export function readServices(): Readonly<Record<string, Service>> {
	const file = parse(readFileSync(FILE, 'utf8'), { merge: true }) as {
		services: Record<string, Service>;
	};
	return file.services;
}

/**
 * What the compose file sets for n8n, so that what people copy is what is tested.
 *
 * @param here what is different on this machine; all that a person has to fill in must be in it
 */
export function composeSettings(here: Readonly<Record<string, string>>): Record<string, string> {
	const settings = { ...readServices().main.environment, ...here };
	const open = Object.keys(settings).filter((name) => settings[name].includes('${'));
	if (open.length > 0) throw new Error(`Nothing is filled in for ${open.join(', ')}`);
	return settings;
}
