import { InputError } from '../input/inputError';

export const DEFAULT_WINDOW_SECONDS = 300;
export const MAX_WINDOW_SECONDS = 86_400;

/** @throws InputError */
export function readWindowMs(value: unknown = DEFAULT_WINDOW_SECONDS): number {
	const seconds = Number(value);
	const isNumber = typeof value === 'number' || /^\d+$/.test(String(value).trim());
	if (isNumber && seconds >= 0 && seconds <= MAX_WINDOW_SECONDS) return seconds * 1000;
	throw new InputError(
		`'Ignore Repeated Calls For' must be a number of seconds from 0 to ${MAX_WINDOW_SECONDS}`,
		'Enter 0 to start the n8n workflow with every call',
	);
}
