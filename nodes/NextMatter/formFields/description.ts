import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { fieldKinds } from './index';
import type { FieldKind } from './types';

/** The rows of "Using Fields Below": one form field each, with the inputs of its kind. */
export const formFieldsProperty: INodeProperties = {
	displayName: 'Form Fields',
	name: 'formFields',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		multipleValueButtonText: 'Add Form Field',
		sortable: true,
		fixedCollection: { itemTitle: rowTitle() },
	},
	default: {},
	placeholder: 'Add Form Field',
	description: 'The form fields of the step to fill in. Add as many as the step has.',
	options: [
		{
			displayName: 'Form Field',
			name: 'field',
			values: [
				{
					displayName: 'Form Field',
					name: 'fieldId',
					type: 'resourceLocator',
					default: { mode: 'id', value: '' },
					// Not `required`: n8n's own check would hide the message that explains rows without an ID.
					description:
						'The ID is shown in the workflow editor of Next Matter. The list shows the form fields of the step with their types: choose the same Field Type below.',
					modes: [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list',
							typeOptions: { searchListMethod: 'searchFormFields', searchable: true },
						},
						{
							displayName: 'By ID',
							name: 'id',
							type: 'string',
							placeholder: 'e.g. 50222',
						},
					],
				},
				{
					displayName: 'Field Type',
					name: 'fieldType',
					type: 'options',
					options: fieldKinds.map(({ name, type }) => ({ name, value: type })),
					default: 'text',
				},
				...fieldKinds.flatMap((kind) => kind.inputs.map((input) => shownForKind(kind, input))),
			],
		},
	],
};

function shownForKind(kind: FieldKind, input: INodeProperties): INodeProperties {
	const displayOptions: IDisplayOptions = {
		...input.displayOptions,
		show: { ...input.displayOptions?.show, fieldType: [kind.type] },
	};
	return { ...input, displayOptions };
}

/** An expression for the editor: the kind of the form field by its name, and its ID. */
function rowTitle(): string {
	const names = Object.fromEntries(fieldKinds.map(({ type, name }) => [type, name]));
	const row = '$collection.item.value';
	return `={{ (${JSON.stringify(names)})[${row}.fieldType] }} {{ ${row}.fieldId?.value ?? ${row}.fieldId ?? "" }}`;
}
