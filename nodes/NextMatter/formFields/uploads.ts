import { readFilledList } from '../input/lists';
import { readUrl } from '../input/webAddresses';
import type { FieldKind } from './types';

interface Upload {
	readonly type: string;
	readonly name: string;
	/** The parameter's name in saved workflows. */
	readonly input: string;
	readonly label: string;
	/** The API's key for the list of addresses. */
	readonly key: string;
	readonly sample: string;
	readonly word: RegExp;
}

/** Files, images and drawings are all lists of web addresses; only their names differ. */
function upload({ type, name, input, label, key, sample, word }: Upload): FieldKind {
	return {
		type,
		name,
		inputs: [
			{
				displayName: label,
				name: input,
				type: 'string',
				typeOptions: { multipleValues: true, multipleValueButtonText: 'Add URL' },
				default: [],
				placeholder: `e.g. ${sample}`,
				description:
					'Addresses from which Next Matter can fetch them. One value each, or an expression that returns a list.',
			},
		],
		word,
		column: { type: 'array', toRow: (urls) => ({ [input]: urls }) },
		encode: (row) => ({ [key]: readFilledList(label, row[input], readUrl) }),
		example: { row: { [input]: [sample] }, standard: { [key]: [sample] } },
	};
}

export const fileUpload = upload({
	type: 'fileUpload',
	name: 'File Upload',
	input: 'fileUrls',
	label: 'File URLs',
	key: 'files',
	word: /file/,
	sample: 'https://files.example.com/offer.pdf',
});

export const imageUpload = upload({
	type: 'imageUpload',
	name: 'Image Upload',
	input: 'imageUrls',
	label: 'Image URLs',
	key: 'images',
	word: /image|photo/,
	sample: 'https://files.example.com/photo.jpg',
});

export const drawing = upload({
	type: 'drawing',
	name: 'Drawing',
	input: 'drawingUrls',
	label: 'Drawing URLs',
	key: 'url',
	word: /drawing|signature/,
	sample: 'https://files.example.com/signature.png',
});
