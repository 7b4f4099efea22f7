import { quote } from './inputError';

const MAX_NAMES = 20;
const MAX_NUMBERS = 5;
const MAX_NUMBER_LENGTH = 20;

/** `an instance`, `a step`. */
export function withArticle(noun: string): string {
	return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** `1 second`, `2 seconds`. */
export function pluralize(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `1, 2, 3, 4, 5 and 995 more`, so that thousands of numbers still make one sentence. */
export function formatNumbers(numbers: readonly string[]): string {
	const told = numbers
		.slice(0, MAX_NUMBERS)
		.map((digits) =>
			digits.length > MAX_NUMBER_LENGTH ? `${digits.slice(0, MAX_NUMBER_LENGTH)}…` : digits,
		)
		.join(', ');
	return numbers.length > MAX_NUMBERS ? `${told} and ${numbers.length - MAX_NUMBERS} more` : told;
}

/** Names for a message: only so many of them. */
export function formatNames(names: readonly string[]): string {
	const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
	return `${names.slice(0, MAX_NAMES).map(quote).join(', ')}${more}`;
}
