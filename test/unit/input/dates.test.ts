import { DateTime, Duration } from 'luxon';
import { readDate } from '../../../nodes/NextMatter/input/dates';
import { refusalOf } from '../inputErrorOf';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'];

describe('readDate', () => {
	it.each<[string, string]>([
		['2026-06-16T10:00:00Z', '2026-06-16T10:00:00Z'],
		['2026-06-16t10:00:00z', '2026-06-16T10:00:00Z'],
		['2026-06-16 10:00:00Z', '2026-06-16T10:00:00Z'],
		['2026-06-16\u00a010:00:00\u2009Z', '2026-06-16T10:00:00Z'],
		['2026-06-16T10:00:00+02:00', '2026-06-16T08:00:00Z'],
		['2026-06-16T10:00:00-0530', '2026-06-16T15:30:00Z'],
		['2026-06-16T10:00:00+02', '2026-06-16T08:00:00Z'],
		['2026-06-16T10:00:00-00:30', '2026-06-16T10:30:00Z'],
		['2026-06-16T10Z', '2026-06-16T10:00:00Z'],
		['20260616T1000+0545', '2026-06-16T04:15:00Z'],
		['2026-06-16T10:00:00.5Z', '2026-06-16T10:00:00.500Z'],
		['2026-06-16T10:00:00,05Z', '2026-06-16T10:00:00.050Z'],
		['2026-06-16T10:00:00.123456789Z', '2026-06-16T10:00:00.123Z'],
		['2026-06-16T10:00:00.9999Z', '2026-06-16T10:00:00.999Z'],
		['0000-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
		['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
	])('reads %s whatever the zone of the workflow is', (text, expected) => {
		for (const zone of ZONES) expect(readDate('Date', text, zone)).toBe(expected);
	});

	it.each<[string, string, string]>([
		['2026-06-16', 'Europe/Berlin', '2026-06-15T22:00:00Z'],
		['2026-06-16T10:00', 'Europe/Berlin', '2026-06-16T08:00:00Z'],
	])('reads %s in the zone %s', (text, zone, expected) => {
		expect(readDate('Date', text, zone)).toBe(expected);
	});

	it.each<[string]>([['2024-02-29'], ['0000-02-29'], ['2026-04-30']])('knows the day %s', (day) => {
		expect(readDate('Date', `${day}T00:00:00Z`, 'UTC')).toBe(`${day}T00:00:00Z`);
	});

	it.each<[unknown]>([
		['1900-02-29'],
		['2026-02-29'],
		['2026-04-31'],
		['2026-13-01'],
		['2026-00-01'],
		['2026-01-00'],
		['2026-06-16T24:00:00Z'],
		['2026-06-16T10:60:00Z'],
		['2026-06-16T10:00:60Z'],
		['2026-06-16T10:00:00+02:60'],
		['31.12.2026'],
		['2026-6-16'],
		['2026-06-16T10:00:00.Z'],
		['2026-06-16T10:00:00ZZ'],
		['x2026-06-16'],
		['2026-06-16Z'],
		['0000-01-01T00:00:00+01:00'],
		['9999-12-31T23:30:00-01:00'],
		[1781600400000],
		[{ toMillis: 5 }],
		[['2026-06-16']],
		[new Date(8.64e15)],
	])('refuses %p', (value) => {
		const { message, remedy } = refusalOf(() => readDate('Due', value, 'UTC'));
		expect(message).toMatch(/^'Due' is .+, which is not a date$/);
		expect(remedy).toMatch(/^Pick a date, or enter it in ISO 8601, such as 2026-06-16T10:00:00/);
	});

	it('refuses nothing as empty', () => {
		expect(refusalOf(() => readDate('Due', undefined, 'UTC')).message).toBe("'Due' is empty");
	});

	it('reads what the date picker, luxon and JavaScript call the same instant', () => {
		const iso = '2026-06-16T08:00:00Z';
		const luxon = DateTime.fromISO(iso, { zone: 'Asia/Kolkata' });
		for (const value of [iso, luxon, new Date(iso), '2026-06-16T10:00:00']) {
			expect(readDate('Date', value, 'Europe/Berlin')).toBe(iso);
		}
	});
});

it('calls an invalid date by its name', () => {
	const { message, remedy } = refusalOf(() => readDate('Date', new Date(NaN), 'UTC'));
	expect(message).toBe("'Date' is an invalid date");
	expect(remedy).toBe(
		'Check the expression; the date that it starts from may be empty or in another format',
	);
});

it.each([Duration.fromObject({ days: 3 }), DateTime.now().diff(DateTime.fromMillis(0))])(
	'refuses %p, a length of time, which would become a day in 1970',
	(value) => {
		expect(refusalOf(() => readDate('Due', value, 'UTC')).message).toBe(
			`'Due' is "${value.toISO()}", which is not a date`,
		);
	},
);
