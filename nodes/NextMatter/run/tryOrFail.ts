import type { Certainty } from '../api/types';
import { toFailure, type Failed } from './outcomes';

/** The one catch: from here on, whatever went wrong is a value. */
export async function tryOrFail<T>(
	certainty: Certainty,
	work: () => T | Promise<T>,
): Promise<T | Failed> {
	try {
		return await work();
	} catch (error) {
		return { kind: 'failed', failure: toFailure(error, certainty) };
	}
}
