import { Refusal, refusalOf } from '../input/refusal';

const MAX_TOLD = 10;

/**
 * Does all the work before it refuses, so that whoever has to correct the input learns of everything
 * at once.
 *
 * @throws Refusal for all that was refused; anything else that is thrown, at once
 */
export function collect<T, R>(entries: readonly T[], work: (entry: T, index: number) => R): R[] {
	const refusals: Refusal[] = [];
	const results = entries.flatMap((entry, index) => {
		try {
			return [work(entry, index)];
		} catch (error) {
			refusals.push(refusalOf(error));
			return [];
		}
	});
	throwAll(refusals);
	return results;
}

/** @throws Refusal that tells all of them, if there are any */
export function throwAll(refusals: readonly Refusal[]): void {
	if (refusals.length === 0) return;
	if (refusals.length === 1) throw refusals[0];
	const told = refusals.slice(0, MAX_TOLD);
	const more = refusals.length > MAX_TOLD ? `; and ${refusals.length - MAX_TOLD} more` : '';
	const remedies = [...new Set(told.map(({ remedy }) => remedy).filter(Boolean))];
	throw new Refusal(
		`${told.map(({ message }) => message).join('; ')}${more}`,
		remedies.join('. ').replaceAll('..', '.'),
	);
}
