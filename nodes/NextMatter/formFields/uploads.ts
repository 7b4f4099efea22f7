import type { INodeProperties } from 'n8n-workflow';
import { readChoice } from '../input/choices';
import { readFilledList } from '../input/lists';
import { quote, InputError } from '../input/inputError';
import { readRequiredText } from '../input/texts';
import { readUrl } from '../input/webAddresses';
import { A_URL, readSingle } from './singles';
import type { FieldKind, FieldRow } from './types';

interface Addresses {
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
function addresses({ type, name, input, label, key, sample, word }: Addresses): FieldKind {
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
		column: { type: 'string', isJson: true, toRow: (urls) => ({ [input]: urls }) },
		encode: (row) => ({ [key]: readFilledList(label, row[input], readAddress) }),
		decoder: {
			keys: [key],
			decode: ({ [key]: urls }) => (Array.isArray(urls) ? urls : undefined),
		},
		example: { row: { [input]: [sample] }, standard: { [key]: [sample] }, plain: [sample] },
	};
}

/**
 * A URL, or the attachment of another service, whose URL is in an object.
 *
 * @throws InputError also for a text with several: half of them would be lost
 */
function readAddress(label: string, value: unknown): string {
	const address = readSingle(label, value, A_URL);
	if (typeof address === 'string' && /[\s,;]https?:\/\//i.test(address.trim())) {
		throw new InputError(
			`"${label}" is ${quote(address)}, which is more than one URL`,
			'Give one URL per line, a JSON list such as ["https://…", "https://…"], or an expression that returns a list',
		);
	}
	return readUrl(label, address);
}

interface Sources {
	readonly kind: 'file' | 'image';
	readonly key: string;
	/** Names of parameters in saved workflows. */
	readonly source: string;
	readonly properties: string;
}

const SOURCES = ['binary', 'urls'] as const;
const PROPERTIES = 'Input Data Field Names';

/** The same kind, whose addresses may also come from files of the item that are uploaded first. */
function orFromBinary(kind: FieldKind, { key, source, properties, ...rest }: Sources): FieldKind {
	// Rows that were saved before there was a choice hold no source.
	const isBinary = (row: FieldRow) =>
		readChoice('Source', row[source] ?? 'urls', SOURCES) === 'binary';
	return {
		...kind,
		inputs: [
			sourceInput(source),
			...kind.inputs.map((input) => ({
				...input,
				displayOptions: { show: { [source]: [{ _cnd: { not: 'binary' } }] } },
			})),
			propertiesInput(properties, source),
		],
		encode: (row, settings) => (isBinary(row) ? { [key]: [] } : kind.encode(row, settings)),
		uploads(row) {
			if (!isBinary(row)) return undefined;
			const names = readFilledList(PROPERTIES, row[properties], readRequiredText);
			return { ...rest, key, label: PROPERTIES, properties: names };
		},
	};
}

function sourceInput(name: string): INodeProperties {
	return {
		displayName: 'Source',
		name,
		type: 'options',
		options: [
			{
				name: 'From Binary',
				value: 'binary',
				description: 'Files of the input item, which the node uploads first',
			},
			{ name: 'URLs', value: 'urls', description: 'Files that can be fetched from the web' },
		],
		default: 'urls',
	};
}

function propertiesInput(name: string, source: string): INodeProperties {
	return {
		displayName: PROPERTIES,
		name,
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Name' },
		displayOptions: { show: { [source]: ['binary'] } },
		default: [],
		placeholder: 'e.g. data',
		description:
			'Names of the binary properties of the item that hold the files. One value each, or an expression that returns a list.',
	};
}

export const fileUpload = orFromBinary(
	addresses({
		type: 'fileUpload',
		name: 'File Upload',
		input: 'fileUrls',
		label: 'File URLs',
		key: 'files',
		word: /^(?!.*(image|photo)).*file/,
		sample: 'https://files.example.com/offer.pdf',
	}),
	{ kind: 'file', key: 'files', source: 'fileSource', properties: 'fileProperties' },
);

export const imageUpload = orFromBinary(
	addresses({
		type: 'imageUpload',
		name: 'Image Upload',
		input: 'imageUrls',
		label: 'Image URLs',
		key: 'images',
		word: /image|photo/,
		sample: 'https://files.example.com/photo.jpg',
	}),
	{ kind: 'image', key: 'images', source: 'imageSource', properties: 'imageProperties' },
);

export const drawing = addresses({
	type: 'drawing',
	name: 'Drawing',
	input: 'drawingUrls',
	label: 'Drawing URLs',
	key: 'url',
	word: /drawing|signature/,
	sample: 'https://files.example.com/signature.png',
});
