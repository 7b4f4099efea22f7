import { readEmail } from '../../input/texts';
import { AN_EMAIL, readSingle } from '../singleValues';
import type { FieldKind } from '../types';

export const email: FieldKind = {
	type: 'email',
	name: 'Email',
	inputs: [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. jane@example.com',
		},
	],
	word: /mail/,
	column: { type: 'string', toRow: (email) => ({ email }) },
	encode: (row) => ({ emailValue: readEmail('Email', readSingle('Email', row.email, AN_EMAIL)) }),
	decoder: { keys: ['emailValue'], isTelling: true, decode: ({ emailValue }) => emailValue },
	example: {
		row: { email: 'jane@example.com' },
		standard: { emailValue: 'jane@example.com' },
		plain: 'jane@example.com',
	},
};
