/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a command line tool; it never ships */
import { writeFileSync } from 'node:fs';
import manifest from '../../package.json';
import { HELP, readArguments, UsageError } from './arguments';
import { makeReport, tellAnswer, tellTotal } from './report';
import { runProbe } from './run';

async function main(): Promise<number> {
	const options = readArguments(process.argv.slice(2), process.env.NEXT_MATTER_API_KEY);
	if (options === 'help') {
		write(HELP.trimEnd());
		return 0;
	}
	write(`Asking ${options.baseUrl}${options.allowsWrites ? '' : ', reading only'}\n`);
	const run = await runProbe(options, (answer) => write(tellAnswer(answer)));
	const versions = { package: manifest.version, node: process.versions.node };
	writeFileSync(options.reportPath, `${JSON.stringify(makeReport(run, versions), null, 2)}\n`);
	write(`\n${tellTotal(run)}`);
	write(
		`The report is in ${options.reportPath}. Look through it before you attach it to an issue.`,
	);
	return run.isLetIn ? 0 : 1;
}

function write(text: string): void {
	process.stdout.write(`${text}\n`);
}

main().then(
	(status) => {
		process.exitCode = status;
	},
	(error: unknown) => {
		const isUsage = error instanceof UsageError;
		const message = error instanceof Error ? error.message : String(error);
		process.stderr.write(`${message}\n${isUsage ? 'See npm run probe -- --help\n' : ''}`);
		process.exitCode = isUsage ? 2 : 1;
	},
);
