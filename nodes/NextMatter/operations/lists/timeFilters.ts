import { readDate } from '../../input/dates';
import type { Filter } from './filterTypes';

const TIMES: ReadonlyArray<readonly [query: string, label: string, what: string]> = [
	['started_time', 'Started', 'were started'],
	['last_updated_time', 'Updated', 'were last updated'],
	['deadline', 'Deadline', 'have their deadline'],
	['step_deadline', 'Step Deadline', 'have the deadline of a step'],
	['aborted_time', 'Stopped', 'were stopped'],
	['completed_time', 'Completed', 'were completed'],
	['ended_time', 'Ended', 'were completed or stopped'],
];

/** After and before each of the times of an instance. */
export const timeFilters = TIMES.flatMap(([query, label, what]) =>
	(['After', 'Before'] as const).map(
		(side): Filter => ({
			input: {
				displayName: `${label} ${side}`,
				name: `${nameOf(label)}${side}`,
				type: 'dateTime',
				default: '',
				description: `Only instances that ${what} ${side.toLowerCase()} this time. Without an offset, it is read in the time zone of the workflow.`,
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
