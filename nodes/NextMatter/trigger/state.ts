import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../input/isRecord';

/**
 * What the trigger remembers between two polls, in n8n's static data of the node. Plain JSON, described
 * for users in docs/trigger.md. All times are the server's, in milliseconds since 1970.
 */
export interface TriggerState {
	readonly version: typeof STATE_VERSION;
	/** What is watched, as text. If it differs, the trigger starts afresh. */
	readonly watched: string;
	/** The time of the server's last answer. */
	readonly serverTime?: number;
	readonly watermarks: Partial<Readonly<Record<WatermarkName, Watermark>>>;
	/**
	 * Of running instances, which of the watched steps are active; null for one whose steps were not
	 * read yet. Instances without such a step are left out.
	 */
	readonly activeSteps: Readonly<Record<string, readonly number[] | null>>;
	readonly overdue: Partial<Readonly<Record<OverdueName, OverdueState>>>;
	/** When the running instances were listed last. */
	readonly listedAt?: number;
}

export const STATE_VERSION = 1;

export const WATERMARK_NAMES = ['started', 'completed', 'stopped', 'updated'] as const;
export type WatermarkName = (typeof WATERMARK_NAMES)[number];
export type OverdueName = 'instanceOverdue' | 'stepOverdue';

/** How far one of an instance's times has been followed. */
export interface Watermark {
	/** Everything before this time is dealt with. */
	readonly from: number;
	/** What is dealt with since then: the time of each instance by its ID. */
	readonly seen: Readonly<Record<string, number>>;
	/** How the instances of the newest second looked, to notice a second change within it. */
	readonly fingerprints?: Readonly<Record<string, readonly number[]>>;
}

/** Which deadlines that passed have been reported. */
export interface OverdueState {
	/** Set when there are too many to list them all: only deadlines after this time count. */
	readonly since?: number;
	/** By instance, or by instance and step: the deadline, and since when it is missing in the list. */
	readonly reported: Readonly<Record<string, readonly [deadline: number, missingSince?: number]>>;
	/** When an instance was read that gave nothing to report, by its ID. */
	readonly checked?: Readonly<Record<string, number>>;
}

/** @returns undefined for nothing, for another version, and for anything that is no such state */
export function readState(stored: unknown): TriggerState | undefined {
	// n8n hands out proxies that note every change; a copy is free of them.
	const value: unknown = stored === undefined ? undefined : JSON.parse(JSON.stringify(stored));
	return isState(value) ? value : undefined;
}

function isState(value: unknown): value is TriggerState {
	if (!isRecord(value) || value.version !== STATE_VERSION) return false;
	const { watermarks, activeSteps, overdue, watched } = value;
	return (
		typeof watched === 'string' &&
		holds(activeSteps, (steps) => steps === null || isNumbers(steps)) &&
		hasParts(watermarks, isWatermark) &&
		hasParts(overdue, isOverdueState)
	);
}

/** All of it, as a state that somebody has edited would make each poll fail in words of JavaScript. */
function isWatermark({ from, seen, fingerprints = {} }: IDataObject): boolean {
	return typeof from === 'number' && holds(seen, isNumber) && holds(fingerprints, isNumbers);
}

function isOverdueState({ reported, checked = {} }: IDataObject): boolean {
	return holds(reported, isNumbers) && holds(checked, isNumber);
}

const isNumber = (value: unknown) => typeof value === 'number';
const isNumbers = (value: unknown) => Array.isArray(value) && value.every(isNumber);

function holds(value: unknown, test: (one: unknown) => boolean): boolean {
	return isRecord(value) && Object.values(value).every(test);
}

function hasParts(value: unknown, test: (part: IDataObject) => boolean): boolean {
	if (!isRecord(value)) return false;
	return Object.values(value).every((part) => isRecord(part) && test(part));
}
