import { readJsonObject } from '../../input/json';
import { checkDepth } from '../depth';
import type { FieldKind } from '../types';

const EXPECTED =
	'the JSON object that the API takes for this type, such as {"inputValue": "Example"}';

/** For a kind of form field that the API has and this package does not know yet. */
export const custom: FieldKind = {
	type: 'custom',
	name: 'Custom (JSON)',
	inputs: [
		{
			displayName: 'Input Object',
			name: 'inputObject',
			type: 'json',
			default: '{}',
			description: 'As the API expects it',
		},
	],
	word: /^(custom|json)/,
	column: { type: 'string', isJson: true, toRow: (inputObject) => ({ inputObject }) },
	encode: (row) =>
		checkDepth('Input Object', readJsonObject('Input Object', row.inputObject, EXPECTED)),
	example: {
		row: { inputObject: '{"rating": 5}' },
		standard: { rating: 5 },
		plain: { rating: 5 },
	},
};
