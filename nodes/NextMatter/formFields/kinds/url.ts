import { readUrl } from '../../input/urls';
import { A_URL, readSingle } from '../singleValues';
import { textOrNothing, type FieldKind } from '../types';

export const url: FieldKind = {
	type: 'url',
	name: 'URL',
	inputs: [
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
		},
	],
	word: /^(url|link|hyperlink|web)/,
	column: { type: 'string', toRow: (url) => ({ url }) },
	encode(row, { valueFormat }) {
		const address = readUrl('URL', readSingle('URL', row.url, A_URL));
		return { url: valueFormat === 'wrapped' ? { url: address } : address };
	},
	decoder: { keys: ['url'], decode: ({ url }) => textOrNothing(url) },
	example: {
		row: { url: 'https://example.com' },
		standard: { url: 'https://example.com' },
		wrapped: { url: { url: 'https://example.com' } },
		plain: 'https://example.com',
	},
};
