import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

/** What n8n gives whoever sends requests: a run, a list in the editor, a poll or a call. */
export type Context =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| IWebhookFunctions;

/**
 * The helper asks the context it is called with for the signal that ends a request, and would
 * replace any that it is given.
 */
export function withSignal<T extends Context>(context: T, signal: AbortSignal): T {
	const own = { getExecutionCancelSignal: { value: () => signal } };
	const derived: T = Object.create(context, own);
	return derived;
}

/** The editor has none, nor had hosts before 1.x. */
export function cancelSignalOf(context: Context): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}
