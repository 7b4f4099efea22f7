import type { Resource } from '../types';

interface Texts {
	/** As users see it. */
	readonly name: string;
	/** Part of saved workflows. */
	readonly value: string;
	/** The operation that is chosen at first. */
	readonly first: string;
}

/** @param operations in the order of the list that users choose from */
export function defineResource(
	{ name, value, first }: Texts,
	operations: Resource['operations'],
): Resource {
	return {
		name,
		value,
		operations,
		operationProperty: {
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [value] } },
			options: operations.map(({ option }) => option),
			default: first,
		},
	};
}
