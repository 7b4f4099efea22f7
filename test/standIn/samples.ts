import type { JsonObject, JsonValue } from './json';
import { STANDARD_SAMPLES, type FieldKind } from './kinds';

export { STANDARD_SAMPLES };

/** The same answers in the shape of the older help article, where that differs. */
export const WRAPPED_SAMPLES: Readonly<Record<FieldKind, JsonObject>> = {
	...STANDARD_SAMPLES,
	address: { inputValue: STANDARD_SAMPLES.address },
	checklist: {
		inputValue: {
			itemsChecked: ['Quote attached', 'Supplier known'],
			itemsNotChecked: ['Budget checked'],
		},
	},
	radio: { inputValue: STANDARD_SAMPLES.radio },
	url: { url: STANDARD_SAMPLES.url },
};

/** Answers no shape allows, though their keys and types are right, with what is wrong about them. */
export const MALFORMED_SAMPLES: ReadonlyArray<[kind: FieldKind, why: string, value: JsonValue]> = [
	['checklist', 'with nothing inside the wrapping', { inputValue: {} }],
	['date', 'with an offset instead of Z', { date: '2031-06-16T10:00:00+02:00' }],
	['date', 'on a day that does not exist', { date: '2031-02-30T10:00:00Z' }],
	['email', 'without an @', { emailValue: 'sales.supplier.example.org' }],
	['fileUpload', 'with a bare file name', { files: ['quote.pdf'] }],
	[
		'routing',
		'with an unknown action',
		{ action: 'jump', comment: '', label: '', returnToStep: 1 },
	],
	[
		'routing',
		'declining to a step',
		{ action: 'decline', comment: '', label: '', returnToStep: 5 },
	],
	['routing', 'returning to -1', { action: 'return', comment: '', label: '', returnToStep: -1 }],
	['routing', 'completing to -2', { action: 'complete', comment: '', label: '', returnToStep: -2 }],
	['table', 'that is not JSON', { jsonResult: 'Item;Desk' }],
	['table', 'without rows', { jsonResult: '[]' }],
	['table', 'without columns', { jsonResult: '[[]]' }],
	['table', 'with a number for a header', { jsonResult: '[["Item",2]]' }],
	['table', 'with an empty cell that is null', { jsonResult: '[["Item"],[null]]' }],
	['table', 'with a row that is no list', { jsonResult: '[["Item"],"Desk"]' }],
	['url', 'without a scheme', { url: 'shop.example.org' }],
	['userSelection', 'with a name for an address', { selection: { user_email: 'Kim' } }],
];
