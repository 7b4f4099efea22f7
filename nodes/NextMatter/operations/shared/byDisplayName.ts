import type { INodeProperties } from 'n8n-workflow';

/** Compares for `sort`. Not by `localeCompare`, whose first call takes n8n 7 ms of its start. */
export function byDisplayName(one: INodeProperties, other: INodeProperties): number {
	if (one.displayName === other.displayName) return 0;
	return one.displayName < other.displayName ? -1 : 1;
}
