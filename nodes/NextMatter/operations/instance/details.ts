import type { IDataObject } from 'n8n-workflow';
import { readChoice } from '../../input/choices';
import { readDate } from '../../input/dates';
import { readList } from '../../input/lists';
import { quote, InputError } from '../../input/inputError';
import { readRequiredText } from '../../input/texts';

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
	return typeof name === 'string' ? name.trim() !== '' : name !== undefined && name !== null;
}

function readName(value: unknown): string {
	const name = readRequiredText('Name', value);
	const { length } = [...name];
	if (length <= MAX_NAME_LENGTH) return name;
	throw new InputError(
		`'Name' has ${length} characters: ${quote(name)}`,
		`A name can have at most ${MAX_NAME_LENGTH} characters`,
	);
}
