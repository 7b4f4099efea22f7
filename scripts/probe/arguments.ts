/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- a command line tool; it never ships */
import { parseArgs } from 'node:util';
import { DEFAULT_BASE_URL, readApiKey, readBaseUrl } from '../../nodes/NextMatter/api/credential';

export const HELP = `Asks a real Next Matter what its documentation leaves open, and writes down what it found.

  npm run probe -- --api-key KEY [--instance ID] [--workflow ID]

  --api-key KEY    better set as NEXT_MATTER_API_KEY, which keeps it out of your shell's history
  --instance ID    an instance to read; one with filled-in form fields tells most
  --workflow ID    a workflow whose instances to list; by default that of the instance
  --base-url URL   where the API is (default: ${DEFAULT_BASE_URL}); nothing is sent anywhere else
  --report FILE    where to write the anonymised report (default: probe-report.json)
  --allow-writes   also send requests that could change something: they are made so that they
                   should change nothing, but nobody has tried them. Use an instance made for it
  --help           this text

Only reads, unless --allow-writes is given. Exit status: 0 all answered, 1 the key or the URL does
not work, 2 the command makes no sense.
`;

/** The command was given wrongly; the message is for the person who typed it. */
export class UsageError extends Error {}

export interface ProbeOptions {
	readonly apiKey: string;
	readonly baseUrl: string;
	readonly instanceId?: number;
	readonly workflowId?: number;
	readonly allowsWrites: boolean;
	readonly reportPath: string;
}

/** @throws UsageError that never repeats the key */
export function readArguments(
	args: string[],
	environmentKey: string | undefined,
): ProbeOptions | 'help' {
	const values = parse(args);
	if (values.help) return 'help';
	const apiKey = values['api-key'] ?? environmentKey;
	if (!apiKey?.trim()) {
		throw new UsageError('Give the API key as NEXT_MATTER_API_KEY or with --api-key KEY.');
	}
	return {
		apiKey: understood(() => readApiKey(apiKey)),
		baseUrl: understood(() => readBaseUrl(values['base-url'] ?? DEFAULT_BASE_URL)),
		instanceId: idOf('--instance', values.instance),
		workflowId: idOf('--workflow', values.workflow),
		allowsWrites: values['allow-writes'] ?? false,
		reportPath: values.report ?? 'probe-report.json',
	};
}

function parse(args: string[]) {
	try {
		const option = { type: 'string' } as const;
		const flag = { type: 'boolean' } as const;
		return parseArgs({
			args,
			options: {
				'api-key': option,
				'base-url': option,
				instance: option,
				workflow: option,
				report: option,
				'allow-writes': flag,
				help: flag,
			},
		}).values;
	} catch (error) {
		// The parser's own sentence may repeat what was typed, and with it the key.
		const name = /'(--[a-z-]+)[^']*'/i.exec(String(error))?.[1];
		throw new UsageError(name ? `${name} is not used as it should be.` : 'Only options are taken.');
	}
}

function idOf(name: string, value: string | undefined): number | undefined {
	if (value === undefined) return undefined;
	if (!/^[1-9]\d{0,14}$/.test(value)) throw new UsageError(`${name} takes an ID in digits.`);
	return Number(value);
}

function understood<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : 'A value cannot be read.');
	}
}
