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

/** Answers no shape allows, with what is wrong about them. */
export const MALFORMED_SAMPLES: ReadonlyArray<[kind: FieldKind, why: string, value: JsonValue]> = [
	['address', 'without a ZIP code', { city: 'Lisbon', street: 'Rua Augusta 12' }],
	['checklist', 'with a text for a list', { itemsChecked: 'Quote attached' }],
	['checklist', 'with nothing inside the wrapping', { inputValue: {} }],
	['date', 'without a time', { date: '2031-06-16' }],
	['date', 'with an offset instead of Z', { date: '2031-06-16T10:00:00+02:00' }],
	['date', 'on a day that does not exist', { date: '2031-02-30T10:00:00Z' }],
	['drawing', 'with one address instead of a list', { url: 'https://files.example.org/a.png' }],
	['email', 'without an @', { emailValue: 'sales.supplier.example.org' }],
	['fileUpload', 'with a bare file name', { files: ['quote.pdf'] }],
	['imageUpload', 'under the key of files', { files: ['https://files.example.org/desk.jpg'] }],
	['instruction', 'with a null', { inputValue: null }],
	['multiSelect', 'with a text for a list', { itemsSelected: 'Hardware' }],
	['number', 'as a text', { numberValue: '1249.5', formattedValue: '' }],
	['number', 'without a display text', { numberValue: 1249.5 }],
	['radio', 'with a list for a text', { radioItemSelected: ['Express'] }],
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
	['routing', 'returning to -2', { action: 'return', comment: '', label: '', returnToStep: -2 }],
	['routing', 'completing to -2', { action: 'complete', comment: '', label: '', returnToStep: -2 }],
	['routing', 'without a comment', { action: 'complete', label: '', returnToStep: -1 }],
	['singleSelect', 'under the key of several', { itemsSelected: ['Toronto'] }],
	['table', 'as a list instead of a text', { jsonResult: [['Item'], ['Desk']] }],
	['table', 'that is not JSON', { jsonResult: 'Item;Desk' }],
	['table', 'without rows', { jsonResult: '[]' }],
	['table', 'without columns', { jsonResult: '[[]]' }],
	['table', 'with a number for a header', { jsonResult: '[["Item",2]]' }],
	['table', 'with rows of unequal length', { jsonResult: '[["Item","Pieces"],["Desk"]]' }],
	['table', 'with an empty cell that is null', { jsonResult: '[["Item"],[null]]' }],
	['table', 'with a row that is no list', { jsonResult: '[["Item"],"Desk"]' }],
	['text', 'with a number', { inputValue: 7 }],
	['text', 'with a key too many', { inputValue: 'desk', formattedValue: '' }],
	['url', 'without a scheme', { url: 'shop.example.org' }],
	['userSelection', 'with a bare address', { selection: 'kim@example.org' }],
	['userSelection', 'with a name for an address', { selection: { user_email: 'Kim' } }],
];
