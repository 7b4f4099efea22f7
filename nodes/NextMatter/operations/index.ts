import type { INodeProperties } from 'n8n-workflow';
import { completeStep } from './instance/completeStep';
import type { Operation } from './types';

interface Resource {
	readonly name: string;
	readonly value: string;
	readonly operations: readonly Operation[];
}

/** Every resource with its operations. A new operation is one folder and one entry here. */
const resources: readonly Resource[] = [
	{ name: 'Instance', value: 'instance', operations: [completeStep] },
];

/** @returns undefined for a resource or an operation that this version of the node does not have */
export function findOperation(resource: unknown, operation: unknown): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ option }) => option.value === operation);
}

const resourceProperty: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: resources.map(({ name, value }) => ({ name, value })),
	default: resources[0].value,
};

function operationProperty({ value, operations }: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(({ option }) => option),
		default: operations[0].option.value,
	};
}

function propertiesOf(resource: Resource, { option, properties }: Operation): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: {
				resource: [resource.value],
				operation: [option.value],
				...property.displayOptions?.show,
			},
		},
	}));
}

/** All parameters of the node, in the order in which the editor shows them. */
export const nodeProperties: INodeProperties[] = [
	resourceProperty,
	...resources.map(operationProperty),
	...resources.flatMap((resource) =>
		resource.operations.flatMap((operation) => propertiesOf(resource, operation)),
	),
];
