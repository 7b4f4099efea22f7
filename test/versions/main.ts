/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a command line tool; it never ships */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { provide } from '../../e2e/cache';
import { install } from '../../e2e/npm';
import { progressLine } from '../../e2e/progress';
import { ENGINES, type Engine } from './engines';

const HELP = `Runs the engine tests with older versions of n8n's engine.

  npm run test:versions                      with all of them: ${ENGINES.map(({ n8n }) => n8n).join(', ')}
  npm run test:versions -- 2.0.3             with one of them
  npm run test:versions -- 2.0.3 retries     only the test files whose names say so; what follows the
                                             versions is for jest
`;

const CONFIG = path.join(__dirname, 'jest.config.js');
const isVersion = (argument: string) => /^\d+\./.test(argument);

async function main(args: readonly string[]): Promise<boolean> {
	if (args.includes('--help')) {
		process.stdout.write(HELP);
		return true;
	}
	const chosen = args.filter(isVersion);
	const strangers = chosen.filter((version) => !ENGINES.some(({ n8n }) => n8n === version));
	if (strangers.length > 0) {
		process.stderr.write(`There is no engine ${strangers.join(', ')} to test with.\n\n${HELP}`);
		return false;
	}
	const engines = ENGINES.filter(({ n8n }) => chosen.length === 0 || chosen.includes(n8n));
	const rest = args.filter((argument) => !isVersion(argument));
	const results: Array<readonly [string, boolean]> = [];
	for (const engine of engines) {
		process.stdout.write(`\n== n8n ${engine.n8n} (n8n-core ${engine.core})\n`);
		results.push([engine.n8n, await runTests(engine, rest)]);
	}
	for (const [version, isGood] of results) {
		process.stdout.write(`n8n ${version}: ${isGood ? 'passed' : 'FAILED'}\n`);
	}
	return results.every(([, isGood]) => isGood);
}

/** Installs an engine into the cache, once. */
async function provideEngine({ core, workflow, overrides }: Engine): Promise<string> {
	const progress = progressLine({ write: (text) => process.stdout.write(text) });
	const folder = await provide(`engine-${core}`, async (target) => {
		await install({
			title: `n8n-core ${core}`,
			folder: target,
			dependencies: { 'n8n-core': core, 'n8n-workflow': workflow },
			overrides,
			node: { binaries: path.dirname(process.execPath) },
			onProgress: progress.show,
		});
	});
	progress.end();
	return folder;
}

async function runTests(engine: Engine, args: readonly string[]): Promise<boolean> {
	const folder = await provideEngine(engine);
	// Old engines write settings there, even if nobody asks for any.
	const userFolder = mkdtempSync(path.join(tmpdir(), 'next-matter-engine-'));
	try {
		const jest = require.resolve('jest/bin/jest');
		const { status } = spawnSync(process.execPath, [jest, '--config', CONFIG, ...args], {
			stdio: 'inherit',
			env: {
				...process.env,
				NEXT_MATTER_ENGINE: folder,
				NEXT_MATTER_WITHOUT: (engine.without ?? []).join('|'),
				N8N_USER_FOLDER: userFolder,
			},
		});
		return status === 0;
	} finally {
		rmSync(userFolder, { recursive: true, force: true });
	}
}

main(process.argv.slice(2)).then(
	(isGood) => {
		process.exitCode = isGood ? 0 : 1;
	},
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = 1;
	},
);
