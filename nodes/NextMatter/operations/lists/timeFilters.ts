import { readDate } from '../../input/dates';
import type { Filter } from './filterTypes';

const TIMES: ReadonlyArray<readonly [query: string, label: string]> = [
	['started_time', 'Started'],
	['last_updated_time', 'Updated'],
	['deadline', 'Deadline'],
	['step_deadline', 'Step Deadline'],
	['aborted_time', 'Stopped'],
	['completed_time', 'Completed'],
	['ended_time', 'Ended'],
];

/**
 * After and before each of the times of an instance. Their names say all that the collection does not
 * say of them together.
 */
export const timeFilters = TIMES.flatMap(([query, label]) =>
	(['After', 'Before'] as const).map(
		(side): Filter => ({
			input: {
				displayName: `${label} ${side}`,
				name: `${nameOf(label)}${side}`,
				type: 'dateTime',
				default: '',
			},
			query: `${query}_${side.toLowerCase()}`,
			read: (value, name, timeZone) => readDate(name, value, timeZone),
		}),
	),
);

function nameOf(label: string): string {
	const [first, ...rest] = label.split(' ');
	return [first.toLowerCase(), ...rest].join('');
}
