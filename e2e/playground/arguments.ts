/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- a command line tool; it never ships */
import { parseArgs } from 'node:util';
import { DEFAULT_VERSION } from '../n8n/install';

export const HELP = `Starts n8n on this machine with this node in it, and a stand-in for Next Matter to use it with.
Nothing is needed beforehand: on first use n8n is installed into a cache folder (2.5 GB, some
minutes). Nothing is sent anywhere but to this machine. Ctrl-C stops everything.

  --n8n-version V   version of n8n (default: ${DEFAULT_VERSION})
  --port N          port of the editor (default: 5678, or a free one if that is taken)
  --watch           compile what is changed and load it into the running n8n (npm run dev)
  --fresh           forget what was made in the editor before
  --help            this text
`;

/** The command was given wrongly; the message is for the person who typed it. */
export class UsageError extends Error {}

export interface Arguments {
	readonly help: boolean;
	readonly version: string;
	readonly port?: number;
	readonly fresh: boolean;
	readonly watch: boolean;
}

/** @throws UsageError */
export function readArguments(args: string[]): Arguments {
	const values = parse(args);
	const version = values['n8n-version'] ?? DEFAULT_VERSION;
	if (!/^\d+\.\d+\.\d+$/.test(version)) {
		throw new UsageError(`--n8n-version takes a whole version such as ${DEFAULT_VERSION}.`);
	}
	const port = values.port === undefined ? undefined : Number(values.port);
	if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
		throw new UsageError('--port takes a number from 1 to 65535.');
	}
	const { help = false, fresh = false, watch = false } = values;
	return { help, version, port, fresh, watch };
}

function parse(args: string[]) {
	try {
		return parseArgs({
			args,
			options: {
				'n8n-version': { type: 'string' },
				port: { type: 'string' },
				fresh: { type: 'boolean' },
				watch: { type: 'boolean' },
				help: { type: 'boolean' },
			},
		}).values;
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}
