import {
	filtersProperty,
	readFilters,
} from '../../../../nodes/NextMatter/operations/lists/filters';
import { otherFilters } from '../../../../nodes/NextMatter/operations/lists/otherFilters';
import { timeFilters } from '../../../../nodes/NextMatter/operations/lists/timeFilters';
import { refusalOf } from '../../inputErrorOf';

const offered = (filtersProperty.options ?? []).flatMap((option) =>
	'displayName' in option ? [option] : [],
);

describe('the filters of a list', () => {
	it('are offered by the alphabet, each under a name of its own', () => {
		const names = offered.map(({ displayName }) => displayName);
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
		expect(offered).toHaveLength(timeFilters.length + otherFilters.length);
		expect(new Set(offered.map(({ name }) => name)).size).toBe(offered.length);
	});

	it.each<[unknown]>([[undefined], [{ unknown: 'x' }]])('are none in %j', (given) => {
		expect(readFilters(given, 'UTC')).toEqual({});
	});

	it('are all that were added, and no others', () => {
		const given = { status: 'completed', endedBefore: '2026-06-16T10:00', leadUser: undefined };
		expect(readFilters(given, 'Europe/Berlin')).toEqual({
			status: 'completed',
			ended_time_before: '2026-06-16T08:00:00Z',
		});
	});

	it('are refused by the name that the editor shows', () => {
		const refused = (given: object) => refusalOf(() => readFilters(given, 'UTC')).message;
		expect(refused({ stepDeadlineAfter: 'soon' })).toBe(
			'\'Step Deadline After\' is "soon", which is not a date',
		);
		expect(refused({ progressMinimum: 101 })).toBe(
			"'Progress Minimum (%)' is 101, which is not a number from 0 to 100",
		);
		// An expression that found nothing does not widen the list in secret.
		expect(refused({ nameContains: null })).toBe("'Name Contains' is empty");
	});
});
