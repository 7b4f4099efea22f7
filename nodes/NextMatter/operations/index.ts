import { file } from './file';
import { formField } from './formField';
import { instance } from './instance';
import type { Operation, Resource } from './types';
import { workflow } from './workflow';

/** Every resource with its operations. */
export const resources: readonly Resource[] = [file, formField, instance, workflow];

/** @returns undefined for a resource or an operation that this version of the node does not have */
export async function findOperation(
	resource: unknown,
	operation: unknown,
): Promise<Operation | undefined> {
	// All at once: n8n replaces the files when it updates the package, and a run must not mix versions.
	await Promise.all(resources.flatMap(({ operations }) => operations.map(({ load }) => load())));
	return await resources
		.find(({ value }) => value === resource)
		?.operations.find(({ option }) => option.value === operation)
		?.load();
}
