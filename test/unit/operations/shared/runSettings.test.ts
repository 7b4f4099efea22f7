import { runOptions } from '../../../../nodes/NextMatter/operations/shared/runOptions';
import { readRunSettings } from '../../../../nodes/NextMatter/operations/shared/runSettings';
import { refusalOf } from '../../inputErrorOf';

const DEFAULTS = {
	concurrency: 10,
	ifItemFails: 'continue',
	maximumWaitMs: 60_000,
	ifLimitReached: 'wait',
	limitWaitMs: 3_900_000,
	requestsPerHour: 0,
	timeoutMs: 70_000,
};

describe('the settings of a run', () => {
	it('have their defaults without options', () => {
		expect(readRunSettings(undefined)).toEqual(DEFAULTS);
	});

	it.each<[object, object]>([
		[{ concurrency: null }, {}],
		[{ ifItemFails: 'skipInstance' }, { ifItemFails: 'skipInstance' }],
		[{ maximumWait: 0 }, { maximumWaitMs: 0 }],
		[{ maximumWait: 0.5 }, { maximumWaitMs: 500 }],
		[{ timeout: 0.1 }, { timeoutMs: 100 }],
		[{ ifHourlyLimitReached: 'fail' }, { ifLimitReached: 'fail' }],
		[{ hourlyLimitWait: 1.5 }, { limitWaitMs: 90_000 }],
		[{ requestsPerHour: 2000 }, { requestsPerHour: 2000 }],
	])('are read from %j', (options, expected) => {
		expect(readRunSettings(options)).toEqual({ ...DEFAULTS, ...expected });
	});

	it.each<[object, string]>([
		[{ concurrency: 0 }, "'Concurrency' is 0, which is not a whole number from 1 to 100"],
		[{ concurrency: 2.5 }, "'Concurrency' is 2.5, which is not a whole number from 1 to 100"],
		[{ ifItemFails: 'stop' }, '\'On Item Failure\' is "stop", which is not one of its values'],
		[
			{ ifHourlyLimitReached: 'never' },
			'\'If the Hourly Limit Is Reached\' is "never", which is not one of its values',
		],
		[
			{ hourlyLimitWait: 1441 },
			"'Maximum Wait for the Hourly Limit (Minutes)' is 1441, which is not a number from 0 to 1440",
		],
		[
			{ requestsPerHour: 1_000_001 },
			"'Requests per Hour' is 1000001, which is not a whole number from 0 to 1000000",
		],
		[{ maximumWait: -1 }, "'Maximum Wait (Seconds)' is -1, which is not a number from 0 to 86400"],
		[{ timeout: 0 }, "'Timeout (Seconds)' is 0, which is not a number from 0.1 to 3600"],
	])('refuse %j', (options, message) => {
		expect(refusalOf(() => readRunSettings(options)).message).toBe(message);
	});
});

describe('the options of every operation', () => {
	it('are those that are read, with the defaults that are used', () => {
		const defaults = Object.fromEntries(runOptions.map((one) => [one.name, one.default]));
		expect(Object.keys(defaults).sort()).toEqual([
			'concurrency',
			'hourlyLimitWait',
			'ifHourlyLimitReached',
			'ifItemFails',
			'maximumWait',
			'requestsPerHour',
			'timeout',
		]);
		expect(readRunSettings(defaults)).toEqual(DEFAULTS);
	});

	it('offer all numbers that are read, and no others', () => {
		const isRead = (options: object) => {
			try {
				return readRunSettings(options) !== undefined;
			} catch {
				return false;
			}
		};
		const wrong = runOptions.filter(({ name, type, typeOptions = {} }) => {
			const { minValue = NaN, maxValue = NaN } = typeOptions;
			const offered = [minValue, maxValue].every((value) => isRead({ [name]: value }));
			return type === 'number' && !(offered && !isRead({ [name]: maxValue + 1 }));
		});
		expect(wrong).toEqual([]);
	});

	it('offer what becomes of an instance', () => {
		const values = runOptions
			.find(({ name }) => name === 'ifItemFails')
			?.options?.map((one) => ('value' in one ? one.value : undefined));
		expect(values).toEqual(['continue', 'skipInstance']);
	});
});
