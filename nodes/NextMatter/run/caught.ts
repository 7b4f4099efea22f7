import type { Certainty } from '../api/types';
import { failureOf, type Outcome } from './outcomes';

export type Failed = Extract<Outcome, { kind: 'failed' }>;

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
