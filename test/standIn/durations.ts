import { Duration } from 'luxon';

const CLOCK = /^(?:(\d+) )?(?:(\d+):)?(\d+):(\d+)$/;

/**
 * Reads a duration as the vendor writes them: `00:50` (50 seconds), `02:30:00`, `01 09:30` (a day,
 * 9 minutes and 30 seconds) or `PT50M`.
 *
 * @returns milliseconds, or `undefined` if it is none of these
 */
export function readDuration(text: string): number | undefined {
	const clock = CLOCK.exec(text);
	if (clock) {
		const [days, hours, minutes, seconds] = clock.slice(1).map((part) => Number(part ?? 0));
		return Duration.fromObject({ days, hours, minutes, seconds }).toMillis();
	}
	const duration = Duration.fromISO(text);
	return duration.isValid ? duration.toMillis() : undefined;
}
