import { InputError, inputErrorOf } from '../input/inputError';

const MAX_TOLD = 10;

/**
 * Does all the work before it refuses, so that whoever has to correct the input learns of everything
 * at once.
 *
 * @throws InputError for all that was refused; anything else that is thrown, at once
 */
export function collect<T, R>(entries: readonly T[], work: (entry: T, index: number) => R): R[] {
	const inputErrors: InputError[] = [];
	const results = entries.flatMap((entry, index) => {
		try {
			return [work(entry, index)];
		} catch (error) {
			inputErrors.push(inputErrorOf(error));
			return [];
		}
	});
	throwAll(inputErrors);
	return results;
}

/** @throws InputError that tells all of them, each once, if there are any */
export function throwAll(thrown: readonly InputError[]): void {
	const inputErrors = [...new Map(thrown.map((error) => [error.message, error])).values()];
	if (inputErrors.length === 0) return;
	if (inputErrors.length === 1) throw inputErrors[0];
	const told = inputErrors.slice(0, MAX_TOLD);
	const more = inputErrors.length > MAX_TOLD ? `; and ${inputErrors.length - MAX_TOLD} more` : '';
	const remedies = [...new Set(told.map(({ remedy }) => remedy).filter(Boolean))];
	throw new InputError(
		`${told.map(({ message }) => message).join('; ')}${more}`,
		remedies.join('. ').replaceAll('..', '.'),
	);
}
