import type { ApiRequest } from './types';

/**
 * Path of an instance with the API's exact slashes.
 *
 * @param id a number that `readId` has let through, so that it is one path segment and no other
 */
export function instancePath(id: number): string {
	return `/instances/${id}/`;
}

/** Where instances are created. */
export const INSTANCES_PATH = '/instances/';

/** Path of a workflow, likewise. */
export function workflowPath(id: number): string {
	return `/processes/${id}/`;
}

/** The instance that a request is about, as its path; undefined where the path names none. */
export function subjectOf({ path }: ApiRequest): string | undefined {
	return /^\/instances\/\d+/.exec(path)?.[0];
}

export function isCreation({ method, path }: ApiRequest): boolean {
	return method === 'POST' && path === INSTANCES_PATH;
}
