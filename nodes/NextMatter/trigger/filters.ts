import type { INodeProperties } from 'n8n-workflow';
import { otherFilters } from '../operations/lists/otherFilters';

/** Those filters of a list that do not depend on what happens to an instance. */
const LASTING = ['lead_user', 'name', 'priority', 'tags'];

export const triggerFilters: readonly INodeProperties[] = otherFilters
	.filter(({ query }) => LASTING.includes(query))
	.map(({ input }) => input);
