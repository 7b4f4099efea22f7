/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the demo is a command line tool; it never ships */
import { runCommand } from './command';

// A reader such as `head` may leave before the end; nobody is there to be told more.
process.stdout.once('error', () => process.exit(1));

void runCommand(process.argv.slice(2), {
	environment: process.env,
	isTerminal: Boolean(process.stdout.isTTY),
	write: (text) => process.stdout.write(`${text}\n`),
	writeError: (text) => process.stderr.write(`${text}\n`),
}).then((status) => {
	process.exitCode = status;
});
