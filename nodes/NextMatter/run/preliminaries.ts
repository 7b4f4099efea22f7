import { explainReply } from '../api/failures';
import type { ApiRequest, Failure } from '../api/types';
import type { Plan, Preliminary } from '../operations/types';
import type { Exchange } from './requests/retryingClient';
import { bodyOf, isSuccess, isUnclear } from './replies';

type Ready =
	| { readonly kind: 'ready'; readonly request: ApiRequest }
	| { readonly kind: 'failed'; readonly failure: Failure };

/** What came of a request before the main one. Plain data, so that it survives in n8n's store. */
export type Beforehand =
	| { readonly kind: 'answered'; readonly body: string }
	/** Nobody can tell whether it was obeyed, so it is not sent again. */
	| { readonly kind: 'failed'; readonly failure: Failure };

/** What is known of the requests before an item's main one, by their place. */
export interface Notes {
	read(place: number): Beforehand | undefined;
	write(place: number, found: Beforehand): void;
}

export const NO_NOTES: Notes = { read: () => undefined, write: () => {} };

const MOST_READS = 3;

/** Sends what has to come before a plan's request. @returns that request, complete */
export async function sendFirst(plan: Plan, exchange: Exchange, notes: Notes): Promise<Ready> {
	let request = plan.request;
	for (const [place, preliminary] of (plan.first ?? []).entries()) {
		const noted = notes.read(place);
		const known = noted?.kind === 'answered' && preliminary.apply(noted.body, request);
		if (known) {
			request = known;
			continue;
		}
		const found = noted?.kind === 'failed' ? noted : await ask(preliminary, exchange, request);
		if (preliminary.nature === 'once') note(notes, place, preliminary, found);
		if (found.kind === 'failed') return told(preliminary, found.failure);
		request = found.request;
	}
	return { kind: 'ready', request };
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

async function sendOne({ request, nature }: Preliminary, exchange: Exchange) {
	for (let tries = 1; ; tries += 1) {
		const { reply } = await exchange.send(request, nature === 'once' ? 'once' : 'work');
		const mayRepeat = nature === 'read' && isUnclear(reply) && tries < MOST_READS;
		if (!mayRepeat || !(await exchange.backOff(tries))) return reply;
	}
}

function note(notes: Notes, place: number, { digest }: Preliminary, found: Found): void {
	if (found.kind === 'failed') {
		if (found.failure.certainty === 'unknown') notes.write(place, found);
		return;
	}
	const body = digest?.(found.body);
	if (body !== undefined) notes.write(place, { kind: 'answered', body });
}

/** Whatever became of it: the item's own request has not been sent. */
function told({ consequence }: Preliminary, failure: Failure): Ready {
	const { certainty, message } = failure;
	return {
		kind: 'failed',
		failure: {
			...failure,
			certainty: certainty === 'unknown' ? 'not-sent' : certainty,
			message: consequence ? `${message}. ${consequence}` : message,
		},
	};
}
