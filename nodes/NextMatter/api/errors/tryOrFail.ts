import { InputError } from '../../input/inputError';
import type { Certainty, Failure } from '../types';

/** The one catch: from here on, whatever went wrong is a value. */
export async function tryOrFail<T>(
	certainty: Certainty,
	work: () => T | Promise<T>,
): Promise<T | { readonly kind: 'failed'; readonly failure: Failure }> {
	try {
		return await work();
	} catch (error) {
		return { kind: 'failed', failure: toFailure(error, certainty) };
	}
}

/** Turns whatever was thrown into a failure, whose certainty the caller knows from where it stands. */
export function toFailure(error: unknown, certainty: Certainty): Failure {
	if (error instanceof InputError) {
		return { message: error.message, remedy: error.remedy, certainty };
	}
	const message = error instanceof Error && error.message ? error.message : 'Something went wrong';
	const remedy =
		certainty === 'not-sent'
			? 'Check the parameters of this node and their expressions'
			: 'It is unclear whether it was done. Check the instance in Next Matter before you run this item again.';
	return { message, remedy, certainty };
}
