import { openItemFiles } from '../../../../nodes/NextMatter/api/binaryFiles';
import { fileUpload, imageUpload } from '../../../../nodes/NextMatter/formFields/kinds/uploads';
import { encodeRows } from '../../../../nodes/NextMatter/formFields/fromRows';
import { itemContextIn } from '../../itemContext';
import { refusalOf } from '../../inputErrorOf';

const settings = { timeZone: 'UTC', valueFormat: 'standard' } as const;
const data = { data: 'AAEC', mimeType: 'application/pdf', fileName: 'offer.pdf' };
const files = openItemFiles({ json: {}, binary: { data } }, 0);
const { files: none } = itemContextIn('UTC');

it.each([
	[fileUpload, 'file', 'files'],
	[imageUpload, 'image', 'images'],
])('says what is to be uploaded, and leaves its place empty', (field, kind, key) => {
	const row = { fileSource: 'binary', fileProperties: ['data', 'scan'] };
	expect(field.encode(row, settings)).toEqual({ [key]: [] });
	expect(field.uploads?.(row)).toEqual({
		kind,
		key,
		label: 'Input Data Field Names',
		properties: ['data', 'scan'],
	});
	expect(field.uploads?.({ ...row, fileSource: 'urls' })).toBeUndefined();
	expect(field.uploads?.({})).toBeUndefined();
});

it.each([
	[{ fileSource: 'binary', fileProperties: [] }, "'Input Data Field Names' is empty ([])"],
	[{ fileSource: 'disk' }, '\'Source\' is "disk", which is not one of its values'],
])('refuses %j', (row, message) => {
	expect(refusalOf(() => fileUpload.uploads?.(row)).message).toBe(message);
});

it.each([
	'https://a.b/1, https://a.b/2',
	'http://a.b/1;http://a.b/2',
	'https://a.b/1 HTTP://a.b/2',
])('refuses %j in place of one URL, and says how to give several', (urls) => {
	expect(refusalOf(() => fileUpload.encode({ fileUrls: [urls] }, settings))).toMatchObject({
		message: `'File URLs 1' is "${urls}", which is more than one URL`,
		remedy:
			'Enter one URL per line, a JSON list such as ["https://…", "https://…"], or an expression that returns a list',
	});
});

it.each([
	['70006', 'fileUpload'],
	['fileUpload:70006', undefined],
])('finds what is to be uploaded for a row: %s', (value, fieldType) => {
	const fieldId = { __rl: true, mode: 'id', value };
	const row = { fieldId, fieldType, fileSource: 'binary', fileProperties: ['data'] };
	const text = { fieldId: '70015', fieldType: 'text', text: 'x' };
	const [first, second] = encodeRows({ field: [text, row] }, settings, files);
	expect(first).not.toHaveProperty('uploads');
	expect(second).toMatchObject({
		label: 'Form Field 2 (70006)',
		uploads: { kind: 'file', key: 'files', files: [{ property: 'data', fileName: 'offer.pdf' }] },
	});
	const bad = { field: [{ ...row, fileProperties: [] }] };
	expect(refusalOf(() => encodeRows(bad, settings, files)).message).toBe(
		"Form Field 1 (70006), File Upload: 'Input Data Field Names' is empty ([])",
	);
	const { message, remedy } = refusalOf(() => encodeRows({ field: [row] }, settings, none));
	expect(message).toMatch(
		/^Form Field 1 \(70006\), File Upload: 'Input Data Field Names' is "data"/,
	);
	expect(remedy).toMatch(/^The item has no files\./);
});
