/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- the benchmark runs on a developer's machine; it never ships */
import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';

/** Functions of another process by name, each with one argument that is plain data. */
type Functions<F> = { readonly [Name in keyof F]: (argument: never) => unknown };
type Argument<F extends Functions<F>, Name extends keyof F> = Parameters<F[Name]>[0];
type Result<F extends Functions<F>, Name extends keyof F> = Awaited<ReturnType<F[Name]>>;

type Answer =
	| { readonly kind: 'answer'; readonly value: unknown }
	| { readonly kind: 'error'; readonly text: string };

/** A process of its own, of which one thing at a time may be asked. */
export interface Partner<F extends Functions<F>> {
	/** @throws when it fails, ends, or takes longer than it may */
	ask<Name extends keyof F>(name: Name, argument: Argument<F, Name>): Promise<Result<F, Name>>;
	end(): Promise<void>;
}

/** Starts `file`, which has to call `answer` with the same functions. */
export function startPartner<F extends Functions<F>>(
	file: string,
	pollTimeoutMs: number,
	options: ForkOptions = {},
): Partner<F> {
	const child = fork(file, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], ...options });
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	return {
		ask: (async (name, argument) =>
			await askOnce(child, { name, argument }, pollTimeoutMs)) as Partner<F>['ask'],
		async end() {
			child.kill('SIGKILL');
			await ended;
		},
	};
}

async function askOnce(child: ChildProcess, question: object, pollTimeoutMs: number) {
	return await new Promise<unknown>((resolve, reject) => {
		const settle = (act: () => void) => {
			clearTimeout(timer);
			child.off('message', onMessage).off('exit', onExit).off('error', onError);
			act();
		};
		const fail = (text: string) => settle(() => reject(new Error(text)));
		const onExit = (code: number | null) => fail(`Its process ended (${code ?? 'by a signal'})`);
		const onError = (error: Error) => fail(error.message);
		const onMessage = (message: Answer) => {
			// Others use the same channel, tsx for instance.
			if (message.kind === 'answer') settle(() => resolve(message.value));
			else if (message.kind === 'error') fail(message.text);
		};
		const timer = setTimeout(() => fail(`Took more than ${pollTimeoutMs / 1000} s`), pollTimeoutMs);
		child.on('message', onMessage).on('exit', onExit).on('error', onError);
		child.send(question, (error) => error && onError(error));
	});
}

/** The other side: calls what it is asked for, until nobody is there to ask any more. */
export function answer<F extends Functions<F>>(functions: F): void {
	const send = (message: Answer) => process.send?.(message);
	process.on('message', ({ name, argument }: { name: keyof F; argument: never }) => {
		if (!(name in functions)) return;
		Promise.resolve(argument)
			.then(functions[name])
			.then(
				(value) => send({ kind: 'answer', value }),
				(error: unknown) => send({ kind: 'error', text: String(error) }),
			);
	});
	process.once('disconnect', () => process.exit());
}
