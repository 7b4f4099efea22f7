import type { INodeProperties } from 'n8n-workflow';
import { fieldKinds } from './index';
import { listedInput } from './optionInputs';
import { TYPED_ID, WITHOUT_TYPE, withoutType } from './typedIds';
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
					default: { mode: 'list', value: '' },
					// Not `required`: n8n's own check would hide the message that explains rows without an ID.
					description:
						'A form field from the list brings its type and its options along, where Next Matter shows them. Its ID is shown in the workflow editor of Next Matter.',
					modes: [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list',
							typeOptions: { searchListMethod: 'searchTypedFormFields', searchable: true },
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
					displayOptions: { show: { fieldId: WITHOUT_TYPE } },
					default: 'text',
				},
				...fieldKinds.flatMap((kind) => kind.inputs.map((input) => shownForKind(kind, input))),
				// Again, because n8n has no "or" between two parameters.
				...fieldKinds.flatMap((kind) => kind.inputs.map((input) => shownForTypedId(kind, input))),
			],
		},
	],
};

function shownForKind(kind: FieldKind, input: INodeProperties): INodeProperties {
	const { show, ...rest } = input.displayOptions ?? {};
	// In this order: n8n shows what follows an expression without asking for more.
	const own = { fieldType: [kind.type], ...show, fieldId: WITHOUT_TYPE };
	return { ...input, displayOptions: { ...rest, show: own } };
}

function shownForTypedId(kind: FieldKind, input: INodeProperties): INodeProperties {
	const { hide, ...rest } = input.displayOptions ?? {};
	return {
		...listedInput(kind, input),
		displayOptions: { ...rest, hide: { ...hide, fieldId: withoutType(kind) } },
	};
}

/** An expression for the editor: the kind of the form field by its name, and its ID. */
function rowTitle(): string {
	const names = Object.fromEntries(fieldKinds.map(({ type, name }) => [type, name]));
	const row = '$collection.item.value';
	const id = `String(${row}.fieldId?.value ?? ${row}.fieldId ?? "")`;
	const [, type, digits] = [0, 1, 2].map((group) => `${id}.match(/${TYPED_ID}/)?.[${group}]`);
	return `={{ (${JSON.stringify(names)})[${type} ?? ${row}.fieldType] }} {{ ${digits} ?? ${id} }}`;
}
