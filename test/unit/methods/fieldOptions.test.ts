import type { IDataObject } from 'n8n-workflow';
import {
	getFieldOptions,
	searchFieldOptions,
} from '../../../nodes/NextMatter/methods/fieldOptions';
import { instance as base } from '../replies';
import { fakeEditor, locator } from './fakeEditor';

const FIELDS: IDataObject[] = [
	{ id: 7, name: 'Office', type: 'singleSelect', options: ['Berlin', 'Rome, Italy'] },
	{ id: 8, name: 'Reason', type: 'text' },
	{ id: 9, type: 'radio', options: [] },
];
const body: IDataObject = {
	...base,
	active_step_ids: [5001],
	process_snapshot: { steps: [{ id: 5001, name: 'Describe', actions: FIELDS }] },
};
type Given = Parameters<typeof fakeEditor>[0];

function open(fieldId: unknown, row: IDataObject = {}, given: Given = {}) {
	const siblings = Object.entries({ fieldId, ...row }).map(([name, value]) => [`&${name}`, value]);
	const parameters = {
		resource: 'instance',
		instanceId: locator('9001'),
		stepId: locator('5001'),
		...Object.fromEntries(siblings),
	};
	return fakeEditor({ parameters, body, ...given });
}
const search = async (fieldId: unknown, filter?: string) =>
	(await searchFieldOptions.call(open(fieldId).editor, filter)).results;

describe('the options of the form field in the same row', () => {
	it.each([
		['from the list', locator('singleSelect:7', 'list')],
		['by its ID', locator('7')],
	])('are offered for one that is chosen %s', async (_how, fieldId) => {
		expect(await search(fieldId)).toEqual([
			{ name: 'Berlin', value: 'Berlin' },
			{ name: 'Rome, Italy', value: 'Rome, Italy' },
		]);
	});

	it('are searched', async () => {
		expect((await search(locator('7'), ' rOME ')).map(({ value }) => value)).toEqual([
			'Rome, Italy',
		]);
	});

	it.each([
		[locator('8'), 'No options were recognized in the form field Reason'],
		[locator('radio:9', 'list'), 'No options were recognized in the form field 9'],
		[locator('4711'), 'Form field 4711 was not recognized in step 5001'],
	])('are none, and the list says so: %#', async (fieldId, message) => {
		await expect(search(fieldId)).rejects.toMatchObject({
			message,
			description: 'Enter the name of the option instead',
		});
	});

	it.each([
		[locator(''), 'The ID of the form field is missing'],
		[locator(null), 'The form field is set by an expression that has no value yet'],
	])('need a form field before anything is sent: %#', async (fieldId, message) => {
		const { editor, sent } = open(fieldId);
		await expect(searchFieldOptions.call(editor)).rejects.toMatchObject({ message });
		expect(sent()).toEqual([]);
	});
});

describe('several of them', () => {
	const load = async (row: IDataObject, given?: Given) =>
		await getFieldOptions.call(open(locator('multiSelect:7', 'list'), row, given).editor);
	const offline: Given = { status: 500 };

	it('are the same', async () => {
		expect(await load({ selectedItems: [] })).toEqual([
			{ name: 'Berlin', value: 'Berlin' },
			{ name: 'Rome, Italy', value: 'Rome, Italy' },
		]);
	});

	it('keep what was chosen before, and mark what is none of them', async () => {
		const options = await load({ selectedItems: ['Berlin', 'Oslo', ' ', null, 'Oslo'] });
		expect(options.map(({ name }) => name)).toEqual(['Berlin', 'Rome, Italy', 'Oslo']);
		expect(options.at(-1)?.description).toBe('The form field has no such option');
	});

	it('keep it where nothing can be looked up, without a judgement', async () => {
		const row = { checkedItems: ['Oslo'], uncheckedItems: ['Rome'] };
		expect(await load(row, offline)).toEqual([
			{ name: 'Oslo', value: 'Oslo' },
			{ name: 'Rome', value: 'Rome' },
		]);
	});

	it('say why there are none', async () => {
		await expect(load({ selectedItems: [] }, offline)).rejects.toMatchObject({
			message: expect.stringContaining('Next Matter'),
		});
	});

	it('hide no fault of the program', async () => {
		const { editor } = open(locator('7'), { selectedItems: ['Oslo'] });
		const broken = {
			...editor,
			getCurrentNodeParameter(name: string) {
				if (name.startsWith('&') && name !== '&fieldId') return ['Oslo'];
				throw new TypeError('Oops');
			},
		};
		await expect(getFieldOptions.call(broken)).rejects.toThrow(TypeError);
	});
});
