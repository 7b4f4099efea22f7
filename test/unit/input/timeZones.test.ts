import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { instantOf, type WallTime } from '../../../nodes/NextMatter/input/timeZones';
import { scale } from '../../scale';

function wallOf(text: string): WallTime {
	const [year, month, day, hour, minute, second = 0] = text.split(/\D/).map(Number);
	return { year, month, day, hour, minute, second, millisecond: 0 };
}

const read = (text: string, zone: number | string) =>
	new Date(instantOf(wallOf(text), zone)).toISOString();

describe('instantOf', () => {
	it.each<[number, string]>([
		[0, '2026-06-16T10:00:00.000Z'],
		[120, '2026-06-16T08:00:00.000Z'],
	])('takes %d minutes east of UTC', (minutes, expected) => {
		expect(read('2026-06-16 10:00', minutes)).toBe(expected);
	});

	it.each<[string, string, string]>([
		['UTC', '2026-06-16 10:00', '2026-06-16T10:00:00.000Z'],
		['Europe/Berlin', '2026-06-16 10:00', '2026-06-16T08:00:00.000Z'],
		['Europe/Berlin', '2026-01-16 10:00', '2026-01-16T09:00:00.000Z'],
		['Asia/Kolkata', '2026-01-01 00:00', '2025-12-31T18:30:00.000Z'],
		['Africa/Monrovia', '1971-06-01 00:00', '1971-06-01T00:44:30.000Z'],
	])('reads a clock of %s at %s', (zone, wall, expected) => {
		expect(read(wall, zone)).toBe(expected);
	});

	it.each<[string, string, string]>([
		['Europe/Berlin', '2026-03-29 02:00', '2026-03-29T01:00:00.000Z'],
		['Australia/Lord_Howe', '2026-10-04 02:15', '2026-10-03T15:45:00.000Z'],
		['Pacific/Apia', '2011-12-30 12:00', '2011-12-30T22:00:00.000Z'],
	])('moves a time forward that clocks of %s skip: %s', (zone, wall, expected) => {
		expect(read(wall, zone)).toBe(expected);
	});

	it.each<[string, string, string]>([
		['Europe/Berlin', '2026-03-29 01:59', '2026-03-29T00:59:00.000Z'],
		['Europe/Berlin', '2026-03-29 03:00', '2026-03-29T01:00:00.000Z'],
		['Europe/Berlin', '2026-10-25 03:00', '2026-10-25T02:00:00.000Z'],
	])('reads the time next to a change of the clocks of %s: %s', (zone, wall, expected) => {
		expect(read(wall, zone)).toBe(expected);
	});

	it.each<[string, string, string]>([
		['Europe/Berlin', '2026-10-25 02:00', '2026-10-25T00:00:00.000Z'],
		['Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45:00.000Z'],
	])('takes the first of two times that clocks of %s show: %s', (zone, wall, expected) => {
		expect(read(wall, zone)).toBe(expected);
	});

	it('reads the years before 100 as they are', () => {
		expect(read('0050-03-01 00:00', 0)).toBe('0050-03-01T00:00:00.000Z');
		expect(read('0004-02-29 00:00', 'UTC')).toBe('0004-02-29T00:00:00.000Z');
	});

	it('keeps the milliseconds', () => {
		const wall = { ...wallOf('1969-12-31 23:59'), millisecond: 999 };
		expect(instantOf(wall, 'UTC')).toBe(-59_001);
		expect(instantOf(wall, 'Asia/Kolkata')).toBe(-59_001 - 5.5 * 3_600_000);
	});

	it('throws a RangeError for a zone that is none', () => {
		expect(() => instantOf(wallOf('2026-06-16 10:00'), 'Mars/Phobos')).toThrow(RangeError);
	});

	const changes = fc.constantFrom<[string, string]>(
		['Europe/Berlin', '2026-03-29T01:00Z'],
		['Europe/Berlin', '2026-10-25T01:00Z'],
		['America/New_York', '2026-03-08T07:00Z'],
		['America/New_York', '2026-11-01T06:00Z'],
		['Australia/Lord_Howe', '2026-04-04T15:00Z'],
		['Australia/Lord_Howe', '2026-10-03T15:30Z'],
		['Pacific/Apia', '2011-12-30T10:00Z'],
		['Africa/Casablanca', '2026-02-15T02:00Z'],
		['America/St_Johns', '2006-10-29T02:31Z'],
	);

	it('agrees with luxon on every minute that is shown around a change of the clocks', () => {
		const minutes = fc.integer({ min: -2 * 1440, max: 2 * 1440 });
		fc.assert(
			fc.property(changes, minutes, ([zone, change], minute) => {
				const shown = DateTime.fromISO(change, { zone }).plus({ minutes: minute });
				const [first] = shown.getPossibleOffsets();
				const wall = wallOf(shown.toFormat('yyyy-MM-dd HH:mm'));
				expect(instantOf(wall, zone)).toBe(first.toMillis());
			}),
			{ numRuns: scale(300, 2000) },
		);
	});
});
