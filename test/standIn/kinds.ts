import type { JsonObject } from './json';

interface KindOfField {
	/** Of its form field in the request step. A new one comes after the highest. */
	readonly id: number;
	/** An answer, in the shape of the vendor's current reference. */
	readonly sample: JsonObject;
	/** What a person fills in to give this answer, by the names of the node's inputs. */
	readonly entered: JsonObject;
}

/**
 * Every kind of form field that the vendor's reference names. Written out from the reference, not taken
 * from the node, which is tested against it.
 */
const KINDS = {
	address: {
		id: 70001,
		sample: { city: 'Lisbon', street: 'Rua Augusta 12', zipCode: '1100-053' },
		entered: { street: 'Rua Augusta 12', city: 'Lisbon', zipCode: '1100-053' },
	},
	checklist: {
		id: 70002,
		sample: { itemsChecked: ['Quote attached', 'Supplier known'] },
		entered: { checkedItems: ['Quote attached', 'Supplier known'] },
	},
	date: {
		id: 70003,
		sample: { date: '2031-06-16T10:00:00Z' },
		entered: { date: '2031-06-16T12:00:00+02:00' },
	},
	drawing: {
		id: 70004,
		sample: { url: ['https://files.example.org/signature.png'] },
		entered: { fileUrls: ['https://files.example.org/signature.png'] },
	},
	email: {
		id: 70005,
		sample: { emailValue: 'sales@supplier.example.org' },
		entered: { email: 'sales@supplier.example.org' },
	},
	fileUpload: {
		id: 70006,
		sample: { files: ['https://files.example.org/quote.pdf'] },
		entered: { fileUrls: ['https://files.example.org/quote.pdf'] },
	},
	imageUpload: {
		id: 70007,
		sample: { images: ['https://files.example.org/desk.jpg'] },
		entered: { fileUrls: ['https://files.example.org/desk.jpg'] },
	},
	instruction: { id: 70008, sample: { inputValue: '' }, entered: {} },
	multiSelect: {
		id: 70009,
		sample: { itemsSelected: ['Hardware', 'Services'] },
		entered: { selectedItems: ['Hardware', 'Services'] },
	},
	number: {
		id: 70010,
		sample: { numberValue: 1249.5, formattedValue: '' },
		entered: { number: 1249.5 },
	},
	radio: {
		id: 70011,
		sample: { radioItemSelected: 'Express' },
		entered: { selectedOption: 'Express' },
	},
	routing: {
		id: 70012,
		sample: { action: 'complete', comment: '', label: '', returnToStep: -1 },
		entered: { routingAction: 'continue' },
	},
	singleSelect: {
		id: 70013,
		sample: { itemSelected: 'Toronto' },
		entered: { selectedOption: 'Toronto' },
	},
	table: {
		id: 70014,
		sample: { jsonResult: '[["Item","Pieces"],["Desk",2],["Lamp",""]]' },
		entered: { tableRows: '[["Item", "Pieces"], ["Desk", 2], ["Lamp", ""]]' },
	},
	text: {
		id: 70015,
		sample: { inputValue: 'The old desk is broken' },
		entered: { text: 'The old desk is broken' },
	},
	url: {
		id: 70016,
		sample: { url: 'https://shop.example.org/desks/7' },
		entered: { url: 'https://shop.example.org/desks/7' },
	},
	userSelection: {
		id: 70017,
		sample: { selection: { user_email: 'kim@example.org' } },
		entered: { userEmail: 'kim@example.org' },
	},
} as const satisfies Record<string, KindOfField>;

export type FieldKind = keyof typeof KINDS;

export const FIELD_KINDS = Object.keys(KINDS) as readonly FieldKind[];

export const FIELD_IDS = column('id');

export const STANDARD_SAMPLES: Readonly<Record<FieldKind, JsonObject>> = column('sample');

export const ENTERED: Readonly<Record<FieldKind, JsonObject>> = column('entered');

function column<K extends keyof KindOfField>(key: K): Readonly<Record<FieldKind, KindOfField[K]>> {
	const entries = Object.entries<KindOfField>(KINDS).map(([kind, row]) => [kind, row[key]]);
	return Object.fromEntries(entries) as Record<FieldKind, KindOfField[K]>;
}

/** `standard` is the shape of the current reference, `wrapped` that of an older help article. */
export const INPUT_FORMATS = ['standard', 'wrapped'] as const;

export type InputFormat = (typeof INPUT_FORMATS)[number];

/** The only kinds whose two shapes differ; the others have one shape under both names. */
export const WRAPPED_KINDS = ['address', 'checklist', 'radio', 'url'] as const;

export function hasWrappedShape(kind: FieldKind): boolean {
	return (WRAPPED_KINDS as readonly FieldKind[]).includes(kind);
}
