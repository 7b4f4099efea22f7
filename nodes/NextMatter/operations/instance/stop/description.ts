import { instanceProperties } from '../../shared/resourceLocators';
import type { OperationDescription } from '../../types';

export const stopDescription: OperationDescription = {
	option: {
		name: 'Stop',
		value: 'stop',
		description: 'End running instances for good, up to 500 per request',
		action: 'Stop instance',
	},
	properties: instanceProperties,
	options: [],
};
