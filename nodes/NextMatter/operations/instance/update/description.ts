import type { INodeProperties } from 'n8n-workflow';
import { instanceProperties } from '../../shared/resourceLocators';
import { detailInputs } from '../detailInputs';
import { outputProperties } from '../../shared/outputProperties';
import type { OperationDescription } from '../../types';

const updateProperties: readonly INodeProperties[] = [
	...instanceProperties,
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Everything else stays as it is',
		options: [
			detailInputs.deadline,
			detailInputs.name,
			detailInputs.priority,
			{
				displayName: 'Remove Deadline',
				name: 'removeDeadline',
				type: 'boolean',
				default: false,
				description: 'Whether to remove the deadline of the instance',
			},
			{
				...detailInputs.tags,
				description: 'Replaces all tags; an empty list removes them',
			},
		],
	},
	...outputProperties,
];

export const updateDescription: OperationDescription = {
	option: {
		name: 'Update',
		value: 'update',
		description: 'Change the name, deadline, priority or tags of an instance',
		action: 'Update instance',
	},
	properties: updateProperties,
	options: [],
	isOrdered: true,
};
