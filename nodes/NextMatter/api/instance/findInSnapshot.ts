import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../input/isRecord';

/**
 * What is inside `process_snapshot` is not documented; all that this package supposes about its
 * names stands here. Steps are objects with an ID in a list under a key such as `steps`, form fields
 * in one such as `actions`, and a completed step has a time or a yes under a key such as
 * `completed_time`. Where several keys are listed, the first one that is there counts.
 */
export const NAMES = {
	stepList: /steps?$/i,
	stepId: ['id', 'step_id', 'stepId'],
	fieldList: /(actions?|fields?)$/i,
	fieldId: ['id', 'action_id', 'actionId', 'field_id', 'fieldId'],
	name: ['name', 'label', 'title', 'text'],
	type: /^((action|form_?field|field|input|component)_?)?(type|kind)$/i,
	required: /^(is_?)?(required|mandatory)$/i,
	options: /^(\w+_)?(options|choices|items)$/i,
	option: ['name', 'label', 'title', 'text', 'value'],
	/** What may hold more about a form field. */
	settings: /^(settings?|config(uration)?|properties|props|params|definition|validation)$/i,
	completion: /^(is_?)?complet(ed|ion)(_?(time|at|on|date))?$/i,
	times: /time|frame/i,
} as const;

const MAX_DEPTH = 12;

/** The vendor's pages disagree whether it is an object or the text of one. */
export function readSnapshot(snapshot: unknown): unknown {
	if (typeof snapshot !== 'string') return snapshot;
	try {
		const value: unknown = JSON.parse(snapshot);
		return value;
	} catch {
		// Nothing is known then, which is an answer of its own.
		return undefined;
	}
}

/** Every step of a snapshot, those inside groups and inside other steps as well. */
export function findSteps(snapshot: unknown): IDataObject[] {
	return findEntries(snapshot, { sought: STEPS, closed: [FIELDS] });
}

/** The form fields of one step, those in sections as well, but not those of steps inside it. */
export function findFields(step: IDataObject): IDataObject[] {
	return findEntries(step, { sought: FIELDS, closed: [FIELDS, STEPS] });
}

/** The form fields of all steps. */
export function findFieldsAnywhere(snapshot: unknown): IDataObject[] {
	return findEntries(snapshot, { sought: FIELDS, closed: [FIELDS] });
}

export function stepIdOf(step: IDataObject): number | undefined {
	return idOf(step, STEPS);
}

export function fieldIdOf(field: IDataObject): number | undefined {
	return idOf(field, FIELDS);
}

/** Entries with an ID, in lists under such a key. */
interface Sought {
	readonly list: RegExp;
	readonly ids: readonly string[];
}

const STEPS: Sought = { list: NAMES.stepList, ids: NAMES.stepId };
const FIELDS: Sought = { list: NAMES.fieldList, ids: NAMES.fieldId };

/** @returns undefined for anything but a whole number or its digits */
function idOf(entry: IDataObject, { ids }: Sought): number | undefined {
	const key = ids.find((one) => Object.hasOwn(entry, one));
	const value = key && entry[key];
	const id = typeof value === 'string' && value.trim() ? Number(value) : value;
	return typeof id === 'number' && Number.isSafeInteger(id) ? id : undefined;
}

interface Place {
	/** The key of the list that the value is, or is in. */
	readonly listKey: string;
	readonly depth: number;
}

/** @param closed lists whose entries are not searched */
function findEntries(
	value: unknown,
	{ sought, closed }: { readonly sought: Sought; readonly closed: readonly Sought[] },
	{ listKey, depth }: Place = { listKey: '', depth: 0 },
): IDataObject[] {
	if (depth > MAX_DEPTH) return [];
	const inside = (entry: unknown, key: string) =>
		findEntries(entry, { sought, closed }, { listKey: key, depth: depth + 1 });
	if (!Array.isArray(value)) {
		const entries = isRecord(value) ? Object.entries(value) : [];
		return entries.flatMap(([key, entry]) => inside(entry, key));
	}
	return value.flatMap((entry: unknown) => {
		const isOne = (kind: Sought): boolean =>
			kind.list.test(listKey) && isRecord(entry) && idOf(entry, kind) !== undefined;
		return [
			...(isRecord(entry) && isOne(sought) ? [entry] : []),
			...(closed.some(isOne) ? [] : inside(entry, listKey)),
		];
	});
}
