import { instanceProperties } from '../../shared/resourceLocators';
import type { OperationDescription } from '../../types';

export const deleteDescription: OperationDescription = {
	option: {
		name: 'Delete',
		value: 'delete',
		description: 'Delete instances for good, up to 500 per request',
		action: 'Delete instance',
	},
	properties: instanceProperties,
	options: [],
};
