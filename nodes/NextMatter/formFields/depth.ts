import { InputError } from '../input/inputError';

const MAX_DEPTH = 100;

/**
 * @returns the value itself
 * @throws InputError for a value that is nested so deep that something on its way would break
 */
export function checkDepth<T>(label: string, value: T): T {
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > MAX_DEPTH) {
			throw new InputError(
				`'${label}' is nested more than ${MAX_DEPTH} levels deep`,
				'Flatten it, or give the inner part as text',
			);
		}
		level = level.flatMap((one) =>
			typeof one === 'object' && one !== null ? Object.values(one) : [],
		);
	}
	return value;
}
