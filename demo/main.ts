/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the demo is a command line tool; it never ships */
import { HELP, readArguments, UsageError } from './arguments';
import { hasColour, styleFor } from './style';

async function main(): Promise<boolean> {
	const command = readArguments(process.argv.slice(2), process.env.NEXT_MATTER_API_KEY);
	if (command.kind === 'help') {
		write(HELP.trimEnd());
		return true;
	}
	// The engine reads this once, when it is imported; that takes a while and comes only now.
	process.env.N8N_LOG_LEVEL = 'silent';
	if (command.kind === 'single') {
		const { runSingle } = await import('./single');
		return await runSingle(command.run, write);
	}
	const style = styleFor(hasColour());
	write(
		`${style.strong('Next Matter in n8n, without an account:')} the workflows of examples/, run by n8n's own engine\n` +
			'against a stand-in for Next Matter. Nothing leaves this machine.\n',
	);
	const { runExamples } = await import('./runExamples');
	return await runExamples(write, { isVerbose: command.isVerbose, style });
}

function write(text: string): void {
	process.stdout.write(`${text}\n`);
}

// A reader such as `head` may leave before the end; nobody is there to be told more.
process.stdout.once('error', () => process.exit(1));

main().then(
	(isGood) => {
		process.exitCode = isGood ? 0 : 1;
	},
	(error: unknown) => {
		const isUsage = error instanceof UsageError;
		const message = error instanceof Error ? error.message : String(error);
		process.stderr.write(`${message}\n${isUsage ? 'See npm run demo -- --help\n' : ''}`);
		process.exitCode = isUsage ? 2 : 1;
	},
);
