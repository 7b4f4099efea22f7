import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readChoice } from '../../input/choices';
import { readDate } from '../../input/dates';
import { readList } from '../../input/lists';
import { quote, InputError } from '../../input/inputError';
import { readRequiredText } from '../../input/texts';

/** What people can say about an instance as a whole, as inputs for a collection. */
export const detailInputs = {
	deadline: {
		displayName: 'Deadline',
		name: 'deadline',
		type: 'dateTime',
		default: '',
		description:
			'When the instance should be completed. Without an offset, it is read in the time zone of the workflow.',
	},
	name: {
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Purchase of laptops',
		description:
			'At most 255 characters. Leave it out for a workflow that names its instances itself.',
	},
	priority: {
		displayName: 'Priority',
		name: 'priority',
		type: 'options',
		options: [
			{ name: 'High', value: 'high' },
			{ name: 'Regular', value: 'regular' },
			{ name: 'Very High', value: 'veryHigh' },
		],
		default: 'regular',
	},
	tags: {
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
		default: [],
		placeholder: 'e.g. hardware',
		description: 'One value each, or an expression that returns a list',
	},
} as const satisfies Record<string, INodeProperties>;

const MAX_NAME_LENGTH = 255;
const PRIORITIES = { regular: null, high: 'H', veryHigh: 'V' } as const;

/**
 * Reads those details that were given into the API's keys. A name without a character is none, so
 * that an automatic one is not refused.
 *
 * @throws InputError
 */
export function readDetails(given: IDataObject, timeZone: string): IDataObject {
	const { deadline, name, priority, tags } = given;
	return {
		...(hasText(name) && { name: readName(name) }),
		...(deadline !== undefined && { deadline: readDate('Deadline', deadline, timeZone) }),
		...(priority !== undefined && {
			priority: PRIORITIES[readChoice('Priority', priority, ['regular', 'high', 'veryHigh'])],
		}),
		...(tags !== undefined && { tags: readList('Tags', tags, readRequiredText) }),
	};
}

function hasText(name: unknown): boolean {
	return name !== undefined && name !== null && String(name).trim() !== '';
}

function readName(value: unknown): string {
	const name = readRequiredText('Name', value);
	if (name.length <= MAX_NAME_LENGTH) return name;
	throw new InputError(
		`"Name" has ${name.length} characters: ${quote(name)}`,
		`A name has at most ${MAX_NAME_LENGTH} characters`,
	);
}
