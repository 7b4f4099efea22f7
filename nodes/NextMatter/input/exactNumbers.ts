/** A number in JSON or typed: what `Number` reads in decimal notation. */
const NUMERAL = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy;
/** Shorter ones keep all their digits. */
const MAY_CHANGE = /[\d.]{16}|\de[+-]?\d\d/i;

/** Whether a number that is written in decimals is still the same after JavaScript has read it. */
export function isExact(numeral: string): boolean {
	const number = Number(numeral);
	if (!Number.isFinite(number)) return false;
	return !MAY_CHANGE.test(numeral) || canonical(numeral) === canonical(String(number));
}

/** Digits without zeros around them, and the power of ten of the last one. The sign is never lost. */
function canonical(numeral: string): string {
	const [, whole, fraction = '', exponent = '0'] =
		/^[+-]?0*(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(numeral) ?? [];
	const digits = `${whole}${fraction}`;
	const significant = withoutZerosBehind(digits);
	if (!/[1-9]/.test(significant)) return '0';
	const power = Number(exponent) - fraction.length + digits.length - significant.length;
	return `${significant.replace(/^0+/, '')}e${power}`;
}

function withoutZerosBehind(digits: string): string {
	let end = digits.length;
	while (digits.endsWith('0', end)) end -= 1;
	return digits.slice(0, end);
}

/**
 * The first number in a JSON text that JavaScript reads as another one: with more digits than it can
 * hold, or too large or too small.
 */
export function findInexact(json: string): string | undefined {
	if (!MAY_CHANGE.test(json)) return undefined;
	for (let index = 0; index < json.length; index += 1) {
		const character = json[index];
		if (character === '"') index = endOfText(json, index);
		else if (/[-\d]/.test(character)) {
			NUMERAL.lastIndex = index;
			const [numeral] = NUMERAL.exec(json) ?? [character];
			if (!isExact(numeral)) return numeral;
			index += numeral.length - 1;
		}
	}
	return undefined;
}

/** Index of the quotation mark that ends the text which begins at `start`. */
export function endOfText(json: string, start: number): number {
	let index = start + 1;
	while (index < json.length && json[index] !== '"') index += json[index] === '\\' ? 2 : 1;
	return index;
}
