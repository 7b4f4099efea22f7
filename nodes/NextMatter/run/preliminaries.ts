import { explainReply } from '../api/failures';
import type { ApiRequest, Failure } from '../api/types';
import type { Operation, Plan, Preliminary } from '../operations/types';
import type { Exchange } from './requests/retryingClient';
import { bodyOf, isSuccess, isUnclear } from './replies';

export type Ready =
	| {
			readonly kind: 'ready';
			readonly request: ApiRequest;
			/** The answer of the preliminary that `isWork`, and whether it has come just now. */
			readonly begun?: { readonly body: unknown; readonly isNew: boolean };
	  }
	| { readonly kind: 'failed'; readonly failure: Failure };

/** What came of a request before the main one. Plain data, so that it survives in n8n's store. */
export type Beforehand =
	| { readonly kind: 'answered'; readonly body: string }
	/** Nobody can tell whether it was obeyed, so it is not sent again. */
	| { readonly kind: 'failed'; readonly failure: Failure };

/** What is known of the requests before an item's main one, by their place. */
export interface Notes {
	/** @param work its request, if it `isWork` */
	read(place: number, work?: ApiRequest): Beforehand | undefined;
	write(place: number, found: Beforehand, work?: ApiRequest): void;
}

export const NO_NOTES: Notes = { read: () => undefined, write: () => {} };

const MAX_READS = 3;

/** Sends what has to come before a plan's request. @returns that request, complete */
export async function sendFirst(plan: Plan, exchange: Exchange, notes: Notes): Promise<Ready> {
	let request = plan.request;
	let begun: Extract<Ready, { kind: 'ready' }>['begun'];
	for (const [place, preliminary] of (plan.first ?? []).entries()) {
		const noted = notes.read(place, workOf(preliminary));
		const known = noted?.kind === 'answered' && preliminary.apply(noted.body, request);
		if (known) {
			request = known;
			if (preliminary.isWork) begun = { body: noted.body, isNew: false };
			continue;
		}
		const found = noted?.kind === 'failed' ? noted : await ask(preliminary, exchange, request);
		if (preliminary.idempotency === 'nonIdempotent') note(notes, place, preliminary, found);
		if (found.kind === 'failed') return told(preliminary, found.failure);
		request = found.request;
		if (preliminary.isWork) begun = { body: found.body, isNew: true };
	}
	return { kind: 'ready', request, ...(begun && { begun }) };
}

/** The plan as an earlier try of the node has left it: with what it has begun. */
export function resume<P extends Plan>(operation: Operation<P>, plan: P, notes: Notes): P {
	const place = plan.first?.findIndex(({ isWork }) => isWork) ?? -1;
	const work = plan.first?.[place];
	const noted = work && notes.read(place, workOf(work));
	return (noted?.kind === 'answered' && operation.goOn?.(plan, noted.body).plan) || plan;
}

type Found =
	| { readonly kind: 'answered'; readonly body: unknown; readonly request: ApiRequest }
	| { readonly kind: 'failed'; readonly failure: Failure };

async function ask(
	preliminary: Preliminary,
	exchange: Exchange,
	request: ApiRequest,
): Promise<Found> {
	const reply = await sendOne(preliminary, exchange);
	const body = bodyOf(reply);
	const next = isSuccess(reply) ? preliminary.apply(body, request) : undefined;
	return next
		? { kind: 'answered', body, request: next }
		: { kind: 'failed', failure: explainReply(reply, preliminary) };
}

async function sendOne({ request, idempotency }: Preliminary, exchange: Exchange) {
	for (let tries = 1; ; tries += 1) {
		const { reply } = await exchange.send(
			request,
			idempotency === 'nonIdempotent' ? 'once' : 'work',
		);
		const mayRepeat = idempotency === 'safe' && isUnclear(reply) && tries < MAX_READS;
		if (!mayRepeat || !(await exchange.backOff(tries))) return reply;
	}
}

function note(notes: Notes, place: number, preliminary: Preliminary, found: Found): void {
	if (found.kind === 'failed') {
		if (found.failure.certainty === 'unknown') notes.write(place, found, workOf(preliminary));
		return;
	}
	const body = preliminary.digest?.(found.body);
	if (body !== undefined) notes.write(place, { kind: 'answered', body }, workOf(preliminary));
}

function workOf({ isWork, request }: Preliminary): ApiRequest | undefined {
	return isWork && request;
}

/** Whatever became of it: the item's own request has not been sent, unless this was half of the work. */
function told({ consequence, isWork }: Preliminary, failure: Failure): Ready {
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
