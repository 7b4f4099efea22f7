import type { EventName, TriggerEvent } from '../../../nodes/NextMatter/trigger/events';
import type { History, Truth } from './history';

/** What is wrong with what was reported, held against what happened. @param now when it was reported last */
export function judge(
	{ truths }: History,
	events: readonly EventName[],
	reported: readonly TriggerEvent[],
	now: number,
): string[] {
	const byId = groupBy(reported, ({ instance }) => instance.id);
	const problems: string[] = [];
	for (const id of byId.keys()) if (!truths.has(id)) problems.push(`${id}: nothing happened to it`);
	for (const [id, truth] of truths) {
		const own = byId.get(id) ?? [];
		const found = [
			...judgeOnce(own),
			...judgeOrder(own),
			...judgeLife(truth, own),
			...judgeSteps(truth, own),
			...judgeUpdates(truth, own),
			...judgeDeadlines(truth, own, now),
		];
		for (const { event, text } of found) {
			if (events.includes(event)) problems.push(`${id} ${event}: ${text}`);
		}
	}
	return problems;
}

interface Problem {
	readonly event: EventName;
	readonly text: string;
}

const isOf = (event: EventName) => (one: TriggerEvent) => one.event === event;

/** Updates are counted by `judgeUpdates`: two within a second have the same time. */
function judgeOnce(own: readonly TriggerEvent[]): Problem[] {
	const counted = own.filter(({ event }) => event !== 'instanceUpdated');
	const keyOf = ({ event, stepId, time }: TriggerEvent) =>
		[event, stepId, event === 'instanceOverdue' ? time : ''].join(' ');
	return [...groupBy(counted, keyOf)]
		.filter(([, same]) => same.length > 1)
		.map(([key, same]) => ({ event: same[0].event, text: `${key} reported ${same.length} times` }));
}

function judgeOrder(own: readonly TriggerEvent[]): Problem[] {
	const started = own.findIndex(isOf('instanceStarted'));
	const end = own.find(({ event }) => ENDS.includes(event));
	// Of two changes within a second nobody can say which came first.
	const isLate = (one: TriggerEvent) => one.event !== 'instanceUpdated' || one.time !== end?.time;
	const late = end && own.slice(own.indexOf(end) + 1).find(isLate);
	const timed = own.filter(({ event }) => !event.endsWith('Overdue'));
	const isBackwards = timed.some(({ time = 0 }, place) => time < (timed[place - 1]?.time ?? 0));
	return [
		...(started > 0 ? [{ event: own[started].event, text: `reported after ${own[0].event}` }] : []),
		...(late ? [{ event: late.event, text: 'reported after the end' }] : []),
		...(isBackwards
			? [{ event: timed[0].event, text: `times run backwards: ${JSON.stringify(brief(own))}` }]
			: []),
	];
}

const ENDS: readonly EventName[] = ['instanceCompleted', 'instanceStopped'];

function brief(own: readonly TriggerEvent[]) {
	return own.map(({ event, time, stepId }) => [event, time, stepId]);
}

function judgeLife({ isNew, isRemoved, end }: Truth, own: readonly TriggerEvent[]): Problem[] {
	const has = (event: EventName) => own.some(isOf(event));
	return [
		...(isNew && !isRemoved && !has('instanceStarted') ? [missing('instanceStarted')] : []),
		...(!isNew && has('instanceStarted') ? [untrue('instanceStarted')] : []),
		...(end && !has(end) ? [missing(end)] : []),
		...ENDS.filter((event) => event !== end && has(event)).map(untrue),
	];
}

function judgeSteps(truth: Truth, own: readonly TriggerEvent[]): Problem[] {
	const { firstStep, lastStep, end, isRemoved } = truth;
	const steps = own.filter(isOf('stepActive')).map(({ stepId = 0 }) => stepId);
	const isWaiting = !end && !isRemoved && lastStep > firstStep;
	return [
		...(isWaiting && !steps.includes(lastStep) ? [missing('stepActive')] : []),
		...steps.filter((step) => step <= firstStep || step > lastStep).map(() => untrue('stepActive')),
	];
}

function judgeUpdates({ updates, isRemoved }: Truth, own: readonly TriggerEvent[]): Problem[] {
	const times = own.filter(isOf('instanceUpdated')).map(({ time = 0 }) => time);
	const last = updates.at(-1);
	const isTooMany = (time: number) => count(times, time) > count(updates, time);
	return [
		...(last !== undefined && !isRemoved && !times.includes(last)
			? [missing('instanceUpdated')]
			: []),
		...times.filter(isTooMany).map(() => untrue('instanceUpdated')),
	];
}

function judgeDeadlines(truth: Truth, own: readonly TriggerEvent[], now: number): Problem[] {
	const { deadlines, end, isRemoved, isMovedWhenOverdue, isSeenMoved } = truth;
	const times = own.filter(isOf('instanceOverdue')).map(({ time = 0 }) => time);
	const last = [...deadlines].at(-1);
	const isOpen = !end && !isRemoved && last !== undefined && last < now;
	const isKnown = isSeenMoved || !isMovedWhenOverdue;
	return [
		...(isOpen && isKnown && !times.includes(last) ? [missing('instanceOverdue')] : []),
		...times
			.filter((time) => !deadlines.has(time) || time > now)
			.map(() => untrue('instanceOverdue')),
	];
}

function groupBy<Key extends string | number>(
	reported: readonly TriggerEvent[],
	keyOf: (one: TriggerEvent) => Key,
) {
	const groups = new Map<Key, TriggerEvent[]>();
	for (const one of reported) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
	return groups;
}

const missing = (event: EventName): Problem => ({ event, text: 'not reported' });
const untrue = (event: EventName): Problem => ({ event, text: 'reported, but it did not happen' });
const count = (times: readonly number[], time: number) =>
	times.filter((one) => one === time).length;
