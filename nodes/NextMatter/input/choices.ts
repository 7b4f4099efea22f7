import { asSeen } from './invisible';
import { quotePlain, InputError } from './inputError';

/** @throws InputError when an expression returned none of the choices */
export function readChoice<T extends string>(
	label: string,
	value: unknown,
	choices: readonly T[],
): T {
	const word = typeof value === 'string' ? asSeen(value) : value;
	const choice = choices.find((candidate) => candidate === word);
	if (choice !== undefined) return choice;
	throw new InputError(
		`'${label}' is ${quotePlain(value)}, which is not one of its values`,
		`Expected one of ${choices.join(', ')}`,
	);
}

/** @throws InputError for anything but true and false, as values or as words */
export function readBoolean(label: string, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'string' ? value.toLowerCase() : value;
	return readChoice(label, word, ['true', 'false']) === 'true';
}
