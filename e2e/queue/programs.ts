/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- looks for programs on this machine; it never ships */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Where Debian keeps the programs of PostgreSQL, a folder for each version. */
const DEBIAN_POSTGRESQL = '/usr/lib/postgresql';

/** @throws Error that says how to get it */
export function findRedis(): string {
	return find('redis-server', process.env.REDIS_BIN, []);
}

/** @returns the folder of its programs @throws Error that says how to get it */
export function findPostgres(): string {
	const versions = existsSync(DEBIAN_POSTGRESQL) ? readdirSync(DEBIAN_POSTGRESQL) : [];
	const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
	const folders = newestFirst.map((version) => path.join(DEBIAN_POSTGRESQL, version, 'bin'));
	return path.dirname(find('initdb', process.env.POSTGRESQL_BIN, folders));
}

function find(program: string, told: string | undefined, usual: readonly string[]): string {
	const folders = told ? [told] : [...(process.env.PATH ?? '').split(path.delimiter), ...usual];
	const found = folders
		.map((folder) => path.join(folder, program))
		.find((file) => existsSync(file));
	if (found) return found;
	throw new Error(
		`There is no ${program} here. Queue mode needs Redis and PostgreSQL: install them (Debian: ` +
			'apt-get install redis-server postgresql; neither has to run), or say in which folders their ' +
			'programs are: REDIS_BIN=/path/to/bin POSTGRESQL_BIN=/path/to/bin',
	);
}
