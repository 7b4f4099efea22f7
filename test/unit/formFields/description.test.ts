import type { INodeProperties } from 'n8n-workflow';
import { fieldKinds } from '../../../nodes/NextMatter/formFields';
import { formFieldsProperty } from '../../../nodes/NextMatter/formFields/description';

function valuesOf({ options = [] }: INodeProperties): INodeProperties[] {
	return options.flatMap((option) => ('values' in option ? option.values : []));
}

const [fieldId, fieldType, ...inputs] = valuesOf(formFieldsProperty);

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
		});
		expect(fieldType.options).toEqual(fieldKinds.map(({ name, type }) => ({ name, value: type })));
	});

	it('shows the inputs of a kind for that kind only', () => {
		const expected = fieldKinds.flatMap((kind) =>
			kind.inputs.map(({ name, displayOptions }) => [
				name,
				{ ...displayOptions, show: { ...displayOptions?.show, fieldType: [kind.type] } },
			]),
		);
		expect(inputs.map(({ name, displayOptions }) => [name, displayOptions])).toEqual(expected);
	});

	it('keeps the conditions that an input has of its own', () => {
		const targetStep = inputs.find(({ name }) => name === 'targetStep');
		expect(targetStep?.displayOptions).toEqual({
			show: { routingAction: ['return', 'skipForward'], fieldType: ['routing'] },
		});
	});

	it('leaves the kinds themselves untouched', () => {
		const own = fieldKinds.flatMap((kind) =>
			kind.inputs.map(({ displayOptions }) => displayOptions),
		);
		expect(own.some((options) => options?.show && 'fieldType' in options.show)).toBe(false);
	});
});
