import type { INodeProperties } from 'n8n-workflow';
import { fieldKinds } from './index';
import { listedInput } from './optionInputs';
import { WITH_TYPE, withoutTypes } from './typedIds';
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
						'Choosing from the list also sets the type and options. Find the ID in the Next Matter workflow editor.',
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
	const { show, hide } = input.displayOptions ?? {};
	const fieldType = kinds.map(({ type }) => type);
	return {
		...input,
		displayOptions: { show: { fieldType, ...show }, hide: { ...hide, fieldId: WITH_TYPE } },
	};
}

function shownForTypedIds({ input, kinds }: SharedInput): INodeProperties {
	const { hide, ...rest } = input.displayOptions ?? {};
	return {
		...input,
		displayOptions: { ...rest, hide: { ...hide, fieldId: withoutTypes(kinds) } },
	};
}

/**
 * An expression for the editor: what was chosen from the list is called as it is there, anything else by
 * the name of its kind and its ID.
 */
function rowTitle(): string {
	const typeAndId = '.match(/^(?:([A-Za-z]+):(?=\\d+$))?(.*)$/s)';
	const id = `String(row.fieldId?.value ?? row.fieldId ?? "")${typeAndId}`;
	const named = `(([, type, id]) => (${nameOfType('(type ?? row.fieldType)')}) + " " + id)(${id})`;
	return `={{ (row => row.fieldId?.cachedResultName || ${named})($collection.item.value) }}`;
}

/** Most names are their types in words: only the others are listed, to keep the expression short. */
function nameOfType(type: string): string {
	const inWords = (text: string) =>
		text.replace(/[A-Z]/g, ' $&').replace(/^./, (first) => first.toUpperCase());
	const others = fieldKinds.filter((kind) => inWords(kind.type) !== kind.name);
	const names = JSON.stringify(Object.fromEntries(others.map((kind) => [kind.type, kind.name])));
	return `(${names})[${type}] ?? ${type}.replace(/[A-Z]/g, " $&").replace(/^./, a => a.toUpperCase())`;
}
