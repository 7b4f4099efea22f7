import type { INodeProperties } from 'n8n-workflow';
import { byDisplayName } from './byDisplayName';
import { file } from './file';
import { formField } from './formField';
import { instance } from './instance';
import { mergeProperties } from './mergeProperties';
import { runOptionsOf } from './runOptions';
import type { Operation, Resource } from './types';
import { workflow } from './workflow';

/** Every resource with its operations. */
export const resources: readonly Resource[] = [file, formField, instance, workflow];

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
	default: 'instance',
};

/** The options of all operations in one collection: most are the same, and n8n lists them once. */
const optionsProperty = optionsOf(
	mergeProperties(
		resources.flatMap(({ value: resource, operations }) =>
			operations.map((operation) => ({
				resource,
				operation: operation.option.value,
				properties: ownOptions(operation),
			})),
		),
		'/',
	),
);

/** All parameters of the node, in the order in which the editor shows them. */
export const nodeProperties: INodeProperties[] = [
	resourceProperty,
	...resources.map(({ operationProperty }) => operationProperty),
	...mergeProperties(
		resources.flatMap(({ value: resource, operations }) =>
			operations.map((operation) => ({
				resource,
				operation: operation.option.value,
				properties: [...operation.properties, optionsProperty],
			})),
		),
	),
];

/** The parameters of one operation, among them the options that all have. */
export function parametersOf(operation: Operation): INodeProperties[] {
	return [...operation.properties, optionsOf(ownOptions(operation))];
}

function ownOptions({ orderingKey, options }: Operation): INodeProperties[] {
	return [...runOptionsOf(orderingKey !== undefined), ...options].sort(byDisplayName);
}

function optionsOf(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	};
}
