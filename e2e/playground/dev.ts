/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a command line tool; it never ships */
import { watch } from 'node:fs';
import { copyFile, cp, mkdir, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { start } from '../processes';

const ROOT = path.resolve(__dirname, '../..');
/** What the compiler leaves to others: codex, schemas, icons. */
const COPIED = /\.(json|svg)$/;
const SETTLE_MS = 150;

/** Environment by which n8n loads a package again when its files change. */
export const RELOADING = { N8N_DEV_RELOAD: 'true' };

export interface DevSettings {
	/** Where n8n has the package. */
	readonly target: string;
	readonly say: (text: string) => void;
}

/** Compiles whatever is changed and hands it to a running n8n, which loads it within seconds. */
export function watchSources({ target, say }: DevSettings): void {
	const handOn = async (): Promise<void> => {
		const changed = await copyChanged(path.join(ROOT, 'dist'), path.join(target, 'dist'));
		if (changed > 0) say(`${now()}  ${changed} changed, n8n loads them\n`);
	};
	start({
		title: 'The compiler',
		command: process.execPath,
		args: [require.resolve('typescript/bin/tsc'), '--watch', '--preserveWatchOutput'],
		cwd: ROOT,
		env: process.env,
		onLine: (line) => {
			if (/Found 0 errors/.test(line)) void handOn();
			else if (/error TS\d+/.test(line)) say(`${line}\n`);
		},
	});
	for (const folder of ['nodes', 'icons']) {
		let timer: NodeJS.Timeout | undefined;
		watch(path.join(ROOT, folder), { recursive: true }, (_, file) => {
			if (!file || !COPIED.test(file)) return;
			clearTimeout(timer);
			timer = setTimeout(() => {
				const assets = cp(path.join(ROOT, folder), path.join(ROOT, 'dist', folder), {
					recursive: true,
					filter: (source) => !path.extname(source) || COPIED.test(source),
				});
				void assets.then(handOn, () => {});
			}, SETTLE_MS);
		});
	}
}

/** Only what differs, since n8n loads everything again for each file that is written. */
export async function copyChanged(from: string, to: string): Promise<number> {
	let changed = 0;
	const entries = await readdir(from, { recursive: true, withFileTypes: true });
	for (const entry of entries.filter((one) => one.isFile())) {
		const source = path.join(entry.parentPath, entry.name);
		const target = path.join(to, path.relative(from, source));
		const [one, other] = await Promise.all([
			readFile(source),
			readFile(target).catch(() => undefined),
		]);
		if (other?.equals(one)) continue;
		await mkdir(path.dirname(target), { recursive: true });
		await copyFile(source, target);
		changed++;
	}
	return changed;
}

function now(): string {
	return new Date().toTimeString().slice(0, 8);
}
