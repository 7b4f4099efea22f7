import type { IDataObject } from 'n8n-workflow';
import { asSeen } from '../../../input/invisible';
import { isRecord } from '../../../input/isRecord';
import type { Approval } from './review';

type Json = IDataObject[string];

/** Whether the option that counts as approval was chosen, and what was said about it. */
export function readDecision(
	{ approvedOption, commentFieldId }: Approval,
	decision: Json,
	valueOf: (id: number) => Json | undefined,
): IDataObject {
	const choice = choiceOf(decision);
	const approved = choice !== undefined && asRead(choice) === asRead(approvedOption);
	const outcome = choice === undefined ? 'unanswered' : approved ? 'approved' : 'declined';
	const comment = commentFieldId === undefined ? commentOf(decision) : valueOf(commentFieldId);
	return { approved, outcome, decision: choice ?? null, comment: comment || null };
}

/** Options that look the same count as the same, or nobody could ever approve. */
function asRead(option: string): string {
	return asSeen(option)
		.normalize()
		.replace(/\p{Zs}+/gu, ' ');
}

/** What was chosen: all entries of a list, or the label of a routing's button. */
function choiceOf(value: Json): string | undefined {
	if (Array.isArray(value)) return value.map(choiceOf).filter(Boolean).join(', ') || undefined;
	if (isRecord(value)) return choiceOf(value.label) ?? choiceOf(value.action);
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' ? value.trim() || undefined : undefined;
}

function commentOf(decision: Json): Json {
	return isRecord(decision) ? decision.comment : null;
}
