import { defineResource } from '../shared/defineResource';
import { getInstanceValuesDescription } from './getInstanceValues/description';
import { getValuesDescription } from './getValues/description';

export const formField = defineResource(
	{ name: 'Form Field', value: 'formField', first: 'getValues' },
	[
		{ ...getValuesDescription, load: async () => (await import('./getValues')).getValues },
		{
			...getInstanceValuesDescription,
			load: async () => (await import('./getInstanceValues')).getInstanceValues,
		},
	],
);
