import { asSeen } from './invisible';
import { isMissing, quotePlain, InputError } from './inputError';
import { isRecord } from './isRecord';
import { dateText, millisecondsOf } from './texts';
import { instantOf, type WallTime } from './timeZones';

const EXPECTED =
	'Pick a date, or enter it in ISO 8601, such as 2026-06-16T10:00:00+02:00; without an offset, it is read in the time zone of the n8n workflow';

const DATE = String.raw`(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d))`;
const TIME = String.raw`(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?`;
const OFFSET = String.raw`(z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)`;
const ISO_8601 = new RegExp(`^${DATE}(?:[t ]${TIME}\\s?${OFFSET}?)?$`, 'i');

/**
 * Reads the date picker's value, ISO 8601 with any offset, a Luxon DateTime or a JavaScript Date.
 *
 * @param timeZone IANA name of the zone in which a date without an offset is read
 * @returns the instant in UTC, e.g. `2026-06-16T08:00:00Z` (milliseconds only where there are any)
 * @throws InputError
 */
export function readDate(label: string, value: unknown, timeZone: string): string {
	const date = new Date(toMilliseconds(value, timeZone));
	// Years of more than four digits have another spelling, which the API is not known to read.
	const year = date.getUTCFullYear();
	if (year >= 0 && year <= 9999) return date.toISOString().replace('.000Z', 'Z');
	// Refuses one that is invalid, in its own words.
	dateText(label, value);
	const found = isMissing(value) ? 'is empty' : `is ${quotePlain(value)}, which is not a date`;
	throw new InputError(`'${label}' ${found}`, EXPECTED);
}

/** NaN for anything that is not a date. */
function toMilliseconds(value: unknown, timeZone: string): number {
	if (typeof value === 'string') return fromIso(asSeen(value).replace(/\p{Zs}/gu, ' '), timeZone);
	return isDuration(value) ? NaN : (millisecondsOf(value) ?? NaN);
}

/** A Luxon Duration, such as `$now.diff(…)`: it has milliseconds too, but is not a point in time. */
function isDuration(value: unknown): boolean {
	return isRecord(value) && typeof value.shiftTo === 'function';
}

function fromIso(text: string, timeZone: string): number {
	const match = ISO_8601.exec(text);
	if (!match) return NaN;
	const [, year, month, day, basicMonth, basicDay, hour, minute, second, fraction, offset] = match;
	const wall: WallTime = {
		year: Number(year),
		month: Number(month ?? basicMonth),
		day: Number(day ?? basicDay),
		hour: Number(hour ?? 0),
		minute: Number(minute ?? 0),
		second: Number(second ?? 0),
		millisecond: Number((fraction ?? '').slice(0, 3).padEnd(3, '0')),
	};
	return isOnClock(wall) ? instantOf(wall, offset ? readOffset(offset) : timeZone) : NaN;
}

function isOnClock({ year, month, day, hour, minute, second }: WallTime): boolean {
	const lastDay = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
	return (
		month >= 1 &&
		month <= 12 &&
		day >= 1 &&
		day <= lastDay &&
		hour < 24 &&
		minute < 60 &&
		second < 60
	);
}

/** `+02:00` in minutes. */
function readOffset(offset: string): number {
	if (/z/i.test(offset)) return 0;
	const [hours, minutes] = [offset.slice(1, 3), offset.slice(3).replace(':', '')];
	return (offset.startsWith('-') ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
