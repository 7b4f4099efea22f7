import type { ErrorTree } from './answers';
import { readDuration } from './durations';

const ORDERINGS = [
	'name',
	'started_time',
	'last_updated_time',
	'status',
	'priority',
	'progress',
	'deadline',
	'ended_time',
	'total_runtime',
];

const CHOICES: Readonly<Record<string, readonly string[]>> = {
	status: ['running', 'completed', 'aborted'],
	priority: ['V', 'H'],
	ordering: ORDERINGS.flatMap((name) => [name, `-${name}`]),
};
const NUMBERS = ['progress_min', 'progress_max', 'active_step_id', 'lead_user'];

function findError(name: string, value: string): string | undefined {
	if (Object.hasOwn(CHOICES, name) && !CHOICES[name].includes(value)) {
		return `Select a valid choice. ${value} is not one of the available choices.`;
	}
	if (NUMBERS.includes(name) && !/^\d+(\.\d+)?$/.test(value)) return 'Enter a number.';
	if (/_(after|before)$/.test(name) && Number.isNaN(Date.parse(value))) {
		return 'Enter a valid date/time.';
	}
	const isDuration = name === 'total_runtime_min' || name === 'total_runtime_max';
	return isDuration && readDuration(value) === undefined ? 'Enter a valid duration.' : undefined;
}

/** What is wrong with the filters of a list, or `undefined` if nothing is. */
export function findQueryErrors(query: URLSearchParams): ErrorTree | undefined {
	const errors: ErrorTree = {};
	for (const [name, value] of query) {
		const error = findError(name, value);
		if (error !== undefined) errors[name] = [error];
	}
	return Object.keys(errors).length > 0 ? errors : undefined;
}
