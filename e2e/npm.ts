/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- installs servers on this machine; it never ships */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './processes';
import type { Phase, Progress } from './progress';

export interface Installation {
	/** What it is, for people. */
	readonly title: string;
	readonly folder: string;
	/** Exact versions by name. */
	readonly dependencies: Readonly<Record<string, string>>;
	readonly overrides?: Readonly<Record<string, string>>;
	/** Packages whose install scripts have to run; all others stay as they were published. */
	readonly build?: readonly string[];
	/** Whether packages get the peers that they ask for, which is half a gigabyte and two minutes more for n8n. */
	readonly withPeers?: boolean;
	/** The Node that will run it, and so the one to install and build with. */
	readonly node: { readonly binaries: string; readonly headers?: string };
	/** Which part of the whole it is; that of the packages by default. */
	readonly phase?: Phase;
	/** How many downloads it takes at most, if that is known. */
	readonly downloads?: number;
	readonly onProgress: Progress;
}

/** Installs packages into a folder that has nothing to do with this project. */
export async function install(installation: Installation): Promise<void> {
	const { title, folder, dependencies, overrides, build = [], node, onProgress } = installation;
	const { withPeers = false, phase = 'packages' } = installation;
	const total = installation.downloads ? ` of up to ${installation.downloads}` : '';
	const manifest = { private: true, dependencies, overrides };
	await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest, undefined, '\t'));

	const npm = async (args: string[], onLine: (line: string) => void) => {
		await run({
			title: `Installing ${title}`,
			command: 'npm',
			args: [...args, '--prefix', folder, '--no-audit', '--no-fund'],
			cwd: folder,
			env: {
				...inherited(),
				PATH: `${node.binaries}${path.delimiter}${process.env.PATH}`,
				// Native code is compiled against what the Node brings along, nothing is looked up for it.
				...(node.headers && { npm_config_nodedir: node.headers }),
			},
			onLine,
		});
	};
	let downloads = 0;
	const tell = () => onProgress(phase, `${title}: ${downloads}${total} downloads`);
	tell();
	await npm(
		[
			'install',
			'--ignore-scripts',
			...(withPeers ? [] : ['--legacy-peer-deps']),
			'--prefer-offline',
			'--no-package-lock',
			'--loglevel=http',
		],
		(line) => {
			if (line.includes(' fetch ')) downloads += 1;
			tell();
		},
	);
	for (const name of build) {
		onProgress('compile', `${title}: building ${name}, which takes 1 to 2 minutes`);
		await npm(['rebuild', name, '--ignore-scripts=false', '--foreground-scripts'], () => {});
	}
}

/** The environment without what npm told the script of this project that we are part of. */
function inherited(): NodeJS.ProcessEnv {
	const ours = /^npm_(package|lifecycle)_|^npm_config_(ignore_scripts|local_prefix|prefix)$/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
