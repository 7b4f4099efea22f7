import { readMoment } from '../../api/moments';
import type { Answer } from '../../api/types';
import type {
	Evidence,
	OtherItems,
	Plan,
	SendTime,
	ObservedState,
	Reconciliation,
} from '../../operations/types';
import type { SequenceState, SentItem } from '../orderedQueue';
import type { Clock } from '../requests/clock';
import type { SentRequest } from './unresolved';

/** The server tells its time in whole seconds. */
const CLOCK_STEP_MS = 1000;
/** Not all clocks of a server agree. */
export const CLOCK_MARGIN_MS = 2000;

type Readings<P extends Plan> = Pick<Reconciliation<P>, 'revisionOf' | 'activeStepIds'>;

/** What one item sees of the instance that it is about. */
export interface ObservedStates<P extends Plan> {
	newest(): ObservedState | undefined;
	/** Keeps what an answer shows, unless something newer was seen before. */
	keep(readings: Readings<P>, body: unknown): void;
}

/** @param first what the items before it have seen */
export function openObservedStates<P extends Plan>(
	first: ObservedState | undefined,
	clock: Pick<Clock, 'now'>,
): ObservedStates<P> {
	let newest = first;
	return {
		newest: () => newest,
		keep({ revisionOf, activeStepIds }, body) {
			const revision = revisionOf(body);
			if (revision === undefined || isOlder(revision, newest?.revision)) return;
			const active = activeStepIds?.(body);
			newest = { revision, seenAt: clock.now(), ...(active && { activeStepIds: active }) };
		},
	};
}

function isOlder(revision: string, than: string | undefined): boolean {
	const [one, other] = [readMoment(revision), readMoment(than)];
	return one !== undefined && other !== undefined && one.time < other.time;
}

/** What else is known of a request, to compare its answer or a read with. */
export function evidenceOf(
	request: SentRequest,
	{
		plan,
		sequence,
		sent,
	}: { readonly plan: Plan; readonly sequence: SequenceState; readonly sent: SendTime },
): Evidence {
	const { since, before, body, isAnswered } = request;
	return {
		sent,
		sentAt: since,
		newest: newestOf(sequence.seen, before),
		...otherItems(sequence.sent ?? [], plan, since),
		...(before && { before }),
		...(body && { body }),
		...(isAnswered && { isAnswered }),
	};
}

function newestOf(...states: ReadonlyArray<ObservedState | undefined>): string | undefined {
	return states
		.flatMap((state) => state?.revision ?? [])
		.reduce<string | undefined>((one, other) => (isOlder(other, one) ? one : other), undefined);
}

/** Items about the same thing: those that may have been done since a time, and those done before it. */
function otherItems(items: readonly SentItem[], plan: Plan, since: number) {
	const others = items.filter(({ plan: other }) => other !== plan && isAbout(other.details, plan));
	const isSince = ({ doneAt = Infinity }: SentItem) => doneAt >= since;
	return {
		rivals: compare(others.filter(isSince), plan),
		forerunners: compare(
			others.filter((other) => !isSince(other)),
			plan,
		),
	};
}

function compare(others: readonly SentItem[], { request }: Plan): OtherItems {
	if (others.length === 0) return 'none';
	const body = JSON.stringify(request.body);
	return others.some(({ plan }) => JSON.stringify(plan.request.body) === body) ? 'alike' : 'others';
}

/** Whether these details are those of the plan. */
export function isAbout(details: Plan['details'] | undefined, plan: Plan): boolean {
	return JSON.stringify(details) === JSON.stringify(plan.details);
}

/**
 * When a request was sent by the server's clock.
 *
 * @param atLeast how long ago that was, in milliseconds, when the server told its time, at least
 * @param atMost and at most
 * @param marginMs by how much the clocks of the server may differ from each other
 */
export function serverClock(
	serverTime: number | undefined,
	{ atLeast, atMost, marginMs }: Record<'atLeast' | 'atMost' | 'marginMs', number>,
): SendTime {
	if (serverTime === undefined) return undefined;
	return {
		earliest: serverTime - atMost - marginMs,
		latest: serverTime - atLeast + CLOCK_STEP_MS,
	};
}

/**
 * The time that an answer tells, unless what it shows has changed later than that: then the clock of
 * whoever wrote the header, such as a gateway, is not the one of the server's times.
 *
 * @param revision of what it shows
 */
export function agreedTime(
	{ serverTime }: Answer,
	revision: string | undefined,
): number | undefined {
	const changed = readMoment(revision);
	if (serverTime === undefined || changed === undefined) return serverTime;
	const latest = serverTime + CLOCK_STEP_MS + CLOCK_MARGIN_MS;
	return changed.time > latest ? undefined : serverTime;
}
