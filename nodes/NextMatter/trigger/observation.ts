import type { IDataObject } from 'n8n-workflow';
import { activeStepIds, idOfInstance, statusOf } from '../api/instance/instance';
import { readSnapshot } from '../api/instance/findInSnapshot';
import { readMoment } from '../api/moments';
import { isRecord } from '../input/isRecord';
import type { WatermarkName } from './state';

/** An instance as it was seen once. Times are the server's, in milliseconds since 1970. */
export interface Observation {
	readonly id: number;
	readonly json: IDataObject;
	/** Whether it shows all there is to know, as the instance itself does. */
	readonly isWhole: boolean;
	/** Whether it was read by itself; otherwise it is an entry of a list. */
	readonly isRead: boolean;
	/** Whether it could not be read any more, so that the list's entry is all there is. */
	readonly isGone?: boolean;
	/** What the list showed of an instance that was read after that. */
	readonly listed?: Observation;
	readonly isEnded: boolean;
	readonly started?: number;
	readonly completed?: number;
	readonly stopped?: number;
	readonly updated?: number;
	readonly deadline?: number;
	/** None for one that has ended; undefined when it does not say. */
	readonly activeSteps?: readonly number[];
}

/** What one poll read of one of the instances' times, in the server's order. */
export interface Reading {
	readonly watermark: WatermarkName;
	readonly observations: readonly Observation[];
	/** Where the next poll begins, if reading has decided that. */
	readonly nextFrom?: number;
	/** The server's time when it was read. */
	readonly now?: number;
}

/** @returns undefined for what has no ID, so that nothing can be said of it */
export function observe(json: IDataObject, isDetail = false): Observation | undefined {
	// Some answers tell it by the URL only.
	const id = Number(json.id ?? idOfInstance(json));
	if (!Number.isSafeInteger(id) || id < 1) return undefined;
	const isEnded = statusOf(json) !== 'running' || isEndedWord(json.status);
	const times = {
		started: readTime(json.started_time),
		completed: readTime(json.completed_time),
		stopped: readTime(json.aborted_time),
		updated: readTime(json.last_updated_time),
		deadline: readTime(json.deadline),
	};
	const active = isEnded ? [] : activeStepIds(json);
	return {
		id,
		json,
		isEnded,
		isRead: isDetail,
		isWhole: isDetail || (SHOWN_BY_WHOLE.every((key) => key in json) && active !== undefined),
		...Object.fromEntries(Object.entries(times).filter(([, time]) => time !== undefined)),
		...(active && { activeSteps: active }),
	};
}

/** One version of the list shows none of these. */
const SHOWN_BY_WHOLE = ['started_time', 'completed_time', 'aborted_time', 'last_updated_time'];

function isEndedWord(status: unknown): boolean {
	return status === 'completed' || status === 'aborted';
}

/** In whole milliseconds: a list may tell microseconds that the instance itself does not. */
export function readTime(value: unknown): number | undefined {
	const moment = readMoment(value);
	return moment && Math.floor(moment.time);
}

export interface StepDeadline {
	readonly stepId: number;
	readonly deadline: number;
}

/** What `step_deadlines` says, whose structure is not documented; nothing where it is not recognized. */
export function stepDeadlinesOf({ step_deadlines: given }: IDataObject): StepDeadline[] {
	const value = readSnapshot(given);
	if (Array.isArray(value)) return value.filter(isRecord).flatMap(readEntry);
	if (!isRecord(value)) return [];
	return Object.entries(value).flatMap(([key, entry]) =>
		readEntry(isRecord(entry) ? { step_id: key, ...entry } : { step_id: key, deadline: entry }),
	);
}

const STEP_KEYS = ['step_id', 'stepId', 'step', 'id'];
const TIME_KEYS = ['deadline', 'deadline_time', 'due', 'due_date', 'date', 'time'];

function readEntry(entry: IDataObject): StepDeadline[] {
	const stepId = STEP_KEYS.map((key) => Number(entry[key] ?? NaN)).find(
		(id) => Number.isSafeInteger(id) && id >= 1,
	);
	const deadline = TIME_KEYS.map((key) => readTime(entry[key])).find((time) => time !== undefined);
	return stepId === undefined || deadline === undefined ? [] : [{ stepId, deadline }];
}
