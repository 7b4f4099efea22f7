import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { isInstance } from '../api/instance/instance';
import type { Failure } from '../api/types';
import { plainValue } from '../formFields/decode';
import { findEntry } from '../operations/formField/getInstanceValues/findEntry';
import { WITH_VALUES } from '../operations/instance/formFieldValues';
import { readAnswer, type Answer } from '../operations/instance/sendAndWait/answer';
import type { Review } from '../operations/instance/sendAndWait/review';
import { instancePath } from '../api/paths';
import { reading } from '../api/reading';
import type { Plan } from '../operations/types';
import { explainReply } from '../api/errors/explainReply';
import { bodyOf, isSuccess } from '../api/replies';
import { tryOrFail } from '../api/errors/tryOrFail';
import { sendRead } from '../run/reads/sendRead';
import { createRetryingClient, type RetryingClient } from '../run/requests/retryingClient';
import { openReadContext, toRejection } from '../webhook/readInstance';
import { reject, type Rejection } from '../webhook/types';

type Found = Exclude<Answer, { kind: 'hidden' }> | Rejection;
type Look = Found | { readonly kind: 'failed'; readonly failure: Failure };

/** What was read may lag behind the completion that the call tells of. */
const PAUSE_MS = 2000;

/** Looks in Next Matter, with the API key, whether people have answered. */
export async function lookForAnswer(
	context: IWebhookFunctions,
	review: Review,
	instanceId: number,
): Promise<Found> {
	const found = await tryOrFail('not-sent', async (): Promise<Look> => {
		const client = createRetryingClient(await openReadContext(context));
		const first = await lookOnce(client, review, instanceId);
		if (first.kind !== 'notYet' || !(await client.wait(PAUSE_MS))) return first;
		return await lookOnce(client, review, instanceId);
	});
	return found.kind === 'failed' ? toRejection(found.failure) : found;
}

async function lookOnce(client: RetryingClient, review: Review, instanceId: number): Promise<Look> {
	const plan = planOf(instanceId);
	const { reply } = await sendRead(plan.request, client);
	const instance = bodyOf(reply);
	if (!isSuccess(reply) || !isInstance(instance, instanceId)) {
		return { kind: 'failed', failure: explainReply(reply, plan) };
	}
	const answer = readAnswer(review, { instanceId, instance });
	return answer.kind === 'hidden'
		? await lookAtField(client, review, { instanceId, instance, fieldId: answer.fieldId })
		: answer;
}

interface Hidden {
	readonly instanceId: number;
	readonly instance: IDataObject;
	readonly fieldId: number;
}

/** By the one way of reading a value that is documented, where the instance does not show it. */
async function lookAtField(
	client: RetryingClient,
	review: Review,
	{ instanceId, instance, fieldId }: Hidden,
): Promise<Look> {
	const { workflowId, answerStepId } = review;
	const unseen = reject(
		502,
		`Form field ${fieldId} was not found in instance ${instanceId}`,
		"Check 'Decision Field' and 'Answer Step' of the Next Matter node in n8n",
	);
	if (answerStepId === undefined) return unseen;
	const place = { workflowId, instanceId, stepId: answerStepId, formFieldId: fieldId };
	const found = await findEntry(
		{ ...planOf(instanceId), ...place, formFieldIds: [fieldId], keying: 'byId' },
		fieldId,
		async (request) => (await sendRead(request, client)).reply,
	);
	if (found.kind === 'failed') return found;
	if (!found.entry) return unseen;
	const value = plainValue(found.entry.value);
	const answer = readAnswer(review, { instanceId, instance, found: new Map([[fieldId, value]]) });
	return answer.kind === 'hidden' ? unseen : answer;
}

function planOf(instanceId: number): Plan {
	return {
		request: {
			method: 'GET',
			path: instancePath(instanceId),
			query: { ...WITH_VALUES, steps_time_frame: 'true' },
		},
		idempotency: 'safe',
		...reading('instance', instanceId),
		howToVerify: '',
		fieldLabels: [],
		details: { instanceId },
	};
}
