import { quote, InputError } from './inputError';
import { readNumber } from './texts';

export interface NumberRange {
	readonly min: number;
	readonly max: number;
	readonly whole?: boolean;
}

/** @throws InputError for anything but a number within the range */
export function readNumberWithin(label: string, value: unknown, range: NumberRange): number {
	const { min, max, whole = false } = range;
	const number = readNumber(label, value);
	if (number >= min && number <= max && (!whole || Number.isInteger(number))) return number;
	throw new InputError(
		`'${label}' is ${quote(value)}, which is not a ${whole ? 'whole ' : ''}number from ${min} to ${max}`,
		`Enter a ${whole ? 'whole ' : ''}number from ${min} to ${max}`,
	);
}
