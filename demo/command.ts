/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the demo is a command line tool; it never ships */
import { HELP, readArguments, UsageError } from './arguments';
import { hasColour, styleFor } from './style';

/** What a command is given by the terminal, and where it writes to; each text is a line or several. */
export interface Terminal {
	readonly environment: NodeJS.ProcessEnv;
	readonly isTerminal: boolean;
	write(text: string): void;
	writeError(text: string): void;
}

/** Runs what was typed after `npm run demo --`. @returns the exit status, see the help */
export async function runCommand(args: string[], terminal: Terminal): Promise<number> {
	try {
		return (await run(args, terminal)) ? 0 : 1;
	} catch (error) {
		const isUsage = error instanceof UsageError;
		terminal.writeError(error instanceof Error ? error.message : String(error));
		if (isUsage) terminal.writeError('See npm run demo -- --help');
		return isUsage ? 2 : 1;
	}
}

async function run(args: string[], { environment, isTerminal, write }: Terminal): Promise<boolean> {
	const command = readArguments(args, environment.NEXT_MATTER_API_KEY);
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
	const style = styleFor(hasColour(environment, isTerminal));
	write(
		`${style.strong('Next Matter in n8n, without an account:')} the workflows of examples/, run by n8n's own engine\n` +
			'against a stand-in for Next Matter. Nothing leaves this machine.\n',
	);
	const { runExamples } = await import('./runExamples');
	return await runExamples(write, { isVerbose: command.isVerbose, style });
}
