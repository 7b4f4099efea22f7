import { readWaitLimit } from '../../../../../nodes/NextMatter/operations/instance/sendAndWait/limitWaitTime';
import { refusalOf } from '../../../inputErrorOf';

const now = Date.UTC(2026, 5, 16, 10);
const limitOf = (given: unknown) => readWaitLimit(given, { now, timeZone: 'Europe/Berlin' });
const HOUR = 3_600_000;

it.each<[string, unknown, number | undefined]>([
	['without the option: never', undefined, undefined],
	['as n8n saves it unchanged: 45 minutes', {}, now + 0.75 * HOUR],
	['with nothing set: an hour', { values: {} }, now + HOUR],
	['in days', { values: { resumeAmount: 2, resumeUnit: 'days' } }, now + 48 * HOUR],
	[
		'at a time of the time zone',
		{ values: { limitType: 'atSpecifiedTime', maxDateAndTime: '2026-06-16T12:30' } },
		now + 0.5 * HOUR,
	],
])('the wait ends %s', (_when, given, expected) => {
	expect(limitOf(given)).toBe(expected);
});

it.each<[unknown, string, string]>([
	['soon', "'Limit Wait Time' has no values", 'Set when to stop waiting, or remove it'],
	[
		{ values: { resumeAmount: 0 } },
		"'Amount' of 'Limit Wait Time' is 0",
		"Nobody could answer in time: enter more than 0, or remove 'Limit Wait Time'",
	],
	[
		{ values: { limitType: 'atSpecifiedTime', maxDateAndTime: '2026-06-16T12:00' } },
		"'Max Date and Time' (2026-06-16T10:00:00.000Z) is in the past",
		'Nobody could answer in time: choose a later time',
	],
])('refuses %j, and says what to do about it', (given, ...told) => {
	const { message, remedy } = refusalOf(() => limitOf(given));
	expect([message, remedy]).toEqual(told);
});

it.each<[unknown, string]>([
	[{ values: { resumeAmount: -1 } }, "'Amount' is -1, which is not a number from 0 to 100000"],
	[{ values: { resumeAmount: undefined } }, "'Amount' is empty"],
	[{ values: { limitType: 'never' } }, '\'Limit Type\' is "never", which is not one of its values'],
	[{ values: { resumeUnit: undefined } }, "'Unit' is undefined, which is not one of its values"],
	[{ values: { limitType: 'atSpecifiedTime' } }, "'Max Date and Time' is empty"],
])('refuses %j', (given, message) => {
	expect(refusalOf(() => limitOf(given)).message).toBe(message);
});
