import type { INode } from 'n8n-workflow';

/** Whether an AI agent calls the node: n8n gives the node another type for that. */
export function isTool({ type }: INode): boolean {
	return type.endsWith('Tool');
}
