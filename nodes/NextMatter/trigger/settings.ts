import type { Keying } from '../formFields/fieldValues';
import { readChoice } from '../input/choices';
import { readId } from '../input/ids';
import { readFilledList, readIds } from '../input/lists';
import { isRecord } from '../input/isRecord';
import { quote, InputError } from '../input/inputError';
import { readKeying } from '../operations/instance/formFieldValues';
import { readFilters } from '../operations/lists/filters';
import type { ParameterReader } from '../operations/types';
import { EVENTS, type EventName } from './events';
import { triggerFilters } from './filters';

/** What is watched. */
export interface TriggerSettings {
	readonly workflowId: number;
	readonly events: readonly EventName[];
	/** Only these steps; any if undefined. */
	readonly steps?: readonly number[];
	/** Whether and how the values of the form fields are returned. */
	readonly keying?: Keying;
	/** The filters in the API's words. */
	readonly query: Readonly<Record<string, string>>;
}

/** @throws InputError */
export function readSettings(parameter: ParameterReader): TriggerSettings {
	const events = readEvents(parameter('events'));
	const withSteps = events.includes('stepActive') || events.includes('stepOverdue');
	const keying = readKeying(parameter);
	const steps = withSteps ? readSteps(parameter('steps')) : undefined;
	return {
		workflowId: readId('workflow', parameter('workflowId')),
		events,
		...(steps && { steps }),
		...(keying && { keying }),
		query: readTriggerFilters(parameter('filters')),
	};
}

/** A text that is the same for the same settings: the state of the trigger is valid for these only. */
export function watchedBy({ workflowId, events, steps, query }: TriggerSettings): string {
	const filters = Object.entries(query).sort(([one], [other]) => (one < other ? -1 : 1));
	return JSON.stringify([workflowId, events, steps ?? null, filters]);
}

function readEvents(value: unknown): EventName[] {
	const names = EVENTS.map((event) => event.value);
	const chosen = readFilledList('Events', value, (label, entry) => readChoice(label, entry, names));
	return names.filter((name) => chosen.includes(name));
}

function readSteps(value: unknown): number[] | undefined {
	if (Array.isArray(value) && value.length === 0) return undefined;
	const ids = readIds('Steps', value, 'step');
	return [...new Set(ids.map(Number))].sort((one, other) => one - other);
}

function readTriggerFilters(given: unknown): Record<string, string> {
	if (given === undefined || given === null || given === '') return {};
	const known = triggerFilters.map(({ name }) => name);
	const unknown = isRecord(given)
		? Object.keys(given).filter((name) => !known.includes(name))
		: [given];
	if (unknown.length === 0) return readFilters(given, 'UTC');
	throw new InputError(
		`'Filters' contains ${quote(unknown[0])}, which is not a filter of the trigger`,
		`Expected one of ${known.join(', ')}`,
	);
}
