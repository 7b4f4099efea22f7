import { readChoice } from '../../input/choices';
import { readId } from '../../input/ids';
import { readFilledList, readIds } from '../../input/lists';
import { readNumberWithin } from '../../input/numbers';
import { quote, InputError } from '../../input/inputError';
import { readRequiredText } from '../../input/texts';
import { detailInputs } from '../instance/detailInputs';
import type { Filter } from './filterTypes';
import { readRuntime } from './runtimes';

const A_RUNTIME = 'As hh:mm:ss or in ISO 8601';

/** All but the times. */
export const otherFilters: readonly Filter[] = [
	{
		input: {
			displayName: 'Active Step',
			name: 'activeStep',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5001',
			description: 'ID or URL of a step',
		},
		query: 'active_step_id',
		read: (value) => String(readId('step', value)),
	},
	{
		input: {
			displayName: 'Instance IDs',
			name: 'instanceIds',
			type: 'string',
			typeOptions: { multipleValues: true },
			default: [],
			placeholder: 'e.g. 9001',
			description: 'One ID each, or an expression that returns a list',
		},
		query: 'instance_ids',
		read: (value, label) => readIds(label, value, 'instance').join(','),
	},
	{
		input: {
			displayName: 'Lead User ID',
			name: 'leadUser',
			type: 'string',
			default: '',
			placeholder: 'e.g. 31',
		},
		query: 'lead_user',
		read: (value) => String(readId('user', value)),
	},
	text('Name Contains', { name: 'nameContains', query: 'name', placeholder: 'e.g. laptop' }),
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
	progress('Progress Maximum (%)', { name: 'progressMaximum', query: 'progress_max', value: 100 }),
	progress('Progress Minimum (%)', { name: 'progressMinimum', query: 'progress_min', value: 0 }),
	runtime('Runtime Maximum', {
		name: 'runtimeMaximum',
		query: 'total_runtime_max',
		placeholder: 'e.g. 02:30:00',
	}),
	runtime('Runtime Minimum', {
		name: 'runtimeMinimum',
		query: 'total_runtime_min',
		placeholder: 'e.g. PT50M',
	}),
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
			...detailInputs.tags,
			description: 'At least one of these tags',
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
		`'${label}' is ${quote(tag)}, which contains a comma`,
		'Next Matter would read it as several tags. Enter each tag separately; tags that contain a comma cannot be used as a filter',
	);
}

interface TextFilter {
	readonly name: string;
	readonly query: string;
	readonly placeholder: string;
}

function text(displayName: string, { name, query, placeholder }: TextFilter): Filter {
	return {
		input: { displayName, name, type: 'string', default: '', placeholder },
		query,
		read: (value, label) => readRequiredText(label, value).trim(),
	};
}

function runtime(displayName: string, filter: TextFilter): Filter {
	const { input, query } = text(displayName, filter);
	return {
		input: { ...input, description: A_RUNTIME },
		query,
		read: (value, label) => readRuntime(label, value),
	};
}

function progress(
	displayName: string,
	{ name, query, value }: { readonly name: string; readonly query: string; readonly value: number },
): Filter {
	return {
		input: {
			displayName,
			name,
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: value,
		},
		query,
		read: (typed, label) => String(readNumberWithin(label, typed, { min: 0, max: 100 })),
	};
}
