import { explainReply } from '../../api/errors/explainReply';
import type { ApiRequest, Failure } from '../../api/types';
import type { Operation, Plan, Prerequisite } from '../../operations/types';
import { bodyOf, isSuccess } from '../../api/replies';
import { sendRead } from '../reads/sendRead';
import type { RetryingClient } from '../requests/retryingClient';
import { RETRY_POLICY } from '../requests/retryPolicy';

export type Ready =
	| {
			readonly kind: 'ready';
			readonly request: ApiRequest;
			readonly begun?: BegunWork;
	  }
	| { readonly kind: 'failed'; readonly failure: Failure };

/** The answer of the prerequisite that `isWork`, and whether it has come just now. */
export interface BegunWork {
	readonly body: unknown;
	readonly isNew: boolean;
}

/** What came of a request before the main one. Plain data, so that it survives in n8n's store. */
export type Checkpoint =
	| { readonly kind: 'answered'; readonly body: string }
	/** Nobody can tell whether it was processed, so it is not sent again. */
	| { readonly kind: 'failed'; readonly failure: Failure };

/** What is known of the requests before an item's main one, by their place. */
export interface Checkpoints {
	/** @param work its request, if it `isWork` */
	read(place: number, work?: ApiRequest): Checkpoint | undefined;
	write(place: number, found: Checkpoint, work?: ApiRequest): void;
}

export const NO_CHECKPOINTS: Checkpoints = { read: () => undefined, write: () => {} };

/** Sends what has to come before a plan's request. @returns that request, complete */
export async function sendPrerequisites(
	plan: Plan,
	client: RetryingClient,
	checkpoints: Checkpoints,
): Promise<Ready> {
	let request = plan.request;
	let begun: BegunWork | undefined;
	for (const [place, prerequisite] of (plan.prerequisites ?? []).entries()) {
		const checkpoint = checkpoints.read(place, workOf(prerequisite));
		const known = checkpoint?.kind === 'answered' && prerequisite.apply(checkpoint.body, request);
		if (known) {
			request = known;
			if (prerequisite.isWork) begun = { body: checkpoint.body, isNew: false };
			continue;
		}
		const found =
			checkpoint?.kind === 'failed' ? checkpoint : await ask(prerequisite, client, request);
		if (prerequisite.idempotency === 'nonIdempotent')
			keepCheckpoint(checkpoints, { place, prerequisite, found });
		if (found.kind === 'failed') return told(prerequisite, found.failure);
		request = found.request;
		if (prerequisite.isWork) begun = { body: found.body, isNew: true };
	}
	return { kind: 'ready', request, ...(begun && { begun }) };
}

/** The plan as an earlier try of the node has left it: with what it has begun. */
export function resume<P extends Plan>(
	operation: Operation<P>,
	plan: P,
	checkpoints: Checkpoints,
): P {
	const place = plan.prerequisites?.findIndex(({ isWork }) => isWork) ?? -1;
	const work = plan.prerequisites?.[place];
	const checkpoint = work && checkpoints.read(place, workOf(work));
	return (
		(checkpoint?.kind === 'answered' && operation.continueFrom?.(plan, checkpoint.body).plan) ||
		plan
	);
}

type Found =
	| { readonly kind: 'answered'; readonly body: unknown; readonly request: ApiRequest }
	| { readonly kind: 'failed'; readonly failure: Failure };

async function ask(
	prerequisite: Prerequisite,
	client: RetryingClient,
	request: ApiRequest,
): Promise<Found> {
	const reply = await sendOne(prerequisite, client);
	const body = bodyOf(reply);
	const next = isSuccess(reply) ? prerequisite.apply(body, request) : undefined;
	return next
		? { kind: 'answered', body, request: next }
		: { kind: 'failed', failure: explainReply(reply, prerequisite) };
}

async function sendOne({ request, idempotency }: Prerequisite, client: RetryingClient) {
	const { maxTries } = RETRY_POLICY;
	if (idempotency === 'safe') {
		return (await sendRead(request, client, { maxTries: maxTries.check })).reply;
	}
	const mode = idempotency === 'nonIdempotent' ? 'resendIfUnprocessed' : 'resend';
	return (await client.send(request, mode)).reply;
}

function keepCheckpoint(
	checkpoints: Checkpoints,
	{
		place,
		prerequisite,
		found,
	}: { readonly place: number; readonly prerequisite: Prerequisite; readonly found: Found },
): void {
	if (found.kind === 'failed') {
		if (found.failure.certainty === 'unknown')
			checkpoints.write(place, found, workOf(prerequisite));
		return;
	}
	const body = prerequisite.toCheckpoint?.(found.body);
	if (body !== undefined)
		checkpoints.write(place, { kind: 'answered', body }, workOf(prerequisite));
}

function workOf({ isWork, request }: Prerequisite): ApiRequest | undefined {
	return isWork && request;
}

/** Whatever became of it: the item's own request has not been sent, unless this was half of the work. */
function told({ consequence, isWork }: Prerequisite, failure: Failure): Ready {
	const { certainty, message } = failure;
	return {
		kind: 'failed',
		failure: {
			...failure,
			certainty: certainty === 'unknown' && !isWork ? 'not-sent' : certainty,
			message: consequence ? `${message}. ${consequence}` : message,
		},
	};
}
