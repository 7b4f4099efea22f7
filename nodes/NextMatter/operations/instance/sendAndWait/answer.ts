import type { IDataObject } from 'n8n-workflow';
import { activeStepIds, statusOf } from '../../../api/instance/instance';
import { completionOf, completionTimeOf } from '../../../api/instance/stepCompletion';
import { fieldValuesOf, keyValues, type FieldValue } from '../../../formFields/fieldValues';
import { asSeen } from '../../../input/invisible';
import { isRecord } from '../../../input/isRecord';
import type { Approval, Review } from './review';

type Json = IDataObject[string];

/** What an instance says to those who wait for an answer. */
export type Answer =
	| { readonly kind: 'answered'; readonly data: IDataObject }
	| { readonly kind: 'notYet'; readonly message: string }
	/** It is answered, but the decision is not shown where it was looked for. */
	| { readonly kind: 'hidden'; readonly fieldId: number };

export interface Sight {
	readonly instanceId: number;
	/** Read with its form field values and the times of its steps. */
	readonly instance: IDataObject;
	/** What another request has found in form fields that the instance does not show, by their IDs. */
	readonly found?: ReadonlyMap<number, Json>;
}

export function readAnswer(review: Review, sight: Sight): Answer {
	const { instance, found = new Map<number, Json>() } = sight;
	const values = fieldValuesOf(instance.process_snapshot);
	const status = statusOf(instance);
	const valueOf = (id: number): Json | undefined =>
		found.has(id) ? found.get(id) : values.find((one) => one.id === id)?.value;
	const why = status === 'running' ? whyNotYet(review, sight, values) : undefined;
	if (why !== undefined) return { kind: 'notYet', message: why };
	const answered = about(review, sight, values);
	if (status === 'aborted') return { kind: 'answered', data: stopped(review, answered) };
	const { approval } = review;
	if (!approval) return { kind: 'answered', data: { outcome: 'answered', ...answered } };
	const decision = valueOf(approval.decisionFieldId);
	if (decision === undefined) return { kind: 'hidden', fieldId: approval.decisionFieldId };
	return { kind: 'answered', data: { ...decide(approval, decision, valueOf), ...answered } };
}

/** Why the agreed point is not reached, in words; undefined if it is. */
function whyNotYet(
	{ approval, answerStepId: stepId }: Review,
	{ instanceId, instance, found }: Sight,
	values: readonly FieldValue[],
): string | undefined {
	if (stepId === undefined) return `Instance ${instanceId} has not ended yet`;
	const notYet = `Step ${stepId} of instance ${instanceId} is not completed yet`;
	if ((activeStepIds(instance) ?? []).includes(stepId)) return notYet;
	const completion = completionOf(instance, stepId);
	if (completion === 'completed') return undefined;
	if (completion !== 'unknown') return notYet;
	// Nobody knows how Next Matter shows that a step is completed; that it was answered tells as much.
	const isFilledIn = approval
		? [...(found?.values() ?? []), fieldWith(values, approval.decisionFieldId)].some(isEntered)
		: values.some((one) => one.stepId === stepId && isEntered(one.value));
	const mayBeHidden =
		approval && !found && !values.some(({ id }) => id === approval.decisionFieldId);
	return isFilledIn || mayBeHidden ? undefined : notYet;
}

function fieldWith(values: readonly FieldValue[], fieldId: number): Json | undefined {
	return values.find(({ id }) => id === fieldId)?.value;
}

function isEntered(value: Json | undefined): boolean {
	return value !== undefined && value !== null && value !== '';
}

function about(
	{ answerStepId, resumeUrlFieldId }: Review,
	{ instanceId, instance }: Sight,
	values: readonly FieldValue[],
): IDataObject {
	const completed =
		answerStepId === undefined ? undefined : completionTimeOf(instance, answerStepId);
	const ended = instance.aborted_time ?? instance.completed_time;
	return {
		answered_time: completed ? new Date(completed.time).toISOString() : (ended ?? null),
		instance_id: instanceId,
		instance_name: instance.name ?? null,
		instance_status: statusOf(instance),
		fields: keyValues(
			values.filter(({ id }) => id !== resumeUrlFieldId),
			'byName',
		),
	};
}

function decide(
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

/** What looks the same is the same, or nobody could ever approve. */
function asRead(option: string): string {
	return asSeen(option)
		.normalize()
		.replace(/\p{Zs}+/gu, ' ');
}

/** What was chosen: of a list all that is in it, of a routing the label of its button. */
function choiceOf(value: Json): string | undefined {
	if (Array.isArray(value)) return value.map(choiceOf).filter(Boolean).join(', ') || undefined;
	if (isRecord(value)) return choiceOf(value.label) ?? choiceOf(value.action);
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' ? value.trim() || undefined : undefined;
}

function commentOf(decision: Json): Json {
	return isRecord(decision) ? decision.comment : null;
}

function stopped({ approval }: Review, answered: IDataObject): IDataObject {
	return { ...(approval && { approved: false }), outcome: 'stopped', ...answered };
}

/** What is put out when the time is up. */
export function noAnswerInTime({ approval }: Review, instanceId: number): IDataObject {
	return {
		...(approval && { approved: false }),
		outcome: 'timed_out',
		instance_id: instanceId,
	};
}

/**
 * What n8n tells an AI agent beside the yes or no, in the key that it looks for. Without it n8n tells
 * the agent to stop altogether, which is right only for a plain no.
 */
export function withFeedback(data: IDataObject): IDataObject {
	const { outcome, comment, instance_id: id } = data;
	const feedback =
		outcome === 'declined' ? comment : FEEDBACK[String(outcome)]?.replace('{id}', String(id));
	return typeof feedback === 'string' && feedback ? { ...data, chatInput: feedback } : data;
}

const FEEDBACK: Readonly<Record<string, string | undefined>> = {
	stopped: 'Not approved: instance {id} was stopped in Next Matter before anybody decided',
	timed_out: 'Not approved: nobody decided in time in Next Matter (instance {id})',
	unanswered: 'Not approved: instance {id} went on in Next Matter without a decision',
};
