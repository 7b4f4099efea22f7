import { readEmail } from '../input/texts';
import type { FieldKind } from './types';

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
			description: 'Email address of a user of your Next Matter workspace',
		},
	],
	word: /user/,
	column: { type: 'string', toRow: (userEmail) => ({ userEmail }) },
	encode: (row) => ({ selection: { user_email: readEmail('User Email', row.userEmail) } }),
	example: {
		row: { userEmail: 'jane@example.com' },
		standard: { selection: { user_email: 'jane@example.com' } },
	},
};
