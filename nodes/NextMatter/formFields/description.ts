import type { INodeProperties } from 'n8n-workflow';
import { fieldKinds } from './index';
import { listedInput } from './optionInputs';
import { TYPED_ID, WITH_TYPE, withoutTypes } from './typedIds';
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
						'From the list, it brings its type and its options along. Its ID is shown in the workflow editor of Next Matter.',
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
					displayOptions: { hide: { fieldId: WITH_TYPE } },
					default: 'text',
				},
				...sharedInputs((_kind, input) => input).map(shownForKinds),
				// Again, because n8n has no "or" between two parameters.
				...sharedInputs(listedInput).map(shownForTypedIds),
			],
		},
	],
};

interface SharedInput {
	readonly input: INodeProperties;
	readonly kinds: FieldKind[];
}

/** The inputs of all kinds; what several have letter by letter is listed once, to keep the list short. */
function sharedInputs(
	adapt: (kind: FieldKind, input: INodeProperties) => INodeProperties,
): SharedInput[] {
	const shared = new Map<string, SharedInput>();
	for (const kind of fieldKinds) {
		for (const input of kind.inputs.map((own) => adapt(kind, own))) {
			const key = JSON.stringify(input);
			const known = shared.get(key);
			if (known) known.kinds.push(kind);
			else shared.set(key, { input, kinds: [kind] });
		}
	}
	return [...shared.values()];
}

function shownForKinds({ input, kinds }: SharedInput): INodeProperties {
	const { show, ...rest } = input.displayOptions ?? {};
	const fieldType = kinds.map(({ type }) => type);
	return {
		...input,
		displayOptions: { ...rest, show: { fieldType, ...show }, hide: { fieldId: WITH_TYPE } },
	};
}

function shownForTypedIds({ input, kinds }: SharedInput): INodeProperties {
	return {
		...input,
		displayOptions: { ...input.displayOptions, hide: { fieldId: withoutTypes(kinds) } },
	};
}

/** An expression for the editor: the kind of the form field by its name, and its ID. */
function rowTitle(): string {
	const names = Object.fromEntries(fieldKinds.map(({ type, name }) => [type, name]));
	const row = '$collection.item.value';
	const id = `String(${row}.fieldId?.value ?? ${row}.fieldId ?? "")`;
	const type = `${id}.match(/${TYPED_ID}/)?.[1]`;
	const digits = `${id}.replace(/${TYPED_ID}/, "$2")`;
	const typeAndId = `(${JSON.stringify(names)})[${type} ?? ${row}.fieldType] + " " + ${digits}`;
	// What was chosen from the list is called as it is there.
	return `={{ ${row}.fieldId?.cachedResultName || ${typeAndId} }}`;
}
