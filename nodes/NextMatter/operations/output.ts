import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { simplifyProperty } from './simplifyProperty';
import type { Operation, Output, Plan } from './types';

/** The value of "Output" for which its fields are named. */
export const SELECTED = 'selected';

/**
 * How much is put out. What a model gets back it has to read, so that tools offer a choice of fields as
 * well. Versions of n8n that cannot tell tools apart show "Simplify" for them too.
 */
export const outputProperties: readonly INodeProperties[] = [
	{ ...simplifyProperty, displayOptions: { hide: { '@tool': [true] } } },
	{
		displayName: 'Output',
		name: simplifyProperty.name,
		type: 'options',
		displayOptions: { show: { '@tool': [true] } },
		options: [
			{ name: 'Raw', value: false, description: 'All fields as Next Matter sent them' },
			{ name: 'Selected Fields', value: SELECTED, description: 'Only the fields you name' },
			{ name: 'Simplified', value: true, description: 'The most useful fields' },
		],
		default: true,
		description: 'What the model gets back',
	},
	{
		displayName: 'Fields',
		name: 'outputFields',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Field' },
		displayOptions: { show: { '@tool': [true], simplify: [SELECTED] } },
		default: [],
		placeholder: 'e.g. active_step_ids',
		description: 'Names of fields of the simplified or the raw output, one each',
	},
];

/** The same operation, whose output has the fields of both the raw and the simplified one. */
export function withAllFields(operation: Operation): Operation {
	return {
		...operation,
		present(plan, body, status) {
			const raw: Plan & { readonly simplify: boolean } = { ...plan, simplify: false };
			const simplified = operation.present(plan, body, status);
			return join(operation.present(raw, body, status), simplified);
		},
	};
}

function join(raw: Output | undefined, simplified: Output | undefined): Output | undefined {
	if (raw === undefined || simplified === undefined) return simplified;
	const [whole, short] = [[raw].flat(), [simplified].flat()];
	const joined = short.map((one, index) => ({ ...whole[index], ...one }));
	return Array.isArray(simplified) ? joined : joined[0];
}

/**
 * Leaves the named fields of an output, null where it has none of that name, and what tells how it came
 * about, such as `step_outcome`.
 */
export function selectFields(output: Output, fields: readonly string[]): Output {
	const select = (json: IDataObject): IDataObject => ({
		...Object.fromEntries(
			fields.map((name) => [name, Object.hasOwn(json, name) ? json[name] : null]),
		),
		...Object.fromEntries(Object.entries(json).filter(([name]) => name.endsWith('_outcome'))),
	});
	const selected = [output].flat().map(select);
	return Array.isArray(output) ? selected : selected[0];
}
