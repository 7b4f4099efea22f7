/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- starts servers on this machine; it never ships */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

const KEEPER = path.join(__dirname, 'keeper.js');
const KEPT_LINES = 200;

/** Carried by everything that is started here, so that what is left of it can be found. */
export const MARK = 'NEXT_MATTER_E2E_RUN';

export interface Command {
	/** What it is, for people. */
	readonly title: string;
	readonly command: string;
	readonly args: readonly string[];
	readonly cwd: string;
	/** All it gets; nothing is added but the mark. */
	readonly env: NodeJS.ProcessEnv;
	readonly onLine?: (line: string) => void;
	/** How long it may take to end when it is told to, in milliseconds. */
	readonly grace?: number;
}

export interface Running {
	readonly pid: number;
	/** Resolves with the exit code once it has ended. */
	readonly ended: Promise<number>;
	/** The last lines that it wrote. */
	tail(): string;
	/** Resolves when it and everything that it started has ended. */
	stop(): Promise<void>;
	/** Ends it and everything that it started at once, as a failure of the power would. */
	kill(): Promise<void>;
}

const running = new Set<Running>();
let isShutDown = false;

/** Starts a command that ends, with all its children, at the latest when this process does. */
export function start(options: Command): Running {
	const { title, command, args, cwd, env, onLine, grace = 10_000 } = options;
	if (isShutDown) throw new Error(`${title} is not started, as everything is being stopped`);
	const child = spawn(process.execPath, [KEEPER, command, ...args], {
		cwd,
		env: {
			...env,
			[MARK]: process.env[MARK] ?? String(process.pid),
			KEEPER_GRACE: String(grace),
		},
		// A process group of its own: Ctrl-C in the terminal reaches us, and we decide.
		detached: true,
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const { pid } = child;
	if (pid === undefined) throw new Error(`${title} could not be started`);
	const lines = readLines(child, onLine);
	const ended = new Promise<number>((resolve) => {
		child.once('close', (code) => resolve(code ?? 1));
	});
	const self: Running = {
		pid,
		ended,
		tail: () => lines.join('\n'),
		async stop() {
			child.stdin.destroy();
			await ended;
		},
		async kill() {
			process.kill(-pid, 'SIGKILL');
			await ended;
		},
	};
	running.add(self);
	void ended.then(() => running.delete(self));
	return self;
}

function readLines(child: ChildProcess, onLine?: (line: string) => void): string[] {
	const lines: string[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		if (!stream) continue;
		createInterface({ input: stream }).on('line', (line) => {
			lines.push(line);
			if (lines.length > KEPT_LINES) lines.shift();
			onLine?.(line);
		});
	}
	return lines;
}

/** @throws Error with what the command wrote last, if it fails */
export async function run(command: Command): Promise<void> {
	// Nothing of value is lost with one that is interrupted, and npm takes its time to notice.
	const one = start({ grace: 1000, ...command });
	const code = await one.ended;
	if (code !== 0) {
		throw new Error(`${command.title} failed (exit code ${code}):\n${one.tail()}`);
	}
}

/** Stops whatever is still running, and lets nothing be started any more. */
export async function shutDown(): Promise<void> {
	isShutDown = true;
	await Promise.all([...running].map(async (one) => await one.stop()));
}
