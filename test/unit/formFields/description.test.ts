import type { INodeProperties } from 'n8n-workflow';
import { fieldKinds } from '../../../nodes/NextMatter/formFields';
import { formFieldsProperty } from '../../../nodes/NextMatter/formFields/description';

function valuesOf({ options = [] }: INodeProperties): INodeProperties[] {
	return options.flatMap((option) => ('values' in option ? option.values : []));
}

const [fieldId, fieldType, ...allInputs] = valuesOf(formFieldsProperty);
const inputs = allInputs.slice(0, allInputs.length / 2);
const inputsForTypedIds = allInputs.slice(allInputs.length / 2);
const withoutType = [
	{ _cnd: { gte: 0 } },
	{ _cnd: { lt: 'a' } },
	{ _cnd: { regex: '^(?!([A-Za-z]+):(\\d+)$)' } },
];

describe('the list of form fields', () => {
	it('is a collection of many rows under the name that encoding reads', () => {
		expect(formFieldsProperty).toMatchObject({
			name: 'formFields',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			default: {},
		});
		expect(formFieldsProperty.options?.map(({ name }) => name)).toEqual(['field']);
	});

	it('asks for the ID without being required, so that rows without one can be explained', () => {
		expect(fieldId).toMatchObject({ name: 'fieldId', type: 'resourceLocator' });
		expect(fieldId.required).toBeUndefined();
	});

	it('offers every kind by its name', () => {
		expect(fieldType).toMatchObject({
			name: 'fieldType',
			type: 'options',
			default: 'text',
			displayOptions: { show: { fieldId: withoutType } },
		});
		expect(fieldType.options).toEqual(fieldKinds.map(({ name, type }) => ({ name, value: type })));
	});

	it('shows the inputs of a kind for that kind only', () => {
		const expected = fieldKinds.flatMap((kind) =>
			kind.inputs.map(({ name, displayOptions }) => [
				name,
				{
					...displayOptions,
					show: { ...displayOptions?.show, fieldType: [kind.type], fieldId: withoutType },
				},
			]),
		);
		expect(inputs.map(({ name, displayOptions }) => [name, displayOptions])).toEqual(expected);
	});

	it('has the same inputs a second time, for IDs that tell their type', () => {
		const lists = fieldKinds.flatMap(({ optionLists = [] }) => optionLists);
		const plain = (list: INodeProperties[]) =>
			list
				.filter(({ name }) => !lists.includes(name))
				.map((input) => ({ ...input, displayOptions: undefined }));
		expect(plain(inputsForTypedIds)).toEqual(plain(inputs));
		expect(inputsForTypedIds.map(({ name }) => name)).toEqual(inputs.map(({ name }) => name));
	});

	it('offers the options of a list where the form field was chosen, and lets people type them where not', () => {
		for (const { optionLists = [], inputs: own } of fieldKinds) {
			expect(own.map(({ name }) => name)).toEqual(expect.arrayContaining([...optionLists]));
			for (const list of optionLists) {
				const ofList = ({ name }: INodeProperties) => name === list;
				expect(inputs.find(ofList)).toMatchObject({ type: 'string', default: [] });
				expect(inputsForTypedIds.find(ofList)).toMatchObject({
					type: 'multiOptions',
					typeOptions: { loadOptionsMethod: 'getFieldOptions' },
					default: [],
				});
			}
		}
	});

	it('keeps the conditions that an input has of its own', () => {
		const conditions = [inputs, inputsForTypedIds].map(
			(list) => list.find(({ name }) => name === 'targetStep')?.displayOptions,
		);
		const routingAction = ['return', 'skipForward'];
		expect(conditions).toEqual([
			{ show: { routingAction, fieldType: ['routing'], fieldId: withoutType } },
			{
				show: { routingAction },
				hide: {
					fieldId: [
						{ _cnd: { gte: 0 } },
						{ _cnd: { lt: 'routing:' } },
						{ _cnd: { gte: 'routing;' } },
					],
				},
			},
		]);
	});

	it('asks for the ID last where it must be shown, because an expression there ends the questions', () => {
		for (const { displayOptions } of inputs) {
			expect(Object.keys(displayOptions?.show ?? {}).at(-1)).toBe('fieldId');
		}
		// What is hidden is asked for last of all, and never for an expression as an ID.
		const own = fieldKinds.flatMap((kind) => kind.inputs);
		expect(own.some(({ displayOptions }) => displayOptions?.hide)).toBe(false);
	});

	it('leaves the kinds themselves untouched', () => {
		const own = fieldKinds.flatMap((kind) =>
			kind.inputs.map(({ displayOptions }) => displayOptions),
		);
		const conditions = own.flatMap((options) => [options?.show ?? {}, options?.hide ?? {}]);
		expect(conditions.some((names) => 'fieldType' in names || 'fieldId' in names)).toBe(false);
	});
});
