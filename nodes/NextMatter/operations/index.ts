import { file } from './file';
import { formField } from './formField';
import { instance } from './instance';
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
