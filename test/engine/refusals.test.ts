import type { IDataObject } from 'n8n-workflow';
import { FIELD_IDS, REQUEST_STEP_ID } from '../standIn';
import { completeStep, locator, NODE, openTestBed, row, type TestBed } from './testBed';

const TEXT = row(FIELD_IDS.text, 'text', { text: 'Hello' });

describe('bad input is refused before anything is sent', () => {
	let bed: TestBed;
	beforeAll(async () => (bed = await openTestBed()));
	beforeEach(() => {
		bed.standIn.reset();
		bed.standIn.createInstance();
	});
	afterAll(async () => await bed.standIn.close());

	/** Two good items, then the bad one: the message has to name item 2, and nothing may be sent. */
	async function refusalOf(bad: IDataObject): Promise<{ message: string; description: string }> {
		const result = await bed.run({
			parameters: {
				...completeStep('={{ $json.instance }}', REQUEST_STEP_ID, [TEXT]),
				...bad,
			},
			items: [{ instance: 9001 }, { instance: 9001 }, { instance: 9001, bad: true }],
		});
		expect(bed.standIn.log).toEqual([]);
		expect(result.output(NODE)).toEqual([]);
		const { message = '', description } = result.error ?? {};
		return { message, description: String(description) };
	}

	/** Bad for the third item only. */
	const bad = (expression: string, good: string) => `={{ $json.bad ? ${expression} : ${good} }}`;

	it.each([
		['missing', 'undefined', 'The ID of the instance is missing [item 2]'],
		['empty', '""', 'The ID of the instance is missing [item 2]'],
		['not whole', '12.5', '12.5 is not the ID of an instance [item 2]'],
		['negative', '-1', '-1 is not the ID of an instance [item 2]'],
		['zero', '0', '0 is not the ID of an instance [item 2]'],
		['unsafe', '9007199254740993', '9007199254740992 is not the ID of an instance [item 2]'],
		['a change of path', '"1/../2"', '"1/../2" is not the ID of an instance [item 2]'],
		['not a number', '"abc"', '"abc" is not the ID of an instance [item 2]'],
		['a list', '[9001]', '[9001] is not the ID of an instance [item 2]'],
	])('an instance ID that is %s', async (_, value, expected) => {
		const { message, description } = await refusalOf({
			instanceId: locator(bad(value, '9001')),
		});
		expect(message).toBe(expected);
		expect(description).toContain('No item was sent.');
	});

	it.each([
		[
			'several numbers',
			'"https://app.example.com/a/1/b/2"',
			"contains several numbers (1, 2), so the node can't tell which is the step ID [item 2]",
		],
		[
			'the number of something else',
			'"https://core.nextmatter.com/api/instances/9001/"',
			'belongs to the instance 9001, not to a step [item 2]',
		],
		['no number', '"https://app.example.com/home"', "doesn't contain the ID of a step [item 2]"],
	])('a step link with %s', async (_, value, expected) => {
		const { message } = await refusalOf({ stepId: locator(bad(value, '5001'), 'url') });
		expect(message).toContain(expected);
	});

	const kinds: Array<[string, string, IDataObject, string]> = [
		[
			'a number with a thousands separator',
			'number',
			{ number: '={{ "1,000.50" }}' },
			'Form Field 2 (77), Number: "Number" is "1,000.50", which is not a number [item 0]',
		],
		[
			'no number',
			'number',
			{ number: '={{ $json.nothing }}' },
			'Form Field 2 (77), Number: "Number" is empty [item 0]',
		],
		[
			'a date that is not one',
			'date',
			{ date: '31.12.2026' },
			'Form Field 2 (77), Date: "Date" is "31.12.2026", which is not a date [item 0]',
		],
		[
			'a day that does not exist',
			'date',
			{ date: '2026-02-30' },
			'Form Field 2 (77), Date: "Date" is "2026-02-30", which is not a date [item 0]',
		],
		[
			'a URL that is not one',
			'url',
			{ url: 'example' },
			'Form Field 2 (77), URL: "URL" is "example", which is not a valid URL [item 0]',
		],
		[
			'a file URL that is not one',
			'fileUpload',
			{ fileUrls: ['https://example.com', 'x'] },
			'Form Field 2 (77), File Upload: "File URLs 2" is "x", which is not a valid URL [item 0]',
		],
		[
			'no file URL',
			'fileUpload',
			{ fileUrls: [] },
			'Form Field 2 (77), File Upload: "File URLs" is empty ([]) [item 0]',
		],
		[
			'an e-mail that is not one',
			'email',
			{ email: 'jane' },
			'Form Field 2 (77), Email: "Email" is "jane", which is not an email address [item 0]',
		],
		[
			'two e-mails',
			'userSelection',
			{ userEmail: 'a@b.co,c@d.co' },
			'Form Field 2 (77), User Selection: "User Email" is "a@b.co,c@d.co", which is not an email address [item 0]',
		],
		[
			'a table of one text',
			'table',
			{ tableRows: '"x"' },
			'Form Field 2 (77), Table: "Rows" is "x", which is not a table [item 0]',
		],
		[
			'a table with a short row',
			'table',
			{ tableRows: '[["A","B"],["1"]]' },
			'Form Field 2 (77), Table: "Rows" has 1 instead of 2 cells in row 2 [item 0]',
		],
		[
			'an empty option',
			'radio',
			{ selectedOption: ' ' },
			'Form Field 2 (77), Radio: "Selected Option" is empty [item 0]',
		],
		[
			'an empty item in a list',
			'checklist',
			{ checkedItems: ['A', ''] },
			'Form Field 2 (77), Checklist: "Checked Items 2" is empty [item 0]',
		],
		[
			'a list that an expression did not find',
			'multiSelect',
			{ selectedItems: '={{ $json.nothing }}' },
			'Form Field 2 (77), Multi-Select Dropdown: "Selected Items" has no value: its expression returned nothing [item 0]',
		],
		[
			'a text that an expression did not find',
			'text',
			{ text: '={{ $json.nothing }}' },
			'Form Field 2 (77), Text: "Text" has no value: its expression returned nothing [item 0]',
		],
		[
			'a routing without its step',
			'routing',
			{ routingAction: 'return' },
			'Form Field 2 (77), Routing: The ID of the target step is missing [item 0]',
		],
		[
			'a custom value that is not an object',
			'custom',
			{ inputObject: '[1]' },
			'Form Field 2 (77), Custom (JSON): "Input Object" is [1], which is not an object [item 0]',
		],
	];
	it.each(kinds)('%s', async (_, kind, inputs, expected) => {
		const { message, description } = await refusalOf({
			formFields: { field: [TEXT, row('77', kind, inputs)] },
		});
		expect(message).toBe(expected);
		expect(description).toMatch(/Expected|Enter|Use|Pick|Check|Add/);
	});

	it.each<[string, IDataObject, string]>([
		[
			'a form field without an ID',
			{ field: [TEXT, row('', 'text')] },
			'Form Field 2: The ID of the form field is missing [item 0]',
		],
		[
			'a form field listed twice',
			{ field: [TEXT, row(FIELD_IDS.text, 'text')] },
			'Form Field 2 (70015) is the same form field as Form Field 1 (70015) [item 0]',
		],
		[
			'a list of rows set by an expression',
			{ field: '={{ $json.rows }}' },
			'None of the 17 form fields has an ID [item 0]',
		],
	])('%s', async (_, formFields, expected) => {
		expect((await refusalOf({ formFields })).message).toBe(expected);
	});

	it('names a form field that was chosen from the list by its name', async () => {
		const fieldId = { ...locator(`url:${FIELD_IDS.url}`, 'list'), cachedResultName: 'Offer: URL' };
		const { message } = await refusalOf({ formFields: { field: [TEXT, { fieldId, url: 'x' }] } });
		expect(message).toMatch(/^Form Field 2 "Offer" \(\d+\), URL: /);
	});

	it('tells all wrong form fields at once', async () => {
		const field = [row('', 'text'), row('77', 'url', { url: 'x' }), TEXT, TEXT];
		const { message } = await refusalOf({ formFields: { field } });
		expect(message).toMatch(
			/^Form Field 1: .+; Form Field 2 \(77\), URL: .+; Form Field 4 \(70015\) is the same form field/,
		);
	});

	it.each([
		['no JSON', '{', 'is not valid JSON'],
		['an object', '{"action_id": 1}', 'which is not a list'],
		[
			'a list of other things',
			'[1]',
			'Form Field 1: 1 is not an object with "action_id" and "input_object"',
		],
		[
			'an entry without a value',
			'[{"action_id": 1}]',
			'is not an object with "action_id" and "input_object"',
		],
		[
			'an entry without an ID',
			'[{"input_object": {}}]',
			'Form Field 1: The ID of the form field is missing',
		],
		[
			'a form field twice',
			'[{"action_id": 1, "input_object": {}}, {"action_id": "1", "input_object": {}}]',
			'Form Field 2 (1) is the same form field as Form Field 1 (1)',
		],
		['nothing', '={{ $json.nothing }}', '"Form Fields (JSON)" is empty'],
	])('JSON that holds %s', async (_, formFieldsJson, expected) => {
		const { message } = await refusalOf({ specifyFormFields: 'json', formFieldsJson });
		expect(message).toContain(expected);
	});

	it.each([
		['Mode', { mode: '={{ "finish" }}' }, '"Mode" is "finish", which is not one of its values'],
		['Simplify', { simplify: '={{ "maybe" }}' }, '"Simplify" is "maybe"'],
		['Value Format', { options: { valueFormat: '={{ "x" }}' } }, '"Value Format" is "x"'],
	])('a choice that does not exist: %s', async (_, parameters, expected) => {
		expect((await refusalOf(parameters)).message).toContain(expected);
	});

	it('an expression that cannot be evaluated', async () => {
		const { message } = await refusalOf({ stepId: locator('={{ $("Nowhere").item.json.id }}') });
		expect(message).toContain('[item 0]');
	});

	it('carries the index of its item', async () => {
		const { error } = await bed.run({
			parameters: completeStep('={{ $json.id }}', REQUEST_STEP_ID),
			items: [{ id: 9001 }, { id: 'x' }],
		});
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
	});
});
