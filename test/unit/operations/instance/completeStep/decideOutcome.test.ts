import { readMoment, type Moment } from '../../../../../nodes/NextMatter/api/moments';
import { decideOutcome } from '../../../../../nodes/NextMatter/operations/instance/completeStep/decideOutcome';
import type { Knowledge } from '../../../../../nodes/NextMatter/operations/instance/completeStep/evidence';

const at = (text: string): Moment => {
	const moment = readMoment(text);
	if (!moment) throw new Error(text);
	return moment;
};
const SENT_AT = Date.UTC(2026, 5, 16, 10);
const sent = { earliest: SENT_AT - 2000, latest: SENT_AT + 1000 };
const HOUR_AGO = at('2026-06-16T09:00:00.5Z');
const JUST_BEFORE = at('2026-06-16T09:59:57.999Z');
const THEN = at('2026-06-16T10:00:00.1Z');
const AFTER = at('2026-06-16T10:00:01.001Z');
const before = { revision: HOUR_AGO, isActive: true, isPrecise: true };

const nothing: Knowledge = {
	route: 'onwards',
	sent,
	isActive: false,
	completion: 'unknown',
	status: 'running',
	values: 'none',
	rivals: 'none',
	forerunners: 'none',
};
const completed = (completedAt?: Moment): Partial<Knowledge> => ({
	completion: 'completed',
	completedAt,
});
const decide = (known: Partial<Knowledge>) => decideOutcome({ ...nothing, ...known });
const judge = (known: Partial<Knowledge>) => decide(known).kind;
/** At the latest time at which it may have been sent, to the millisecond. */
const LATEST = at('2026-06-16T10:00:01Z');

it('a read older than what was seen before proves nothing', () => {
	expect(judge({ ...completed(THEN), revision: JUST_BEFORE, newest: THEN })).toBe('undecided');
});

it('a read as new as what was seen before is not older', () => {
	expect(judge({ ...completed(THEN), revision: THEN, newest: THEN })).toBe('done');
});

describe('a step that is not active', () => {
	it.each<[string, Partial<Knowledge>, string]>([
		['completed then', completed(THEN), 'done'],
		['completed about then, to the minute', completed(at('2026-06-16T09:59Z')), 'done'],
		['completed before', completed(JUST_BEFORE), 'earlier'],
		[
			'completed before, with the values sent',
			{ ...completed(JUST_BEFORE), values: 'match' },
			'earlier',
		],
		[
			'completed before, after HTTP 200 without the values sent',
			{ ...completed(JUST_BEFORE), isAnswered: true },
			'earlier',
		],
		[
			'completed then, seen active since',
			{
				...completed(THEN),
				before: { ...before, revision: AFTER },
				revision: at('2026-06-16T10:00:02.5Z'),
			},
			'earlier',
		],
		['completed then, with other values', { ...completed(THEN), values: 'contradict' }, 'unknown'],
		[
			'completed, nobody knows when, with the values sent',
			{ ...completed(), values: 'match' },
			'unknown',
		],
		[
			'completed, nobody knows when, active before',
			{ ...completed(), before, revision: AFTER },
			'done',
		],
		[
			'completed, nobody knows when, inactive before',
			{ ...completed(), before: { ...before, isActive: false }, revision: AFTER },
			'unknown',
		],
		['completed, nobody knows when, at no revision', { ...completed(), before }, 'unknown'],
		[
			'completed, nobody knows when, at the revision of before, which is too coarse',
			{ ...completed(), before: { ...before, isPrecise: false }, revision: HOUR_AGO },
			'unknown',
		],
		['completed then, the server has no clock', { ...completed(THEN), sent: undefined }, 'unknown'],
		[
			'completed then, the server has no clock, active before',
			{ ...completed(THEN), sent: undefined, before, revision: THEN },
			'done',
		],
		['gone, active before', { before, revision: AFTER }, 'unknown'],
		[
			'gone, active before, with the values sent',
			{ before, revision: AFTER, values: 'match' },
			'done',
		],
		[
			'gone, active before, with the values sent, by another clock',
			{ before, revision: JUST_BEFORE, values: 'match' },
			'done',
		],
		[
			'open again, active before, with the values sent',
			{ completion: 'open', before, revision: AFTER, values: 'match' },
			'unknown',
		],
		[
			'gone, in an instance that has not changed, with the values sent',
			{ revision: HOUR_AGO, values: 'match' },
			'earlier',
		],
		[
			'gone, active before, values sent, stopped',
			{ before, revision: AFTER, values: 'match', status: 'aborted' },
			'unknown',
		],
		['gone, with the values sent', { revision: AFTER, values: 'match' }, 'unknown'],
		['stopped as it was routed', { route: 'stop', status: 'aborted', abortedAt: THEN }, 'done'],
		[
			'completed then, and not stopped as it was routed',
			{ ...completed(THEN), route: 'stop' },
			'done',
		],
		['stopped by somebody', { status: 'aborted', abortedAt: THEN }, 'unknown'],
		[
			'completed then with its values, and another item was sent',
			{ ...completed(THEN), rivals: 'others', values: 'match' },
			'done',
		],
		[
			'completed then, and another item was sent with the same values',
			{ ...completed(THEN), rivals: 'alike', values: 'match' },
			'unknown',
		],
	])('%s', (_what, known, kind) => {
		expect(judge(known)).toBe(kind);
	});

	it.each<[string, Partial<Knowledge>, string]>([
		['nothing bears it out', {}, 'earlier'],
		['the server has no clock', { ...completed(THEN), sent: undefined, before }, 'done'],
		['it was completed then', completed(THEN), 'done'],
		['it was completed an hour ago', completed(HOUR_AGO), 'earlier'],
		[
			'it was completed before by the clock of a gateway, with the values sent',
			{ ...completed(JUST_BEFORE), values: 'match' },
			'done',
		],
		[
			'the same, but another item had done that',
			{ ...completed(JUST_BEFORE), values: 'match', forerunners: 'alike' },
			'unknown',
		],
		[
			'the same, but it was seen active since',
			{ ...completed(HOUR_AGO), values: 'match', before: { ...before, revision: AFTER } },
			'earlier',
		],
		['it was not active before', { before: { ...before, isActive: false } }, 'earlier'],
	])('in an instance that has not changed, after HTTP 200: %s', (_what, known, kind) => {
		expect(judge({ revision: HOUR_AGO, isAnswered: true, ...known })).toBe(kind);
	});

	const seconds = at('2026-06-16T10:00:00Z');
	const away = { revision: seconds, isActive: false, isPrecise: false };
	it.each<[string, Partial<Knowledge>, string]>([
		['and nothing else is known', {}, 'unknown'],
		['in the second in which that was seen', { before: away, revision: seconds }, 'unknown'],
		['and the values tell the two apart', { before: away, values: 'match' }, 'done'],
		['clearly before', { before: away, completedAt: at('2026-06-16T10:00:01Z') }, 'done'],
		['and the step was active again', { before: { ...away, isActive: true } }, 'done'],
	])('completed about then, another item was done before %s', (_what, known, kind) => {
		expect(judge({ ...completed(seconds), forerunners: 'others', ...known })).toBe(kind);
	});
});

describe('a step that is active', () => {
	it.each<[string, Partial<Knowledge>, string]>([
		['in an instance that has not changed by the clock', { revision: HOUR_AGO }, 'undecided'],
		['at another revision', { before, revision: JUST_BEFORE }, 'unknown'],
		['at no revision', { before }, 'undecided'],
		[
			'at the revision of before, routed elsewhere',
			{ before, revision: HOUR_AGO, route: 'elsewhere' },
			'unknown',
		],
		[
			'completed after what was seen before',
			{ ...completed(JUST_BEFORE), before, revision: AFTER },
			'done',
		],
		[
			'completed in the last lap',
			{ ...completed(HOUR_AGO), before, revision: HOUR_AGO },
			'unchanged',
		],
		[
			'completed then, which may be the last lap',
			{ ...completed(THEN), revision: THEN },
			'undecided',
		],
		[
			'completed then, the server has no clock',
			{ ...completed(THEN), revision: THEN, sent: undefined },
			'undecided',
		],
		['at the time of the request', { revision: LATEST }, 'undecided'],
		['completed at its latest time', { ...completed(LATEST), revision: LATEST }, 'done'],
		[
			'completed clearly later, by another item',
			{ ...completed(AFTER), revision: AFTER, rivals: 'others' },
			'unknown',
		],
		[
			'completed clearly later, with other values',
			{ ...completed(AFTER), revision: AFTER, values: 'contradict' },
			'unknown',
		],
	])('%s', (_what, known, kind) => {
		expect(judge({ ...known, isActive: true })).toBe(kind);
	});

	it.each<[string, Partial<Knowledge>, string]>([
		['with the values sent, which may have been there before', { values: 'match' }, 'undecided'],
		['and no clock of the server', { revision: THEN, sent: undefined }, 'undecided'],
		['and nothing to compare', { revision: THEN }, 'done'],
		['with other values, just changed', { revision: THEN, values: 'contradict' }, 'undecided'],
		[
			'with other values, at a newer revision',
			{ before, revision: THEN, values: 'contradict' },
			'unknown',
		],
		['in an instance that has not changed by the clock', { revision: HOUR_AGO }, 'undecided'],
		['at the revision of before', { before, revision: HOUR_AGO }, 'unchanged'],
		['at a newer one', { before, revision: THEN }, 'done'],
		['routed back, at a newer one', { before, revision: THEN, route: 'elsewhere' }, 'done'],
	])('after HTTP 200, %s', (_what, known, kind) => {
		expect(judge({ ...known, isActive: true, isAnswered: true })).toBe(kind);
	});
});

describe('what is found, and what is said of it', () => {
	it.each<[Partial<Knowledge>, string, string]>([
		[
			{ revision: JUST_BEFORE, newest: THEN },
			'undecided',
			'The read shows an older state of the instance than was seen before',
		],
		[
			{ values: 'contradict' },
			'unknown',
			'The step is no longer active, but its form fields show other values than were sent, so it seems that someone else completed it',
		],
		[
			{ ...completed(), revision: HOUR_AGO },
			'earlier',
			'The instance has not changed since, so it seems that the step had been completed before',
		],
		[
			{ revision: HOUR_AGO },
			'earlier',
			'The instance has not changed since, so it seems that the step was not active before',
		],
		[completed(HOUR_AGO), 'earlier', 'The step had been completed before the request was sent'],
		[
			completed(),
			'unknown',
			'The instance shows that the step is completed, but not when, so this may have happened before the request',
		],
		[{}, 'unknown', 'The instance shows the step neither as active nor as completed'],
		[
			{ route: 'stop', status: 'aborted', abortedAt: HOUR_AGO },
			'earlier',
			'The instance had been stopped before the request was sent',
		],
		[
			{ route: 'stop', status: 'aborted' },
			'unknown',
			'The instance is stopped, but it is not known since when',
		],
		[
			{ ...completed(THEN), rivals: 'others' },
			'unknown',
			'Another item was sent for the same step, so it is not known which of them completed it',
		],
	])('of a step that is not active: %#', (known, kind, why) => {
		expect(decide(known)).toEqual({ kind, why });
	});

	it.each<[Partial<Knowledge>, string, string]>([
		[
			{ route: 'elsewhere' },
			'unknown',
			'The step is active, but the routing may have led back to it',
		],
		[{ revision: AFTER }, 'unknown', 'The step is active, but the instance has changed since'],
		[
			{ before, revision: THEN },
			'unknown',
			'The step is active, but the instance has changed since',
		],
		[{ before, revision: HOUR_AGO }, 'unchanged', 'Nothing has changed since before it was sent'],
		[
			{ before: { ...before, isPrecise: false }, revision: HOUR_AGO },
			'undecided',
			"The server's times are too coarse to show whether anything has changed",
		],
		[
			{},
			'undecided',
			"The step is active, but it may have been completed and become active again. The option 'Check Step Before Completing' would show that",
		],
	])('of a step that is active: %#', (known, kind, why) => {
		expect(decide({ ...known, isActive: true })).toEqual({ kind, why });
	});
});
