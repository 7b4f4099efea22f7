/**
 * Path of an instance with the API's exact slashes.
 *
 * @param id a number that `readId` has let through, so that it is one path segment and no other
 */
export function instancePath(id: number): string {
	return `/instances/${id}/`;
}

/** Path of a workflow, likewise. */
export function workflowPath(id: number): string {
	return `/processes/${id}/`;
}
