/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the benchmark is a command line tool; it never ships */
import { DEFAULT_VERSION, provideN8n } from '../../e2e/n8n/install';
import { shutDown } from '../../e2e/processes';
import { progressLine } from '../../e2e/progress';
import { prepare } from '../../e2e/setup';
import teardown from '../../e2e/teardown';
import { CONTENDERS, RIVAL } from './contenders';
import { measureContender } from './measureContender';
import { measureNodeTypes } from './nodeTypes';
import { leastOf, printNodeTypes, printServerRows, type ServerRow } from './report';

const HELP = `Measures the node in a real n8n server on this machine (Linux only), beside n8n's own nodes.

  npm run bench:server -- [--quick]

  --quick  proves in some minutes that it works; its numbers mean little
  N8N_VERSION=${DEFAULT_VERSION}  chooses the version of n8n
`;

const LATENCY_MS = 30;
const THOROUGH = {
	...{ items: 1_000, instances: 1_000, latencyMs: LATENCY_MS, warmUps: 2, passes: 4 },
	// Each contender in turn, so that a busy moment of the machine does not hit the same one only.
	rounds: 2,
};
const QUICK = { ...THOROUGH, warmUps: 0, passes: 1, rounds: 1 };

async function main(args: readonly string[]): Promise<void> {
	if (args.some((arg) => arg !== '--quick')) {
		write(HELP);
		process.exitCode = args.includes('--help') ? 0 : 2;
		return;
	}
	if (process.platform !== 'linux') throw new Error('What a process uses is read as on Linux.');
	const load = args.includes('--quick') ? QUICK : THOROUGH;
	const progress = progressLine((text) => process.stderr.write(text));
	const version = await prepare(progress);
	const installation = await provideN8n(version, progress.show);

	progress.show('loading node types');
	const nodes = await measureNodeTypes(installation, load === QUICK ? 1 : 7);
	progress.end();
	const title = `n8n ${version}`;
	write(`${printNodeTypes(`${title}: what a node type costs`, nodes)}\n\n`);

	const rounds: ServerRow[][] = [];
	while (rounds.length < load.rounds) {
		const round: ServerRow[] = [];
		for (const contender of CONTENDERS) {
			progress.show(`round ${rounds.length + 1}, ${contender.name}`);
			round.push({ name: contender.name, figures: await measureContender(contender, load) });
		}
		rounds.push(round);
	}
	progress.end();
	const rows = CONTENDERS.map(
		({ name }, index): ServerRow => ({
			name,
			figures: leastOf(rounds.map((round) => round[index].figures)),
		}),
	);
	const rival = rows.find(({ name }) => name === RIVAL.name);
	if (!rival) throw new Error(`${RIVAL.name} did not take part`);
	const workload = `${title}: a webhook with ${load.items} items → node → respond, latency ${LATENCY_MS} ms`;
	write(`${printServerRows(workload, rows, rival)}\n`);
}

function write(text: string): void {
	process.stdout.write(text);
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
