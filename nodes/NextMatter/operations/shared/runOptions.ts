import type { INodeProperties } from 'n8n-workflow';

/** What the numbers may be, by the names of their options. */
export const RANGES = {
	concurrency: { min: 1, max: 100, whole: true },
	hourlyLimitWait: { min: 0, max: 1440 },
	maximumWait: { min: 0, max: 86_400 },
	requestsPerHour: { min: 0, max: 1_000_000, whole: true },
	timeout: { min: 0.1, max: 3600 },
} as const;

/** Options of how items are sent, by display name. */
export const runOptions: readonly INodeProperties[] = [
	{
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: RANGES.concurrency.min, maxValue: RANGES.concurrency.max },
		default: 10,
		description: 'How many requests are sent at the same time',
	},
	{
		displayName: 'If the Hourly Limit Is Reached',
		name: 'ifHourlyLimitReached',
		type: 'options',
		options: [
			{
				name: 'Fail',
				value: 'fail',
				description: "Stop if the pause is longer than 'Maximum Wait (Seconds)'",
			},
			{
				name: 'Wait',
				value: 'wait',
			},
		],
		default: 'wait',
		description:
			'Next Matter allows 3,000 requests per hour across all your automations. AI agent tools never wait.',
	},
	{
		displayName: 'On Item Failure',
		name: 'ifItemFails',
		type: 'options',
		options: [
			{
				name: 'Continue',
				value: 'continue',
			},
			{
				name: 'Skip Remaining Items of the Instance',
				value: 'skipInstance',
				description: "Later items for the same instance aren't sent and fail too",
			},
		],
		default: 'continue',
		description:
			"Items of the same instance are sent one after another. Only used if 'On Error' in the node settings is set to continue.",
	},
	{
		displayName: 'Maximum Wait for the Hourly Limit (Minutes)',
		name: 'hourlyLimitWait',
		type: 'number',
		typeOptions: {
			minValue: RANGES.hourlyLimitWait.min,
			maxValue: RANGES.hourlyLimitWait.max,
		},
		default: 65,
		description:
			"The longest time without a single accepted request. Only used if 'If the Hourly Limit Is Reached' is set to Wait.",
	},
	{
		displayName: 'Maximum Wait (Seconds)',
		name: 'maximumWait',
		type: 'number',
		typeOptions: { minValue: RANGES.maximumWait.min, maxValue: RANGES.maximumWait.max },
		default: 60,
		description:
			'How long an item may spend waiting and retrying when Next Matter is busy, unreachable or returns no clear response. Set to 0 to never wait or retry.',
	},
	{
		displayName: 'Requests per Hour',
		name: 'requestsPerHour',
		type: 'number',
		typeOptions: {
			minValue: RANGES.requestsPerHour.min,
			maxValue: RANGES.requestsPerHour.max,
		},
		default: 0,
		description: 'Leaves room for other automations. Set to 0 for no limit.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: RANGES.timeout.max },
		default: 70,
		description: 'How long to wait for a response. Next Matter gives up after 60 seconds.',
	},
];

/** Whether an option holds for a run as a whole, and not for each of its items. */
export function isRunOption(name: string): boolean {
	return runOptions.some((option) => option.name === name);
}

/** @param isOrdered whether the operation has items that keep an order */
export function runOptionsOf(isOrdered: boolean): readonly INodeProperties[] {
	return isOrdered ? runOptions : runOptions.filter(({ name }) => name !== 'ifItemFails');
}
