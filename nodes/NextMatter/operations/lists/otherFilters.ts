import { readChoice } from '../../input/choices';
import { readId } from '../../input/ids';
import { readFilledList } from '../../input/lists';
import { readNumberWithin } from '../../input/numbers';
import { quote, InputError } from '../../input/inputError';
import { readRequiredText } from '../../input/texts';
import type { Filter } from './filterTypes';

/** All but the times. */
export const otherFilters: readonly Filter[] = [
	{
		input: {
			displayName: 'Active Step',
			name: 'activeStep',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5001',
			description: 'Only instances in which this step is active, by its ID or link',
		},
		query: 'active_step_id',
		read: (value) => String(readId('step', value)),
	},
	{
		input: {
			displayName: 'Instance IDs',
			name: 'instanceIds',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Instance' },
			default: [],
			placeholder: 'e.g. 9001',
			description: 'Only these instances. One ID each, or an expression that returns a list.',
		},
		query: 'instance_ids',
		read: (value, label) =>
			readFilledList(label, value, (_, id) => String(readId('instance', id))).join(','),
	},
	{
		input: {
			displayName: 'Lead User ID',
			name: 'leadUser',
			type: 'string',
			default: '',
			placeholder: 'e.g. 31',
			description: 'Only instances that this user leads',
		},
		query: 'lead_user',
		read: (value) => String(readId('user', value)),
	},
	text(
		'Name Contains',
		'nameContains',
		'name',
		'e.g. laptop',
		'Only instances with this in their name',
	),
	{
		input: {
			displayName: 'Priority',
			name: 'priority',
			type: 'options',
			options: [
				{ name: 'High', value: 'high' },
				{ name: 'Very High', value: 'veryHigh' },
			],
			default: 'high',
		},
		query: 'priority',
		read: (value, label) => (readChoice(label, value, ['high', 'veryHigh']) === 'high' ? 'H' : 'V'),
	},
	progress('Progress Maximum', 'progressMaximum', 'progress_max', 'at most'),
	progress('Progress Minimum', 'progressMinimum', 'progress_min', 'at least'),
	text(
		'Runtime Maximum',
		'runtimeMaximum',
		'total_runtime_max',
		'e.g. 02:30:00',
		runtime('at most'),
	),
	text('Runtime Minimum', 'runtimeMinimum', 'total_runtime_min', 'e.g. PT50M', runtime('at least')),
	{
		input: {
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Completed', value: 'completed' },
				{ name: 'Running', value: 'running' },
				{ name: 'Stopped', value: 'aborted' },
			],
			default: 'running',
		},
		query: 'status',
		read: (value, label) => readChoice(label, value, ['completed', 'running', 'aborted']),
	},
	{
		input: {
			displayName: 'Tags',
			name: 'tags',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
			default: [],
			placeholder: 'e.g. hardware',
			description:
				'Only instances with at least one of these tags. One value each, or an expression that returns a list.',
		},
		query: 'tags',
		read: (value, label) => readFilledList(label, value, readTag).join(','),
	},
];

/** The API takes them as one text with commas between them. */
function readTag(label: string, value: unknown): string {
	const tag = readRequiredText(label, value);
	if (!tag.includes(',')) return tag;
	throw new InputError(
		`"${label}" is ${quote(tag)}, which holds a comma`,
		'Next Matter would take it for several tags. Give several tags one by one; by a tag with a comma in its name instances cannot be filtered',
	);
}

function runtime(bound: string): string {
	return `Only instances that have taken ${bound} this long: hours, minutes and seconds such as 02:30:00, or ISO 8601 such as PT50M`;
}

function text(
	displayName: string,
	name: string,
	query: string,
	placeholder: string,
	description: string,
): Filter {
	return {
		input: { displayName, name, type: 'string', default: '', placeholder, description },
		query,
		read: (value, label) => readRequiredText(label, value).trim(),
	};
}

function progress(displayName: string, name: string, query: string, bound: string): Filter {
	return {
		input: {
			displayName,
			name,
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: 0,
			description: `Only instances that are done to ${bound} this percentage`,
		},
		query,
		read: (value, label) => String(readNumberWithin(label, value, { min: 0, max: 100 })),
	};
}
