import { asSeen } from '../../input/invisible';
import { InputError, quotePlain } from '../../input/inputError';
import { readRequiredText } from '../../input/texts';

/** As the vendor writes them: `00:50` for 50 seconds, `02:30:00`, `01 09:30` with days. */
const CLOCK = /^(\d+ )?(\d+:)?[0-5]?\d:[0-5]\d$/;
const ISO_8601 = /^P(?=[\dT])(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;

/**
 * A length of time as the API takes it. A bare number is refused: it could be seconds or minutes, and a
 * filter that the API does not understand might count as none.
 *
 * @throws InputError
 */
export function readRuntime(label: string, value: unknown): string {
	const text = asSeen(readRequiredText(label, value))
		.replace(/\p{Zs}+/gu, ' ')
		.toUpperCase();
	if (CLOCK.test(text) || ISO_8601.test(text)) return text;
	throw new InputError(
		`'${label}' is ${quotePlain(value)}, which is not a duration`,
		'Enter hours, minutes and seconds such as 02:30:00, or ISO 8601 such as PT50M',
	);
}
