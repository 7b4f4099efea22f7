import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../input/isRecord';
import type { Operation, Plan } from '../operations/types';
import type { Outcome } from './outcomes';

/** Outputs up to this many characters are kept as they are: the simplified instance, the address of a file. */
const SMALL = 2000;
/** Larger ones too, while there are few; beyond that a short form of each, and the rest is read again. */
const MAX_KEPT_WHOLE = 250_000;

/** @returns what is kept of an outcome: as little as can be, since it is saved with the execution */
export type OutcomeShortener = (plan: Plan, outcome: Outcome) => IDataObject;

/** @param stored what is kept already, which takes room as well */
export function createOutcomeShortener(
	replay: Operation['replay'],
	stored: readonly unknown[],
): OutcomeShortener {
	let keptWhole = stored.reduce<number>((sum, entry) => sum + largePartOf(entry), 0);

	/** Takes from the room for large things. */
	function mayKeep(value: unknown): boolean {
		const size = sizeOf(value);
		if (size <= SMALL) return true;
		if (keptWhole + size > MAX_KEPT_WHOLE) return false;
		keptWhole += size;
		return true;
	}

	return (plan, outcome) => {
		if (outcome.kind === 'done') {
			const { json } = outcome;
			const brief = replay && isRecord(json) ? replay.brief(json) : undefined;
			const isReadable = brief && replay?.request(plan, brief) !== undefined;
			if (!isReadable || mayKeep(json)) return { outcome: { ...outcome } };
			return { outcome: { ...outcome, json: brief }, isBrief: true };
		}
		const { unresolved, ...rest } = outcome;
		if (!unresolved) return { outcome: { ...rest } };
		const { body, ...gist } = unresolved;
		return {
			outcome: { ...rest, unresolved: { ...gist, ...(body && mayKeep(body) && { body }) } },
		};
	};
}

function sizeOf(value: unknown): number {
	return (JSON.stringify(value) ?? '').length;
}

function largePartOf(entry: unknown): number {
	const size = isRecord(entry) ? sizeOf(entry.outcome) : 0;
	return size > SMALL ? size : 0;
}
