import { readChoice } from '../../../input/choices';
import { readDate } from '../../../input/dates';
import { readNumberWithin } from '../../../input/numbers';
import { isRecord } from '../../../input/isRecord';
import { InputError } from '../../../input/inputError';

const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
const MAX_AMOUNT = 100_000;

/**
 * @param given the option as n8n resolved it; undefined if it was not added
 * @returns when to stop waiting, in milliseconds since 1970; undefined for never
 * @throws InputError
 */
export function readWaitLimit(
	given: unknown,
	{ now, timeZone }: { readonly now: number; readonly timeZone: string },
): number | undefined {
	if (given === undefined) return undefined;
	if (!isRecord(given)) {
		throw new InputError(
			"'Limit Wait Time' has no values",
			'Set when to stop waiting, or remove it',
		);
	}
	// n8n saves the option without values as long as nobody has changed them.
	const values = isRecord(given.values)
		? given.values
		: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' };
	// An expression that finds nothing must not pass for a value that nobody has set.
	const valueOf = (name: string, unset: unknown) => (name in values ? values[name] : unset);
	const type = readChoice('Limit Type', valueOf('limitType', 'afterTimeInterval'), [
		'afterTimeInterval',
		'atSpecifiedTime',
	]);
	if (type === 'afterTimeInterval') {
		const unit = readChoice('Unit', valueOf('resumeUnit', 'hours'), ['minutes', 'hours', 'days']);
		const range = { min: 0, max: MAX_AMOUNT };
		const amount = readNumberWithin('Amount', valueOf('resumeAmount', 1), range);
		if (amount > 0) return now + amount * UNITS[unit];
		throw new InputError(
			"'Amount' of 'Limit Wait Time' is 0",
			"Nobody could answer in time: enter more than 0, or remove 'Limit Wait Time'",
		);
	}
	const time = Date.parse(readDate('Max Date and Time', values.maxDateAndTime, timeZone));
	if (time > now) return time;
	throw new InputError(
		`'Max Date and Time' (${new Date(time).toISOString()}) is in the past`,
		'Nobody could answer in time: choose a later time',
	);
}
