import type { Resource } from '../types';
import { getInstanceValues } from './getInstanceValues';
import { getValues } from './getValues';
import { formFieldDescription } from './description';

export const formField: Resource = {
	...formFieldDescription,
	operations: [getValues, getInstanceValues],
};
