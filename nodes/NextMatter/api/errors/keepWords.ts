import type { NodeApiError, NodeOperationError } from 'n8n-workflow';

/** Their constructors replace a message that merely contains something like "EPERM". */
export function keepWords<T extends NodeApiError | NodeOperationError>(
	error: T,
	{ message, description }: { readonly message: string; readonly description: string },
): T {
	error.message = message;
	error.description = description;
	return error;
}
