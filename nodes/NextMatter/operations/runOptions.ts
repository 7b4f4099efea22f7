import type { INodeProperties } from 'n8n-workflow';
import { readChoice } from '../input/choices';
import { readNumberWithin } from '../input/numbers';
import { isDictionary } from '../input/records';

/** How the items of one run are sent, whatever the operation. Read once, with the first item. */
export interface RunSettings {
	/** Most items in work at the same time. */
	readonly concurrency: number;
	/** What becomes of the later items of an instance when one fails and the node continues. */
	readonly ifItemFails: 'continue' | 'skipInstance';
	/** What an item may spend in all on waits between its tries. */
	readonly maximumWaitMs: number;
	/** How long to wait for one answer. */
	readonly timeoutMs: number;
}

const RANGES = {
	concurrency: { min: 1, max: 100, whole: true },
	maximumWait: { min: 0, max: 86_400 },
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
		description:
			'How many instances are worked on at the same time. Items of the same instance always go one after another, in order.',
	},
	{
		displayName: 'If an Item Fails',
		name: 'ifItemFails',
		type: 'options',
		options: [
			{
				name: 'Continue',
				value: 'continue',
				description: 'Later items of the same instance are still sent',
			},
			{
				name: 'Skip the Rest of Its Instance',
				value: 'skipInstance',
				description: 'Later items of the same instance are not sent and fail as well',
			},
		],
		default: 'continue',
		description:
			'What happens to later items of the same instance. Matters only when On Error in the settings of the node says to continue.',
	},
	{
		displayName: 'Maximum Wait (Seconds)',
		name: 'maximumWait',
		type: 'number',
		typeOptions: { minValue: RANGES.maximumWait.min, maxValue: RANGES.maximumWait.max },
		default: 60,
		description:
			'How long an item may wait in all when Next Matter asks for a pause, cannot be reached or gives no clear answer. With 0 nothing is waited for or sent again.',
	},
	{
		displayName: 'Time-Out (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: RANGES.timeout.max },
		default: 60,
		description: 'How long to wait for the answer to one request',
	},
];

/** @param isOrdered whether the operation has items that keep an order */
export function runOptionsOf(isOrdered: boolean): readonly INodeProperties[] {
	return runOptions.filter(({ name }) => isOrdered || name !== 'ifItemFails');
}

/**
 * @param options the parameter `options` as n8n resolved it; what was not added has its default
 * @throws Refusal
 */
export function readRunSettings(options: unknown): RunSettings {
	const given = isDictionary(options) ? options : {};
	const number = (name: keyof typeof RANGES) => {
		const option = runOptions.find((candidate) => candidate.name === name);
		const value = given[name] ?? option?.default;
		return readNumberWithin(option?.displayName ?? name, value, RANGES[name]);
	};
	return {
		concurrency: number('concurrency'),
		ifItemFails: readChoice('If an Item Fails', given.ifItemFails ?? 'continue', [
			'continue',
			'skipInstance',
		]),
		maximumWaitMs: number('maximumWait') * 1000,
		timeoutMs: number('timeout') * 1000,
	};
}
