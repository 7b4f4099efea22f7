import { startWorker, type N8nServer, type ServerOptions } from '../n8n/server';

/** A worker, and what its log tells of its executions. */
export interface Worker {
	readonly server: N8nServer;
	/** IDs of the executions that it has taken on. */
	readonly started: ReadonlySet<string>;
	/** IDs of those that it has brought to an end, good or bad. */
	readonly ended: ReadonlySet<string>;
}

const STARTED = /Worker started execution (\d+)/;
const ENDED = /Worker (?:finished|errored while running) execution (\d+)/;

export async function addWorker(options: ServerOptions): Promise<Worker> {
	const started = new Set<string>();
	const ended = new Set<string>();
	const server = await startWorker({
		...options,
		onLine(line) {
			const [begun, over] = [STARTED.exec(line), ENDED.exec(line)];
			if (begun) started.add(begun[1]);
			if (over) ended.add(over[1]);
		},
	});
	return { server, started, ended };
}

/** The executions that a worker has in hand. */
export function inHand({ started, ended }: Worker): string[] {
	return [...started].filter((id) => !ended.has(id));
}
