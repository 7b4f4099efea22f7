import type { INodeProperties } from 'n8n-workflow';
import { readChoice } from '../../input/choices';
import { readFilledList } from '../../input/lists';
import { quote, InputError } from '../../input/inputError';
import { readRequiredText } from '../../input/texts';
import { readUrl } from '../../input/urls';
import { A_URL, readSingle } from '../singleValues';
import type { FieldKind, FieldRow } from '../types';

interface Addresses {
	readonly type: string;
	readonly name: string;
	/** The API's key for the list of addresses. */
	readonly key: string;
	/** The name of a file. */
	readonly sample: string;
	readonly word: RegExp;
}

const URLS = 'File URLs';

const urlsInput: INodeProperties = {
	displayName: URLS,
	name: 'fileUrls',
	type: 'string',
	typeOptions: { multipleValues: true },
	default: [],
	description: 'One URL each, or an expression that returns a list',
};

/** Files, images and drawings are all lists of URLs, with the same inputs; only their names differ. */
function addresses({ type, name, key, sample, word }: Addresses): FieldKind {
	const url = `https://files.example.com/${sample}`;
	return {
		type,
		name,
		inputs: [urlsInput],
		word,
		column: { type: 'string', isJson: true, toRow: (fileUrls) => ({ fileUrls }) },
		encode: (row) => ({ [key]: readFilledList(URLS, row.fileUrls, readAddress) }),
		decoder: {
			keys: [key],
			decode: ({ [key]: urls }) => (Array.isArray(urls) ? urls : undefined),
		},
		example: { row: { fileUrls: [url] }, standard: { [key]: [url] }, plain: [url] },
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
			`'${label}' is ${quote(address)}, which is more than one URL`,
			'Enter one URL per line, a JSON list such as ["https://…", "https://…"], or an expression that returns a list',
		);
	}
	return readUrl(label, address);
}

interface Destination {
	readonly kind: 'file' | 'image';
	readonly key: string;
}

const SOURCES = ['binary', 'urls'] as const;
const PROPERTIES = 'Input Data Field Names';

const sourceInput: INodeProperties = {
	displayName: 'Source',
	name: 'fileSource',
	type: 'options',
	options: [
		{
			name: 'From Binary',
			value: 'binary',
		},
		{ name: 'URLs', value: 'urls' },
	],
	default: 'urls',
};

const propertiesInput: INodeProperties = {
	displayName: PROPERTIES,
	name: 'fileProperties',
	type: 'string',
	typeOptions: { multipleValues: true },
	displayOptions: { show: { fileSource: ['binary'] } },
	default: [],
	description: 'One name each, or an expression that returns a list',
};

/** The same kind, whose addresses may also come from files of the item that are uploaded first. */
function orFromBinary(kind: FieldKind, destination: Destination): FieldKind {
	// Rows that were saved before there was a choice hold no source.
	const isBinary = ({ fileSource }: FieldRow) =>
		readChoice('Source', fileSource ?? 'urls', SOURCES) === 'binary';
	return {
		...kind,
		inputs: [
			sourceInput,
			...kind.inputs.map((input) => ({
				...input,
				displayOptions: { hide: { fileSource: ['binary'] } },
			})),
			propertiesInput,
		],
		encode: (row, settings) =>
			isBinary(row) ? { [destination.key]: [] } : kind.encode(row, settings),
		uploads(row) {
			if (!isBinary(row)) return undefined;
			const names = readFilledList(PROPERTIES, row.fileProperties, readRequiredText);
			return { ...destination, label: PROPERTIES, properties: names };
		},
	};
}

export const fileUpload = orFromBinary(
	addresses({
		type: 'fileUpload',
		name: 'File Upload',
		key: 'files',
		word: /^(?!.*(image|photo)).*file/,
		sample: 'offer.pdf',
	}),
	{ kind: 'file', key: 'files' },
);

export const imageUpload = orFromBinary(
	addresses({
		type: 'imageUpload',
		name: 'Image Upload',
		key: 'images',
		word: /image|photo/,
		sample: 'photo.jpg',
	}),
	{ kind: 'image', key: 'images' },
);

export const drawing = addresses({
	type: 'drawing',
	name: 'Drawing',
	key: 'url',
	word: /drawing|signature/,
	sample: 'signature.png',
});
