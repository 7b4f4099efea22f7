const MAX_TOLD = 5;
const MAX_NUMBER_LENGTH = 20;

/** `an instance`, `a step`. */
export function withArticle(noun: string): string {
	return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** `1, 2, 3, 4, 5 and 995 more`, so that thousands of numbers still make one sentence. */
export function tellNumbers(numbers: readonly string[]): string {
	const told = numbers
		.slice(0, MAX_TOLD)
		.map((digits) =>
			digits.length > MAX_NUMBER_LENGTH ? `${digits.slice(0, MAX_NUMBER_LENGTH)}…` : digits,
		)
		.join(', ');
	return numbers.length > MAX_TOLD ? `${told} and ${numbers.length - MAX_TOLD} more` : told;
}
