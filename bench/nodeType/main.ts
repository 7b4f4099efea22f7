/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the benchmark is a command line tool; it never ships */
import { DEFAULT_VERSION, provideN8n } from '../../e2e/n8n/install';
import { shutDown } from '../../e2e/processes';
import { progressLine } from '../../e2e/progress';
import { prepare } from '../../e2e/setup';
import teardown from '../../e2e/teardown';
import { measureNodeTypes } from './measure';
import { printNodeTypes } from './print';

const HELP = `Measures what the node type costs in n8n, to load and to describe, beside nodes of n8n itself.

  npm run bench:node-type

  N8N_VERSION=${DEFAULT_VERSION}  chooses the version of n8n
`;

const ROUNDS = 7;

async function main(args: readonly string[]): Promise<void> {
	if (args.length > 0) {
		process.stdout.write(HELP);
		process.exitCode = args.includes('--help') ? 0 : 2;
		return;
	}
	const progress = progressLine({ write: (text) => process.stderr.write(text) });
	const version = await prepare(progress);
	const installation = await provideN8n(version, progress.show);
	progress.show('start', 'loading node types');
	const nodes = await measureNodeTypes(installation, ROUNDS);
	progress.end();
	process.stdout.write(`${printNodeTypes(`n8n ${version}`, nodes)}\n`);
}

main(process.argv.slice(2))
	.catch((error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = 1;
	})
	.finally(async () => {
		await shutDown();
		await teardown();
		process.exit();
	});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => void shutDown());
}
