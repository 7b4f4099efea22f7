/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the benchmark is a command line tool; it never ships */
import { HELP, readArguments, UsageError } from './arguments';
import { runBench } from './runBench';

async function main(): Promise<boolean> {
	const command = readArguments(process.argv.slice(2));
	if (command === 'help') {
		process.stdout.write(HELP);
		return true;
	}
	return await runBench(command, {
		result: (text) => process.stdout.write(`${text}\n`),
		progress: (text) => process.stderr.write(`${text}\n`),
	});
}

main().then(
	(isGood) => {
		process.exitCode = isGood ? 0 : 1;
	},
	(error: unknown) => {
		const isUsage = error instanceof UsageError;
		const message = error instanceof Error ? error.message : String(error);
		process.stderr.write(`${message}\n${isUsage ? 'See npm run bench -- --help\n' : ''}`);
		process.exitCode = isUsage ? 2 : 1;
	},
);
