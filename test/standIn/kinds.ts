/** Every kind of form field the vendor's reference names. */
export const FIELD_KINDS = [
	'address',
	'checklist',
	'date',
	'drawing',
	'email',
	'fileUpload',
	'imageUpload',
	'instruction',
	'multiSelect',
	'number',
	'radio',
	'routing',
	'singleSelect',
	'table',
	'text',
	'url',
	'userSelection',
] as const;

export type FieldKind = (typeof FIELD_KINDS)[number];

/** `standard` is the shape of the current reference, `wrapped` that of an older help article. */
export const INPUT_FORMATS = ['standard', 'wrapped'] as const;

export type InputFormat = (typeof INPUT_FORMATS)[number];

/** The only kinds whose two shapes differ; the others have one shape under both names. */
export const WRAPPED_KINDS = ['address', 'checklist', 'radio', 'url'] as const;

export function hasWrappedShape(kind: FieldKind): boolean {
	return (WRAPPED_KINDS as readonly FieldKind[]).includes(kind);
}
