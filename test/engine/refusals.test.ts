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
		['a change of path', '"1/../2"', '"1/../2" is not the ID of an instance [item 2]'],
	])('an instance ID that is %s', async (_, value, expected) => {
		const { message, description } = await refusalOf({
			instanceId: locator(bad(value, '9001')),
		});
		expect(message).toBe(expected);
		expect(description).toContain('No item was sent.');
	});

	it('a step link with several numbers', async () => {
		const link = bad('"https://app.example.com/a/1/b/2"', '5001');
		const { message } = await refusalOf({ stepId: locator(link, 'url') });
		expect(message).toContain(
			"contains several numbers (1, 2), so the node can't tell which is the step ID [item 2]",
		);
	});

	const kinds: Array<[string, string, IDataObject, string]> = [
		[
			'no number',
			'number',
			{ number: '={{ $json.nothing }}' },
			"Form Field 2 (77), Number: 'Number' is empty [item 0]",
		],
		[
			'a list that an expression did not find',
			'multiSelect',
			{ selectedItems: '={{ $json.nothing }}' },
			"Form Field 2 (77), Multi-Select Dropdown: 'Selected Items' has no value: its expression returned nothing [item 0]",
		],
		[
			'a text that an expression did not find',
			'text',
			{ text: '={{ $json.nothing }}' },
			"Form Field 2 (77), Text: 'Text' has no value: its expression returned nothing [item 0]",
		],
		[
			'a routing without its step',
			'routing',
			{ routingAction: 'return' },
			'Form Field 2 (77), Routing: The ID of the target step is missing [item 0]',
		],
	];
	it.each(kinds)('%s', async (_, kind, inputs, expected) => {
		const { message, description } = await refusalOf({
			formFields: { field: [TEXT, row('77', kind, inputs)] },
		});
		expect(message).toBe(expected);
		expect(description).toMatch(/Expected|Enter|Use|Pick|Check|Add/);
	});

	it('a list of rows set by an expression', async () => {
		const formFields = { field: '={{ $json.rows }}' };
		expect((await refusalOf({ formFields })).message).toBe(
			'None of the 17 form fields has an ID [item 0]',
		);
	});

	it('names a form field that was chosen from the list by its name', async () => {
		const fieldId = { ...locator(`url:${FIELD_IDS.url}`, 'list'), cachedResultName: 'Offer: URL' };
		const { message } = await refusalOf({ formFields: { field: [TEXT, { fieldId, url: 'x' }] } });
		expect(message).toMatch(/^Form Field 2 "Offer" \(\d+\), URL: /);
	});

	it('reports all wrong form fields at once', async () => {
		const field = [row('', 'text'), row('77', 'url', { url: 'x' }), TEXT, TEXT];
		const { message } = await refusalOf({ formFields: { field } });
		expect(message).toMatch(
			/^Form Field 1: .+; Form Field 2 \(77\), URL: .+; Form Field 4 \(70015\) is the same form field/,
		);
	});

	it.each([
		['no JSON', '{', 'is not valid JSON'],
		['nothing', '={{ $json.nothing }}', "'Form Fields (JSON)' is empty"],
	])('JSON that holds %s', async (_, formFieldsJson, expected) => {
		const { message } = await refusalOf({ specifyFormFields: 'json', formFieldsJson });
		expect(message).toContain(expected);
	});

	it('a choice that does not exist', async () => {
		expect((await refusalOf({ mode: '={{ "finish" }}' })).message).toContain(
			'\'Mode\' is "finish", which is not one of its values',
		);
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
