import type { IDataObject } from 'n8n-workflow';
import { activeStepIds, statusOf } from '../../../api/instance/instance';
import { completionOf, completionTimeOf } from '../../../api/instance/stepCompletion';
import { fieldValuesOf, keyValues, type FieldValue } from '../../../formFields/fieldValues';
import { readDecision } from './decision';
import type { Review } from './review';

type Json = IDataObject[string];

/** What an instance says to those who wait for an answer. */
export type Answer =
	| { readonly kind: 'answered'; readonly data: IDataObject }
	| { readonly kind: 'notYet'; readonly message: string }
	/** It is answered, but the instance does not show the decision. */
	| { readonly kind: 'hidden'; readonly fieldId: number };

/** What was read about the instance. */
export interface ObservedInstance {
	readonly instanceId: number;
	/** Read with its form field values and the times of its steps. */
	readonly instance: IDataObject;
	/** What another request has found in form fields that the instance does not show, by their IDs. */
	readonly found?: ReadonlyMap<number, Json>;
}

export function readAnswer(review: Review, observed: ObservedInstance): Answer {
	const { instance, found = new Map<number, Json>() } = observed;
	const values = fieldValuesOf(instance.process_snapshot);
	const status = statusOf(instance);
	const valueOf = (id: number): Json | undefined =>
		found.has(id) ? found.get(id) : values.find((one) => one.id === id)?.value;
	const why = status === 'running' ? whyNotYet(review, observed, values) : undefined;
	if (why !== undefined) return { kind: 'notYet', message: why };
	const answered = about(review, observed, values);
	if (status === 'aborted') return { kind: 'answered', data: stopped(review, answered) };
	const { approval } = review;
	if (!approval) return { kind: 'answered', data: { outcome: 'answered', ...answered } };
	const decision = valueOf(approval.decisionFieldId);
	if (decision === undefined) return { kind: 'hidden', fieldId: approval.decisionFieldId };
	return { kind: 'answered', data: { ...readDecision(approval, decision, valueOf), ...answered } };
}

/** Why the agreed point is not reached, in words; undefined if it is. */
function whyNotYet(
	{ approval, answerStepId: stepId }: Review,
	{ instanceId, instance, found }: ObservedInstance,
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
	{ instanceId, instance }: ObservedInstance,
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

function stopped({ approval }: Review, answered: IDataObject): IDataObject {
	return { ...(approval && { approved: false }), outcome: 'stopped', ...answered };
}

/** The output when the time is up. */
export function noAnswerInTime({ approval }: Review, instanceId: number): IDataObject {
	return {
		...(approval && { approved: false }),
		outcome: 'timed_out',
		instance_id: instanceId,
	};
}
