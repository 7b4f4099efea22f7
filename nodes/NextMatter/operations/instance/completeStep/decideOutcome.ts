import { isBefore, type Moment } from '../../../api/moments';
import type { Knowledge } from './evidence';
import { isAfter, isNewer, isUnchanged } from './sinceRequest';

/**
 * `done`: by this request. `unchanged`: nothing has happened since before it. `undecided`: a later
 * read may tell. `earlier`: whatever the step is, it was so before. `unknown`: nobody can tell.
 */
export interface Finding {
	readonly kind: 'done' | 'unchanged' | 'undecided' | 'earlier' | 'unknown';
	readonly why: string;
}

/**
 * What became of a completion. The first row that fits counts; whatever fits none is unknown.
 *
 * | The read shows | and | so it is |
 * | --- | --- | --- |
 * | a revision older than one seen before | | undecided |
 * | **not active** | other values than those sent | unknown |
 * | | the revision of before, or one clearly older than the request | earlier |
 * | | another item was sent for the step, and the values are no proof | unknown |
 * | | aborted, which the routing asked for, at or after the request | done |
 * | | completed clearly before the request (not after HTTP 200 with the values sent), or before the step was seen active | earlier |
 * | | the same, but another item had done so, with nothing to tell the two apart | unknown |
 * | | completed at or after the request, by the server's clock | done |
 * | | completed at an unknown time; was active before, at an older revision | done |
 * | | gone, nothing else; was active before, older revision, the values sent | done |
 * | **active** | a routing that leads elsewhere, perhaps back | unknown |
 * | | completed clearly after the request or after what was seen before | done |
 * | | the revision of before, and that is exact enough | unchanged |
 * | | another revision than before | unknown (after HTTP 200: done) |
 * | | after HTTP 200: a revision of the time of the request | done |
 * | | nothing is known of before | undecided |
 */
export function decideOutcome(known: Knowledge): Finding {
	const { newest, revision } = known;
	if (newest && revision && revision.time < newest.time) {
		return undecided('The read shows an older state of the instance than was seen before');
	}
	return known.isActive ? ofActive(known) : ofInactive(known);
}

function ofInactive(known: Knowledge): Finding {
	const { before, sent, completion, completedAt, route, status, values } = known;
	if (values === 'contradict') {
		return unknown(
			'The step is no longer active, but its form fields show other values than were sent, so it seems that someone else completed it',
		);
	}
	if (isUnchanged(known) && !isBorneOut(known)) {
		const what = completion === 'completed' ? 'had been completed before' : 'was not active before';
		return earlier(`The instance has not changed since, so it seems that the step ${what}`);
	}
	const rival = rivalOf(known);
	if (rival) return rival;
	if (status === 'aborted' && route === 'stop') return ofStopped(known);
	if (completion === 'completed' && completedAt) {
		// A gateway may have another clock; that success was answered and the values are there says more.
		const isMeant = known.isAnswered === true && values === 'match';
		const isOld =
			(sent && !isMeant && isBefore(completedAt, sent.earliest)) ||
			(before?.isActive && isBefore(completedAt, before.revision.time));
		if (isOld) return earlier('The step had been completed before the request was sent');
		return sent || before?.isActive
			? (forerunnerOf(known, completedAt) ?? DONE)
			: unknown(
					"The step is completed, but the time of the request by the server's clock is not known, so it may have been completed before",
				);
	}
	const wasActive = before?.isActive && isNewer(known);
	if (completion === 'completed') {
		return wasActive
			? DONE
			: unknown(
					'The instance shows that the step is completed, but not when, so this may have happened before the request',
				);
	}
	if (completion === 'unknown' && wasActive && values === 'match' && status !== 'aborted') {
		return DONE;
	}
	return unknown('The instance shows the step neither as active nor as completed');
}

function ofStopped({ before, sent, abortedAt }: Knowledge): Finding {
	if (abortedAt && sent && isBefore(abortedAt, sent.earliest)) {
		return earlier('The instance had been stopped before the request was sent');
	}
	return (abortedAt && sent) || before?.isActive
		? DONE
		: unknown('The instance is stopped, but it is not known since when');
}

function ofActive(known: Knowledge): Finding {
	const { before, sent, revision, completedAt, isAnswered, route, values } = known;
	if (route === 'elsewhere' && !isAnswered) {
		return unknown('The step is active, but the routing may have led back to it');
	}
	if (completedAt && isAfter(completedAt, known) && values !== 'contradict') {
		return rivalOf(known) ?? DONE;
	}
	if (before && revision) {
		if (revision.time > before.revision.time) {
			return isAnswered && values !== 'contradict'
				? DONE
				: unknown('The step is active, but the instance has changed since');
		}
		return before.isPrecise
			? { kind: 'unchanged', why: 'Nothing has changed since before it was sent' }
			: undecided("The server's times are too coarse to show whether anything has changed");
	}
	const isRecent = revision && sent && !isUnchanged(known);
	if (isAnswered && isRecent && values !== 'contradict') return DONE;
	if (revision && sent && revision.time > sent.latest) {
		return unknown('The step is active, but the instance has changed since');
	}
	return undecided(
		"The step is active, but it may have been completed and become active again. The option 'Check Step Before Completing' would show that",
	);
}

/** Whether more than the revision speaks for the success that was answered. */
function isBorneOut({ isAnswered, completedAt, sent, before, values }: Knowledge): boolean {
	const isRecent = completedAt && sent && !isBefore(completedAt, sent.earliest);
	return (
		isAnswered === true && (isRecent === true || before?.isActive === true || values === 'match')
	);
}

/** A later success does not stand for this item's values. */
function rivalOf({ rivals, values }: Pick<Knowledge, 'rivals' | 'values'>): Finding | undefined {
	if (rivals === 'none' || (rivals === 'others' && values === 'match')) return undefined;
	return unknown(
		'Another item was sent for the same step, so it is not known which of them completed it',
	);
}

/** What an item before this one has done has about the same time, unless something in between was seen. */
function forerunnerOf({ before, forerunners, values }: Knowledge, { time }: Moment) {
	if (before?.isActive || (before && isBefore(before.revision, time))) return undefined;
	return rivalOf({ rivals: forerunners, values });
}

const DONE: Finding = { kind: 'done', why: '' };
const undecided = (why: string): Finding => ({ kind: 'undecided', why });
const earlier = (why: string): Finding => ({ kind: 'earlier', why });
const unknown = (why: string): Finding => ({ kind: 'unknown', why });
