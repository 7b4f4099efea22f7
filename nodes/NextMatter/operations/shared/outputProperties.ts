import type { INodeProperties } from 'n8n-workflow';
import { simplifyProperty } from './simplifyProperty';

/** The value of "Output" for which its fields are named. */
export const SELECTED = 'selected';

/**
 * How much is returned. A model has to read everything that it gets back, so tools offer a choice of fields as
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
			{ name: 'Raw', value: false },
			{ name: 'Selected Fields', value: SELECTED },
			{ name: 'Simplified', value: true },
		],
		default: true,
	},
	{
		displayName: 'Fields',
		name: 'outputFields',
		type: 'string',
		typeOptions: { multipleValues: true },
		displayOptions: { show: { '@tool': [true], simplify: [SELECTED] } },
		default: [],
		placeholder: 'e.g. active_step_ids',
		description: 'Names of fields in the simplified or raw output',
	},
];
