import type { INodeProperties } from 'n8n-workflow';
import { byDisplayName } from './shared/byDisplayName';
import { mergeProperties } from './shared/mergeProperties';
import { runOptionsOf } from './shared/runOptions';
import { resources } from './index';
import type { OperationDescription } from './types';

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
				properties: operation.properties,
			})),
		),
	),
	optionsProperty,
];

/** The parameters of one operation, among them the options that all have. */
export function parametersOf(operation: OperationDescription): INodeProperties[] {
	return [...operation.properties, optionsOf(ownOptions(operation))];
}

function ownOptions({ isOrdered, options }: OperationDescription): INodeProperties[] {
	return [...runOptionsOf(isOrdered === true), ...options].sort(byDisplayName);
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
