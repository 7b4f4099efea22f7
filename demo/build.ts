/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- builds the package before the demo; it never ships */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');
const SOURCES = ['nodes', 'credentials', 'icons'];
const SETTINGS = ['tsconfig.json', 'gulpfile.js'];

/** Whether dist/ was made of just what is there now, so that building it again would change nothing. */
function isBuilt(): boolean {
	const sources = SOURCES.flatMap(filesOf);
	const targets = sources.map((file) => path.join('dist', file.replace(/\.ts$/, '.js')));
	const built = existsSync(path.join(ROOT, 'dist')) ? filesOf('dist') : [];
	const known = [...targets, path.join('dist', '.tsbuildinfo')];
	if (built.some((file) => !known.includes(file))) return false;
	if (targets.some((file) => !built.includes(file))) return false;
	// What is only copied keeps the time of its source, and the compiler leaves alone what stays the same.
	const isOlder = sources.every((file, place) => changedAt(file) <= changedAt(targets[place]));
	return isOlder && Math.max(...SETTINGS.map(changedAt)) < changedAt(known[known.length - 1]);
}

function filesOf(folder: string): string[] {
	return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}

function changedAt(file: string): number {
	return statSync(path.join(ROOT, file)).mtimeMs;
}

function build(): Promise<number | null> {
	const child = spawn('npm', ['run', '--silent', 'build'], { cwd: ROOT });
	const said: string[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (text) => said.push(String(text)));
	}
	return new Promise((resolve) => {
		child.on('close', (code) => {
			if (code !== 0) process.stderr.write(`\n${said.join('')}`);
			resolve(code);
		});
	});
}

async function main(): Promise<void> {
	if (isBuilt()) return;
	const started = Date.now();
	process.stdout.write('Building the node into dist/ … ');
	process.exitCode = (await build()) ?? 1;
	if (process.exitCode) return;
	process.stdout.write(`${((Date.now() - started) / 1000).toFixed(1)} s\n\n`);
}

void main();
