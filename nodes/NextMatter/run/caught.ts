import type { Certainty } from '../api/types';
import { failureOf, type Failed } from './outcomes';

/** The one catch: from here on, whatever went wrong is a value. */
export async function caught<T>(
	certainty: Certainty,
	work: () => T | Promise<T>,
): Promise<T | Failed> {
	try {
		return await work();
	} catch (error) {
		return { kind: 'failed', failure: failureOf(error, certainty) };
	}
}
