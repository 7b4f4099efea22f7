import { InputError } from '../input/inputError';

/** Far more than a step has. */
const MAX_FORM_FIELDS = 1_000;

/** @throws InputError for so many form fields that they cannot be meant */
export function checkCount(count: number): void {
	if (count <= MAX_FORM_FIELDS) return;
	throw new InputError(
		`There are ${count} form fields`,
		`Fill in at most ${MAX_FORM_FIELDS} form fields of a step`,
	);
}
