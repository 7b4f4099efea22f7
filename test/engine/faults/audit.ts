import type { IDataObject } from 'n8n-workflow';
import type { LoggedRequest, StandIn } from '../../standIn';
import type { RunResult } from '../index';
import { NODE } from '../testBed';
import { stepId, type Task } from './chain';

/** What the node says about an item; `untold` for one that a stopped node says nothing about. */
export type Report = 'done' | 'not-sent' | 'rejected' | 'unknown' | 'untold';

/** Reads from a finished run what the node reports for each of its items. */
export function readReports(result: RunResult, count: number): Report[] {
	const reports = new Array<Report>(count).fill('untold');
	const { error } = result;
	if (error) {
		const data = ('context' in error ? error.context.data : {}) as IDataObject;
		for (const index of asNumbers(data.itemsDone)) reports[index] = 'done';
		for (const index of asNumbers(data.itemsUnknown)) reports[index] = 'unknown';
		reports[Number(data.itemIndex)] = data.certainty as Report;
		return reports;
	}
	for (const { json, pairedItem } of [...result.output(NODE), ...result.output(NODE, 1)]) {
		const { item } = pairedItem as { item: number };
		const details = json.details as IDataObject | undefined;
		reports[item] = details ? (details.certainty as Report) : 'done';
	}
	return reports;
}

function asNumbers(value: unknown): number[] {
	return Array.isArray(value) ? value.map(Number) : [];
}

/**
 * Holds what the node reports against what really happened.
 *
 * @param passes how often n8n ran the node; with each it begins with the first item again
 * @returns a sentence for each discrepancy
 */
export function findDiscrepancies(
	standIn: StandIn,
	tasks: readonly Task[],
	reports: readonly Report[],
	passes = 1,
): string[] {
	const notes = new Set(tasks.map(({ instance, note }) => `${instance} ${note}`));
	// Other runs and other people may be at work on the same stand-in.
	const posts = standIn.log.filter(
		(post) => post.method === 'POST' && notes.has(`${post.instanceId} ${noteOf(post)}`),
	);
	const effects = new Map<string, LoggedRequest['effect'][]>();
	for (const post of posts) {
		const note = noteOf(post);
		effects.set(note, [...(effects.get(note) ?? []), post.effect]);
	}
	return [
		...completedTwice(posts, tasks),
		...tasks.flatMap((task, index) => {
			const had = (effects.get(task.note) ?? []).filter((effect) => effect !== 'none');
			return judge(standIn, task, reports[index], had.length).map(
				(what) => `item ${index} (${task.mode} ${task.note}), told ${reports[index]}: ${what}`,
			);
		}),
		...outOfOrder(posts, tasks, passes),
	];
}

function judge(standIn: StandIn, task: Task, report: Report, effects: number): string[] {
	const { completedSteps = {} } = standIn.getInstance(task.instance) ?? {};
	// Where the workflow leads back, each completion counts for the item that sent it.
	const mayBeOthers = task.mode === 'complete' && !task.comesBack;
	const isDone = effects > 0 || (mayBeOthers && stepId(task.place) in completedSteps);
	if (report === 'done') return isDone ? [] : ['it is not done'];
	// Of an item that nothing is said about people take nothing to have been done.
	return report === 'unknown' || effects === 0 ? [] : ['it had an effect'];
}

/** By item, and by step except in instances that somebody sends back. */
function completedTwice(posts: readonly LoggedRequest[], tasks: readonly Task[]): string[] {
	const back = new Set(tasks.filter(({ comesBack }) => comesBack).map(({ instance }) => instance));
	const completions = posts.filter(({ effect }) => effect === 'completed');
	const onwards = completions.filter(({ instanceId = 0 }) => !back.has(instanceId));
	return [
		...twice(completions.map((post) => `${noteOf(post)} of instance ${post.instanceId}`)),
		...twice(onwards.map((post) => `step ${post.stepId} of instance ${post.instanceId}`)),
	];
}

function twice(names: readonly string[]): string[] {
	return names
		.filter((name, index) => names.indexOf(name) !== index)
		.map((name) => `${name} was completed twice`);
}

/** Requests of one instance must never go back to an item before the one that was sent last. */
function outOfOrder(
	posts: readonly LoggedRequest[],
	tasks: readonly Task[],
	passes: number,
): string[] {
	const places = new Map(tasks.map(({ note }, index) => [note, index]));
	const lastSent = new Map<number, { last: number; pass: number }>();
	return posts.flatMap((post) => {
		const { instanceId = 0 } = post;
		const index = places.get(noteOf(post)) ?? -1;
		const { last, pass } = lastSent.get(instanceId) ?? { last: -1, pass: 1 };
		const isBack = index < last;
		lastSent.set(instanceId, { last: index, pass: isBack ? pass + 1 : pass });
		return isBack && pass >= passes ? [`item ${index} was sent after item ${last}`] : [];
	});
}

interface Sent {
	readonly actions: ReadonlyArray<{ readonly input_object: { readonly inputValue: string } }>;
}

function noteOf({ body }: LoggedRequest): string {
	return (body as unknown as Sent).actions[0].input_object.inputValue;
}
