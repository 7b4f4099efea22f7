const MOST_TOLD = 5;
const LONGEST_NUMBER = 20;

/** `an instance`, `a step`. */
export function withArticle(noun: string): string {
	return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** `1, 2, 3, 4, 5 and 995 more`, so that thousands of numbers still make one sentence. */
export function tellNumbers(numbers: readonly string[]): string {
	const told = numbers
		.slice(0, MOST_TOLD)
		.map((digits) =>
			digits.length > LONGEST_NUMBER ? `${digits.slice(0, LONGEST_NUMBER)}…` : digits,
		)
		.join(', ');
	return numbers.length > MOST_TOLD ? `${told} and ${numbers.length - MOST_TOLD} more` : told;
}
