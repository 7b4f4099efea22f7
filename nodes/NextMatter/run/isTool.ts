import type { INode } from 'n8n-workflow';

/** Whether an AI agent calls the node: n8n gives the node another type for that. */
export function isTool({ type }: INode): boolean {
	return type.endsWith('Tool');
}

/** Whether an AI agent asks people by the node before it uses another tool; a tool as well. */
export function isHumanReview({ type }: INode): boolean {
	return type.endsWith('HitlTool');
}
