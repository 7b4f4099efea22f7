import { readText } from '../../input/texts';
import { InputError } from '../../input/inputError';
import { readRowObject } from '../rowObject';
import type { FieldKind } from '../types';

const ROW_SHAPE = {
	inputs: {
		street: ['Street'],
		city: ['City', 'Town'],
		zipCode: ['ZIP Code', 'ZIP', 'Postal Code', 'Postcode'],
	},
	wrapper: 'inputValue',
	expected: 'an object such as {"street": "12 Main Street", "city": "Berlin", "zipCode": "10115"}',
} as const;

export const address: FieldKind = {
	type: 'address',
	name: 'Address',
	inputs: [
		{
			displayName: 'Street',
			name: 'street',
			type: 'string',
			default: '',
		},
		{
			displayName: 'City',
			name: 'city',
			type: 'string',
			default: '',
		},
		{
			displayName: 'ZIP Code',
			name: 'zipCode',
			type: 'string',
			default: '',
		},
	],
	// An email or a web address is one of another kind.
	word: /^(?!.*(mail|web|url)).*address/,
	column: {
		type: 'string',
		isJson: true,
		toRow: (value) => readRowObject('Address', value, ROW_SHAPE),
	},
	encode(row, { valueFormat }) {
		const parts = {
			city: readText('City', row.city),
			street: readText('Street', row.street),
			zipCode: readText('ZIP Code', row.zipCode),
		};
		if (Object.values(parts).every((part) => !part.trim())) {
			throw new InputError(
				'The address is empty',
				'Enter at least one of street, city and ZIP code',
			);
		}
		return valueFormat === 'wrapped' ? { inputValue: parts } : parts;
	},
	decoder: {
		keys: ['street', 'city', 'zipCode'],
		decode: (value) => (Object.values(value).some(Boolean) ? value : null),
	},
	example: {
		row: { street: '12 Main Street', city: 'Berlin', zipCode: '10115' },
		standard: { city: 'Berlin', street: '12 Main Street', zipCode: '10115' },
		wrapped: { inputValue: { city: 'Berlin', street: '12 Main Street', zipCode: '10115' } },
		plain: { city: 'Berlin', street: '12 Main Street', zipCode: '10115' },
	},
};
