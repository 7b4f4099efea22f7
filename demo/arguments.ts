/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- the demo is a command line tool; it never ships */
import { parseArgs } from 'node:util';

export const HELP = `Runs Next Matter workflows through n8n's own engine, on this machine.

  npm run demo [-- --verbose]
      Runs all examples against a stand-in for the Next Matter API and checks what they did.

  npm run demo -- --base-url URL --workflow FILE [--input FILE] [--api-key KEY]
      Runs one workflow against any server, the real one included:
      THE STEPS IT NAMES ARE REALLY COMPLETED.

  --verbose        of the examples, every request and item
  --base-url URL   address of the API, such as https://core.nextmatter.com/api
  --api-key KEY    better set as NEXT_MATTER_API_KEY, which keeps it out of your shell's history
  --workflow FILE  a workflow that was exported from n8n
  --input FILE     JSON list of items to begin with, instead of those pinned in the workflow
  --help           this text

Exit status: 0 all went well, 1 something failed, 2 the command makes no sense.
`;

/** The command was given wrongly; the message is for the person who typed it. */
export class UsageError extends Error {}

export interface SingleRun {
	readonly baseUrl: string;
	readonly apiKey: string;
	readonly workflowPath: string;
	readonly inputPath?: string;
}

export type Command =
	| { kind: 'help' }
	| { kind: 'examples'; isVerbose: boolean }
	| { kind: 'single'; run: SingleRun };

/** @throws UsageError */
export function readArguments(args: string[], environmentKey: string | undefined): Command {
	const values = parse(args);
	if (values.help) return { kind: 'help' };
	const { verbose: isVerbose = false, ...others } = values;
	if (Object.keys(others).length === 0) return { kind: 'examples', isVerbose };
	const { workflow, input } = values;
	const baseUrl = values['base-url'];
	const apiKey = values['api-key'] ?? environmentKey;
	if (!workflow) throw new UsageError('Name the workflow to run with --workflow FILE.');
	if (!baseUrl) throw new UsageError('Say against which server to run with --base-url URL.');
	if (!apiKey?.trim()) {
		throw new UsageError('Give the API key as NEXT_MATTER_API_KEY or with --api-key KEY.');
	}
	if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
		throw new UsageError('--base-url has to be an address that starts with http:// or https://.');
	}
	return { kind: 'single', run: { baseUrl, apiKey, workflowPath: workflow, inputPath: input } };
}

function parse(args: string[]) {
	try {
		const option = { type: 'string' } as const;
		return parseArgs({
			args,
			options: {
				'base-url': option,
				'api-key': option,
				workflow: option,
				input: option,
				verbose: { type: 'boolean' },
				help: { type: 'boolean' },
			},
		}).values;
	} catch (error) {
		throw new UsageError(explain(String(error)));
	}
}

/** The parser's own sentence may repeat what was typed, and with it the key. */
function explain(message: string): string {
	const name = /'(--?[a-z-]+)[^']*'/i.exec(message)?.[1];
	if (!name) return 'The demo takes nothing but its options.';
	return message.includes('Unknown option')
		? `There is no option ${name}.`
		: `${name} is not used as it should be; options with a value are written as ${name}=VALUE.`;
}
