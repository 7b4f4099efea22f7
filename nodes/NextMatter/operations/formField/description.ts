import { describeResource } from '../shared/describeResource';
import { getValuesDescription } from './getValues/description';
import { getInstanceValuesDescription } from './getInstanceValues/description';

export const formFieldDescription = describeResource(
	{ name: 'Form Field', value: 'formField', first: 'getValues' },
	[getValuesDescription, getInstanceValuesDescription],
);
