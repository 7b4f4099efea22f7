import type { OperationDescription, ResourceDescription } from '../types';

interface Texts {
	/** As users see it. */
	readonly name: string;
	/** Part of saved workflows. */
	readonly value: string;
	/** The operation that is chosen at first. */
	readonly first: string;
}

/** @param operations in the order of the list that users choose from */
export function describeResource(
	{ name, value, first }: Texts,
	operations: readonly OperationDescription[],
): ResourceDescription {
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
