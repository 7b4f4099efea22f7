import { timeFilters } from '../../../../nodes/NextMatter/operations/lists/timeFilters';
import { refusalOf } from '../../inputErrorOf';

describe('the filters by time', () => {
	it('are all that the API documents, under the names of saved workflows', () => {
		expect(timeFilters.map(({ input, query }) => [input.name, input.displayName, query])).toEqual([
			['startedAfter', 'Started After', 'started_time_after'],
			['startedBefore', 'Started Before', 'started_time_before'],
			['updatedAfter', 'Updated After', 'last_updated_time_after'],
			['updatedBefore', 'Updated Before', 'last_updated_time_before'],
			['deadlineAfter', 'Deadline After', 'deadline_after'],
			['deadlineBefore', 'Deadline Before', 'deadline_before'],
			['stepDeadlineAfter', 'Step Deadline After', 'step_deadline_after'],
			['stepDeadlineBefore', 'Step Deadline Before', 'step_deadline_before'],
			['stoppedAfter', 'Stopped After', 'aborted_time_after'],
			['stoppedBefore', 'Stopped Before', 'aborted_time_before'],
			['completedAfter', 'Completed After', 'completed_time_after'],
			['completedBefore', 'Completed Before', 'completed_time_before'],
			['endedAfter', 'Ended After', 'ended_time_after'],
			['endedBefore', 'Ended Before', 'ended_time_before'],
		]);
	});

	it.each([
		['2026-06-16T10:00:00', 'Europe/Berlin', '2026-06-16T08:00:00Z'],
		['2026-06-16', 'America/New_York', '2026-06-16T04:00:00Z'],
	])('send %s in %s as %s', (value, timeZone, instant) => {
		for (const { input, read } of timeFilters) {
			expect(read(value, input.displayName, timeZone)).toBe(instant);
		}
	});

	it('refuse no time', () => {
		const [{ read }] = timeFilters;
		expect(refusalOf(() => read('', 'Ended After', 'UTC')).message).toBe("'Ended After' is empty");
	});
});
