import { encodeRows as fillRows } from '../../../nodes/NextMatter/formFields/fromRows';
import type { EncodingSettings } from '../../../nodes/NextMatter/formFields/types';
import { itemContextIn } from '../itemContext';
import { refusalOf } from '../inputErrorOf';

const standard = { timeZone: 'Europe/Berlin', valueFormat: 'standard' } as const;
const text = (fieldId: unknown, value: unknown = 'x') => ({
	fieldId,
	fieldType: 'text',
	text: value,
});
const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });
const { files } = itemContextIn('UTC');
const encodeRows = (collection: unknown, settings: EncodingSettings) =>
	fillRows(collection, settings, files).map(({ field }) => field);
const refused = (collection: unknown) => refusalOf(() => encodeRows(collection, standard));

describe('encodeRows', () => {
	it('encodes every row in order, with the inputs of its kind', () => {
		const field = [
			text(locator('50222')),
			{ fieldId: 50223, fieldType: 'date', date: '2026-06-16T10:00', text: 'of another kind' },
		];
		expect(encodeRows({ field }, standard)).toEqual([
			{ action_id: 50222, input_object: { inputValue: 'x' } },
			{ action_id: 50223, input_object: { date: '2026-06-16T08:00:00Z' } },
		]);
	});

	it('encodes in the format that was chosen', () => {
		const field = [{ fieldId: 1, fieldType: 'radio', selectedOption: 'A' }];
		expect(encodeRows({ field }, { ...standard, valueFormat: 'wrapped' })).toEqual([
			{ action_id: 1, input_object: { inputValue: { radioItemSelected: 'A' } } },
		]);
	});

	it.each<[unknown]>([[{}], [{ field: [] }]])('encodes no rows from %j', (collection) => {
		expect(encodeRows(collection, standard)).toEqual([]);
	});

	it('takes a bare list of rows', () => {
		expect(encodeRows([text(1)], standard)).toEqual([
			{ action_id: 1, input_object: { inputValue: 'x' } },
		]);
	});

	it.each<[unknown, string]>([
		[undefined, 'undefined'],
		[{ field: 'rows' }, '"rows"'],
		[{ field: [text(1), 'row'] }, '[{"fieldId":1,"fieldType":"text","text":"x"},"row"]'],
	])('refuses %j', (collection, quoted) => {
		expect(refused(collection)).toMatchObject({
			message: `The form fields are ${quoted}, which is not a list of rows`,
			remedy: "To set all form fields with one expression, set 'Specify Form Fields' to Using JSON",
		});
	});

	it.each<[unknown]>([[undefined], [locator('')]])(
		'explains many rows of which none has an ID: %j',
		(fieldId) => {
			const { message, remedy } = refused({ field: [text(fieldId), text(fieldId), text(fieldId)] });
			expect(message).toBe('None of the 3 form fields has an ID');
			expect(remedy).toMatch(/^Enter the ID of each form field\. If the list was set by an expr/);
			expect(remedy).toMatch(/set 'Specify Form Fields' to Using JSON$/);
		},
	);

	it('names the row when only one lacks its ID', () => {
		expect(refused({ field: [text('')] }).message).toBe(
			'Form Field 1: The ID of the form field is missing',
		);
		expect(refused({ field: [text(5), text(locator(''))] }).message).toBe(
			'Form Field 2: The ID of the form field is missing',
		);
	});

	it.each<[unknown, string]>([
		['Text', '"Text"'],
		[undefined, 'undefined'],
		['constructor', '"constructor"'],
	])('refuses the field type %p', (fieldType, quoted) => {
		const { message, remedy } = refused({ field: [{ fieldId: 50222, fieldType }] });
		expect(message).toBe(`Form Field 1 (50222): ${quoted} is not a field type`);
		expect(remedy).toMatch(/^Expected one of address, checklist, custom, .*, userSelection$/);
	});

	it.each<[unknown]>([['date:50222'], [{ __rl: true, mode: 'list', value: 'date:50222' }]])(
		'takes the kind from the ID %j',
		(fieldId) => {
			const row = { fieldId, date: '2026-06-16T10:00', text: 'of another kind' };
			const encoded = [{ action_id: 50222, input_object: { date: '2026-06-16T08:00:00Z' } }];
			expect(encodeRows({ field: [row] }, standard)).toEqual(encoded);
			expect(encodeRows({ field: [{ ...row, fieldType: 'date' }] }, standard)).toEqual(encoded);
		},
	);

	it('refuses an unknown type in an ID', () => {
		expect(refused({ field: [text(locator('hologram:50222'))] })).toMatchObject({
			message: 'Form Field 1 (50222): "hologram" is not a field type',
			remedy:
				"Choose the form field from the list again, or enter only the digits of its ID and choose its 'Field Type'",
		});
	});

	it('refuses an ID that tells another type than the row', () => {
		expect(refused({ field: [text(1), text(locator('date:50222'))] })).toMatchObject({
			message: 'Form Field 2 (50222): The type in its ID is "date", but \'Field Type\' is "text"',
			remedy:
				"Choose Date as 'Field Type', or enter only the digits of its ID and choose its 'Field Type'",
		});
	});

	it.each(['text:0', '50222:text'])('refuses the ID %j', (id) => {
		const { message } = refused({ field: [text(locator(id))] });
		expect(message).toMatch(/^Form Field 1: ".+" is not the ID of a form field$/);
	});

	it('still takes an ID out of a link with a colon', () => {
		const link = 'https://core.nextmatter.com/api/processes/120/steps/5001/actions/50222/';
		expect(encodeRows([text(locator(link))], standard)).toMatchObject([{ action_id: 50222 }]);
	});

	it('names row, ID and kind of a value that cannot be used', () => {
		const field = [text(1), { fieldId: '50222', fieldType: 'url', url: 'x' }];
		expect(refused({ field })).toMatchObject({
			message: 'Form Field 2 (50222), URL: \'URL\' is "x", which is not a valid URL',
			remedy: 'Enter a full URL that starts with http:// or https://',
		});
	});

	it('refuses a form field that is listed twice, whatever its spelling', () => {
		expect(refused({ field: [text(1), text(5), text(2), text(locator('005'))] })).toMatchObject({
			message: 'Form Field 4 (5) is the same form field as Form Field 2 (5)',
			remedy: 'List each form field once',
		});
	});

	it('refuses a form field that is listed twice, once with its type', () => {
		const field = [text(5), { fieldId: locator('text:5'), text: 'x' }];
		expect(refused({ field }).message).toBe(
			'Form Field 2 (5) is the same form field as Form Field 1 (5)',
		);
	});

	it('names a form field that was chosen from the list by its name', () => {
		const chosen = (cachedResultName: unknown, mode = 'list') => ({
			fieldId: { __rl: true, mode, value: 'url:50222', cachedResultName },
			url: 'https://x.example',
		});
		const labelOf = (row: object) => fillRows([row], standard, files)[0].label;
		expect(labelOf(chosen('Offer: draft: URL'))).toBe('Form Field 1 "Offer: draft" (50222)');
		expect(labelOf(chosen('Offer'))).toBe('Form Field 1 "Offer" (50222)');
		for (const row of [chosen(''), chosen(undefined), chosen('Offer: URL', 'id')]) {
			expect(labelOf(row)).toBe('Form Field 1 (50222)');
		}
		expect(refused([{ ...chosen('Offer: URL'), url: 'x' }]).message).toMatch(
			/^Form Field 1 "Offer" \(50222\), URL: /,
		);
	});

	it('reports all that is wrong at once', () => {
		const rows = [text('x'), text(5), { fieldId: 6, fieldType: 'url', url: 'x' }, text(5), text(7)];
		expect(refused(rows).message).toMatch(
			/^Form Field 1: .*; Form Field 3 \(6\), URL: .*; Form Field 4 \(5\) is the same form field as Form Field 2 \(5\)$/,
		);
	});

	it('does not hide an error that is no refusal', () => {
		const field = [{ fieldId: 1, fieldType: 'date', date: '2026-06-16' }];
		const settings = { ...standard, timeZone: 'Mars/Phobos' };
		expect(() => encodeRows({ field }, settings)).toThrow(RangeError);
	});
});
