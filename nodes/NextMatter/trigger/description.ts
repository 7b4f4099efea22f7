import type { INodeProperties } from 'n8n-workflow';
import { formFieldValuesProperty } from '../operations/instance/formFieldValuesProperty';
import { workflowLocator } from '../operations/shared/resourceLocators';
import { simplifyProperty } from '../operations/shared/simplifyProperty';
import { EVENTS } from './events';
import { triggerFilters } from './filters';

/** Names are part of saved workflows. */
export const triggerProperties: INodeProperties[] = [
	{
		...workflowLocator,
		description:
			'The Next Matter workflow to watch. Its ID is the number at the very end of its URL in Next Matter.',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: EVENTS.map((event) => ({ ...event })),
		default: ['instanceCompleted'],
		required: true,
		description: 'What starts the n8n workflow. Each event becomes an item.',
	},
	{
		displayName: 'Steps',
		name: 'steps',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Step' },
		displayOptions: { show: { events: ['stepActive', 'stepOverdue'] } },
		default: [],
		placeholder: 'e.g. 5001',
		description: 'Only these steps, by ID or URL. Without any, all steps count.',
	},
	{
		...formFieldValuesProperty,
		description:
			'Whether and how to add what was entered into the form fields. Takes one more request for each instance with an event.',
	},
	simplifyProperty,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [...triggerFilters],
		description: 'Only instances that match all of them',
	},
];
