import type { INodeProperties } from 'n8n-workflow';
import type { FieldKind } from './types';

/** One option of a form field: chosen from its list, or by a name, which needs no list. */
export function optionInput(displayName: string, name: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description: "Must match Next Matter's spelling",
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchFieldOptions', searchable: true },
			},
			{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Option A' },
		],
	};
}

/**
 * An input as it is shown for a form field that was chosen from the list: several options are chosen
 * from a list as well. For one that is given by its ID they are typed, since then there may be nothing
 * to look up.
 */
export function listedInput(
	{ optionLists = [] }: FieldKind,
	input: INodeProperties,
): INodeProperties {
	if (!optionLists.includes(input.name)) return input;
	const { displayName, name } = input;
	return {
		displayName,
		name,
		type: 'multiOptions',
		typeOptions: {
			loadOptionsMethod: 'getFieldOptions',
			loadOptionsDependsOn: ['instanceId.value', 'stepId.value', '&fieldId.value'],
		},
		default: [],
		// n8n's linter wants just this; what an expression returns here are names, not IDs.
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	};
}
