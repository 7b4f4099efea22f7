import { readChoice } from '../../input/choices';
import { isRecord } from '../../input/isRecord';
import { readNumberWithin } from '../../input/numbers';
import { RANGES, runOptions } from './runOptions';

/** How the items of one run are sent, whatever the operation. Read once, with the first item. */
export interface RunSettings {
	/** Most items in work at the same time. */
	readonly concurrency: number;
	/** What becomes of the later items of an instance when one fails and the node continues. */
	readonly ifItemFails: 'continue' | 'skipInstance';
	/** What happens when the API takes no more requests for longer than `maximumWaitMs`. */
	readonly ifLimitReached: 'wait' | 'fail';
	/** How long that may be waited for. */
	readonly limitWaitMs: number;
	/** What an item may spend in all on waits between its tries because of faults. */
	readonly maximumWaitMs: number;
	/** 0 for no limit of ours. */
	readonly requestsPerHour: number;
	/** How long to wait for one answer. */
	readonly timeoutMs: number;
}

/**
 * @param options the parameter `options` as n8n resolved it; what was not added has its default
 * @throws InputError
 */
export function readRunSettings(options: unknown): RunSettings {
	const given = isRecord(options) ? options : {};
	const number = (name: keyof typeof RANGES) => {
		const option = runOptions.find((candidate) => candidate.name === name);
		const value = given[name] ?? option?.default;
		return readNumberWithin(option?.displayName ?? name, value, RANGES[name]);
	};
	return {
		concurrency: number('concurrency'),
		ifLimitReached: readChoice(
			'If the Hourly Limit Is Reached',
			given.ifHourlyLimitReached ?? 'wait',
			['wait', 'fail'],
		),
		limitWaitMs: number('hourlyLimitWait') * 60_000,
		ifItemFails: readChoice('On Item Failure', given.ifItemFails ?? 'continue', [
			'continue',
			'skipInstance',
		]),
		maximumWaitMs: number('maximumWait') * 1000,
		requestsPerHour: number('requestsPerHour'),
		timeoutMs: number('timeout') * 1000,
	};
}
