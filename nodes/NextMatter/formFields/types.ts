import type { FieldType, IDataObject, INodeProperties } from 'n8n-workflow';

/**
 * The two shapes in which the vendor documents some kinds: `standard` is the API reference,
 * `wrapped` the older help article. They differ for address, checklist, radio and URL.
 */
export type ValueFormat = 'standard' | 'wrapped';

/** One row of the form fields as n8n resolved it: the inputs of its kind, by parameter name. */
export type FieldRow = Readonly<Record<string, unknown>>;

export interface EncodingSettings {
	/** IANA name of the workflow's time zone. */
	readonly timeZone: string;
	readonly valueFormat: ValueFormat;
}

/** Files of the item that have to be uploaded before their addresses can be filled in. */
export interface Uploads {
	/** Which of the API's two places they go to. */
	readonly kind: 'file' | 'image';
	/** The list in `input_object` that gets the addresses, in the order of the files. */
	readonly key: string;
	/** What users call the input that names them. */
	readonly label: string;
	/** Names of binary properties of the item, at least one. */
	readonly properties: readonly string[];
}

/** A form field that is filled in by a single value. */
export interface Column {
	/** Not `array`, `object` or `number`: n8n would refuse what people type, or enter 0. */
	readonly type: FieldType;
	/** Whether people type JSON there, so that `[]` and `{}` are empty as texts as well. */
	readonly isJson?: boolean;
	/** Whether the column offers what may be chosen, where the API tells. */
	readonly hasChoices?: boolean;
	/** @throws InputError when the value can never be right */
	toRow(value: unknown): FieldRow;
}

type Json = IDataObject[string];

/** Recognises an `input_object` of the API and takes its wrapping off. */
export interface Decoder {
	/** All that it may hold, first the key that it always holds. */
	readonly keys: readonly [string, ...string[]];
	/** Whether that key means this kind wherever it stands. */
	readonly isTelling?: boolean;
	/** @returns undefined when the value is one of another kind */
	decode(value: IDataObject): Json | undefined;
}

/** A text, or null where nothing was entered; undefined for anything else. */
export function textOrNothing(value: Json): string | null | undefined {
	return typeof value === 'string' || value === null ? value : undefined;
}

/**
 * A kind of form field. Everything that differs between kinds is said here and nowhere else: the
 * editor's inputs, the API's `input_object`, the docs and the tests derive from these entries.
 */
export interface FieldKind {
	/** Value of the parameter "Field Type" in saved workflows; never changes. */
	readonly type: string;
	/** Next Matter's name of the kind, as users see it. */
	readonly name: string;
	readonly inputs: readonly INodeProperties[];
	/** Names of the inputs that hold several of its options. */
	readonly optionLists?: readonly string[];
	/** Recognises the API's word for the kind, given in lower case with letters only. */
	readonly word: RegExp;
	/** As a column of "Using Columns"; a kind without one has nothing to fill in. */
	readonly column?: Column;
	/** @throws InputError when the row does not hold what the kind needs */
	encode(row: FieldRow, settings: EncodingSettings): IDataObject;
	/**
	 * What must be uploaded for the row, if anything; `encode` leaves its place empty.
	 *
	 * @throws InputError likewise
	 */
	uploads?(row: FieldRow): Uploads | undefined;
	/** How what was entered is recognized in the API's answers; without it there is nothing to enter. */
	readonly decoder?: Decoder;
	/** A filled-in row and what must become of it: documentation and test in one. */
	readonly example: {
		readonly row: FieldRow;
		readonly standard: IDataObject;
		/** Only where the help article differs from the API reference. */
		readonly wrapped?: IDataObject;
		/** What reading it gives. */
		readonly plain: IDataObject[string];
	};
}
