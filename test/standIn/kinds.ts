import type { JsonObject } from './json';

/** Every kind of form field the vendor's reference names, with the ID of its form field in the request step. */
export const FIELD_IDS = {
	address: 70001,
	checklist: 70002,
	date: 70003,
	drawing: 70004,
	email: 70005,
	fileUpload: 70006,
	imageUpload: 70007,
	instruction: 70008,
	multiSelect: 70009,
	number: 70010,
	radio: 70011,
	routing: 70012,
	singleSelect: 70013,
	table: 70014,
	text: 70015,
	url: 70016,
	userSelection: 70017,
} as const;

export type FieldKind = keyof typeof FIELD_IDS;

export const FIELD_KINDS = Object.keys(FIELD_IDS) as readonly FieldKind[];

/** An answer for every kind, in the shape of the vendor's current reference. */
export const STANDARD_SAMPLES: Readonly<Record<FieldKind, JsonObject>> = {
	address: { city: 'Lisbon', street: 'Rua Augusta 12', zipCode: '1100-053' },
	checklist: { itemsChecked: ['Quote attached', 'Supplier known'] },
	date: { date: '2031-06-16T10:00:00Z' },
	drawing: { url: ['https://files.example.org/signature.png'] },
	email: { emailValue: 'sales@supplier.example.org' },
	fileUpload: { files: ['https://files.example.org/quote.pdf'] },
	imageUpload: { images: ['https://files.example.org/desk.jpg'] },
	instruction: { inputValue: '' },
	multiSelect: { itemsSelected: ['Hardware', 'Services'] },
	number: { numberValue: 1249.5, formattedValue: '' },
	radio: { radioItemSelected: 'Express' },
	routing: { action: 'complete', comment: '', label: '', returnToStep: -1 },
	singleSelect: { itemSelected: 'Toronto' },
	table: { jsonResult: '[["Item","Pieces"],["Desk",2],["Lamp",""]]' },
	text: { inputValue: 'The old desk is broken' },
	url: { url: 'https://shop.example.org/desks/7' },
	userSelection: { selection: { user_email: 'kim@example.org' } },
};

/** `standard` is the shape of the current reference, `wrapped` that of an older help article. */
export const INPUT_FORMATS = ['standard', 'wrapped'] as const;

export type InputFormat = (typeof INPUT_FORMATS)[number];

/** The only kinds whose two shapes differ; the others have one shape under both names. */
export const WRAPPED_KINDS = ['address', 'checklist', 'radio', 'url'] as const;

export function hasWrappedShape(kind: FieldKind): boolean {
	return (WRAPPED_KINDS as readonly FieldKind[]).includes(kind);
}
