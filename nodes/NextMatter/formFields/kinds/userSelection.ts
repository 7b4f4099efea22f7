import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../input/isRecord';
import { readEmail } from '../../input/texts';
import { AN_EMAIL, readSingle } from '../singleValues';
import type { FieldKind } from '../types';

/** The email of the user, or the selection as it is if it has none. */
function userOf(selection: IDataObject[string]): IDataObject[string] {
	const email = isRecord(selection) ? selection.user_email : undefined;
	return typeof email === 'string' && email ? email : selection;
}

/** An address, or an object with one, such as the API's own `{ "user_email": … }`. */
const readUser = (value: unknown) => readSingle('User Email', value, AN_EMAIL);

export const userSelection: FieldKind = {
	type: 'userSelection',
	name: 'User Selection',
	inputs: [
		{
			displayName: 'User Email',
			name: 'userEmail',
			type: 'string',
			default: '',
			placeholder: 'e.g. jane@example.com',
			description: 'A user of your Next Matter workspace',
		},
	],
	word: /user/,
	column: { type: 'string', toRow: (userEmail) => ({ userEmail }) },
	encode: (row) => ({
		selection: { user_email: readEmail('User Email', readUser(row.userEmail)) },
	}),
	decoder: { keys: ['selection'], decode: ({ selection }) => userOf(selection) },
	example: {
		row: { userEmail: 'jane@example.com' },
		standard: { selection: { user_email: 'jane@example.com' } },
		plain: 'jane@example.com',
	},
};
