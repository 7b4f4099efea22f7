import { readDate } from '../../input/dates';
import { A_DATE, readOnly } from '../singleValues';
import { textOrNothing, type FieldKind } from '../types';

export const date: FieldKind = {
	type: 'date',
	name: 'Date',
	inputs: [
		{
			displayName: 'Date',
			name: 'date',
			type: 'dateTime',
			default: '',
			description: "Dates without an offset use the n8n workflow's time zone",
		},
	],
	word: /^(date|day)|(field|input)date$/,
	column: { type: 'dateTime', toRow: (date) => ({ date }) },
	encode: (row, { timeZone }) => ({
		date: readDate('Date', readOnly('Date', row.date, A_DATE), timeZone),
	}),
	decoder: { keys: ['date'], decode: ({ date }) => textOrNothing(date) },
	example: {
		row: { date: '2026-06-16T12:00:00+02:00' },
		standard: { date: '2026-06-16T10:00:00Z' },
		plain: '2026-06-16T10:00:00Z',
	},
};
