import { InputError } from '../../nodes/NextMatter/input/inputError';

/** The refusal in which the work ends; anything else fails the test. */
export function refusalOf(work: () => unknown): InputError {
	const ended = settle(work);
	if (ended.refusal) return ended.refusal;
	throw new Error(`Expected a refusal, got ${JSON.stringify(ended.result)}`);
}

/** What the work returns or refuses; anything else that it throws fails the test. */
export function settle<T>(work: () => T): { readonly result?: T; readonly refusal?: InputError } {
	try {
		return { result: work() };
	} catch (error) {
		return { refusal: asRefusal(error) };
	}
}

function asRefusal(error: unknown): InputError {
	if (error instanceof InputError) return error;
	throw new Error(`Expected a refusal, got ${String(error)}`, { cause: error });
}
