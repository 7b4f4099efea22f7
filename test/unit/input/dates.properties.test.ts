import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { readDate } from '../../../nodes/NextMatter/input/dates';
import { settle } from '../inputErrorOf';
import { scale } from '../../scale';

const ZONES = [
	'UTC',
	'Europe/Berlin',
	'America/New_York',
	'America/St_Johns',
	'Asia/Kolkata',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'Pacific/Chatham',
];

describe('readDate', () => {
	const zones = fc.constantFrom(...ZONES);
	const instants = fc.integer({ min: 0, max: Date.UTC(2100, 11, 31) });
	const print = (milliseconds: number) =>
		new Date(milliseconds).toISOString().replace('.000Z', 'Z');

	it('reads back any instant that luxon writes with an offset', () => {
		fc.assert(
			fc.property(instants, zones, zones, (instant, zone, workflowZone) => {
				const written = DateTime.fromMillis(instant, { zone });
				const forms = [written, written.toISO(), written.toISO({ format: 'basic' })];
				for (const form of forms) {
					expect(readDate('Date', form, workflowZone)).toBe(print(instant));
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('reads any time without an offset as luxon does, the first one of two', () => {
		fc.assert(
			fc.property(instants, zones, (instant, zone) => {
				const shown = DateTime.fromMillis(instant, { zone });
				const [first] = shown.getPossibleOffsets();
				const text = shown.toISO({ includeOffset: false });
				expect(readDate('Date', text, zone)).toBe(print(first.toMillis()));
			}),
			{ numRuns: scale(300, 1000) },
		);
	});

	it('refuses any text or returns an instant in UTC', () => {
		const digits = (length: number) =>
			fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
		const nearlyDates = fc
			.tuple(digits(4), digits(2), digits(2), digits(2), digits(2), fc.constantFrom('', 'Z', '-03'))
			.map(([y, m, d, h, min, offset]) => `${y}-${m}-${d}T${h}:${min}${offset}`);
		fc.assert(
			fc.property(fc.oneof(nearlyDates, fc.string(), fc.anything()), zones, (value, zone) => {
				const { result } = settle(() => readDate('Date', value, zone));
				if (result === undefined) return;
				expect(result).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
				expect(print(Date.parse(result))).toBe(result);
			}),
			{ numRuns: scale(300, 2000) },
		);
	});
});
