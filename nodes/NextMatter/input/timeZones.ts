/** A reading of calendar and clock, without a zone. */
export interface WallTime {
	readonly year: number;
	readonly month: number;
	readonly day: number;
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
	readonly millisecond: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The instant at which clocks of a zone show a time. A time that a clock change skips is read with
 * the offset before the change (it moves forward); one that occurs twice is the first occurrence.
 *
 * @param zone minutes east of UTC, or an IANA name
 * @returns milliseconds since 1970
 * @throws RangeError for a name that is not a time zone
 */
export function instantOf(wall: WallTime, zone: number | string): number {
	const asUtc = millisecondsInUtc(wall);
	if (typeof zone === 'number') return asUtc - zone * MINUTE;
	const before = offsetAt(zone, asUtc - DAY);
	const after = offsetAt(zone, asUtc + DAY);
	const readings = [asUtc - before, asUtc - after];
	return readings.find((instant) => instant + offsetAt(zone, instant) === asUtc) ?? readings[0];
}

function millisecondsInUtc(wall: WallTime): number {
	const { year, month, day, hour, minute, second, millisecond } = wall;
	// Date.UTC reads the years 0 to 99 as 1900 to 1999; setUTCFullYear does not.
	const date = new Date(Date.UTC(2000, 0, 1, hour, minute, second, millisecond));
	date.setUTCFullYear(year, month - 1, day);
	return date.getTime();
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which clocks of the zone are ahead of UTC at that instant. */
function offsetAt(zone: string, instant: number): number {
	const parts: Record<string, number> = {};
	for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = Number(value);
	const shown = millisecondsInUtc({
		year: parts.year,
		month: parts.month,
		day: parts.day,
		hour: parts.hour,
		minute: parts.minute,
		second: parts.second,
		millisecond: 0,
	});
	return shown - Math.floor(instant / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
	let format = formats.get(zone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
		formats.set(zone, format);
	}
	return format;
}
