import type { IContextObject, IDataObject } from 'n8n-workflow';
import { isDictionary } from '../input/records';
import type { Plan } from '../operations/types';
import type { Outcome } from './outcomes';
import type { Beforehand, Notes } from './preliminaries';

/** What became of the items of this run that must not simply be sent again. */
export interface Memory {
	/** An outcome that stands, or one whose doubt has to be settled before anything else is done. */
	recall(itemIndex: number, plan: Plan): Outcome | undefined;
	remember(itemIndex: number, plan: Plan, outcome: Outcome): void;
	/** What came of the requests before the item's own. */
	notes(itemIndex: number, plan: Plan): Notes;
	/** To be called when nothing is left that n8n could repeat. */
	forget(): void;
}

const KEY = 'settledItems';

/**
 * n8n's "Retry On Fail" runs the whole node again, with the items that were done. The object that
 * n8n keeps for a node within one execution survives that, so what is settled is kept there.
 *
 * @param store n8n's object for this node; saved with the execution, so it holds plain data only
 * @param runIndex of the node: the next round of a loop is another run and remembers nothing of this
 */
export function openMemory(store: IContextObject, runIndex: number): Memory {
	const found: unknown = store[KEY];
	const isThisRun = isDictionary(found) && found.runIndex === runIndex;
	const items = isThisRun && isDictionary(found.items) ? found.items : {};
	store[KEY] = { runIndex, items };
	const entryOf = (itemIndex: number, plan: Plan): IDataObject | undefined => {
		const entry = items[String(itemIndex)];
		return isDictionary(entry) && entry.request === fingerprint(plan) ? entry : undefined;
	};
	const add = (itemIndex: number, plan: Plan, more: IDataObject) => {
		const request = fingerprint(plan);
		items[String(itemIndex)] = { request, ...entryOf(itemIndex, plan), ...more };
	};
	return {
		recall(itemIndex, plan) {
			const outcome = entryOf(itemIndex, plan)?.outcome;
			return isOutcome(outcome) ? outcome : undefined;
		},
		remember(itemIndex, plan, outcome) {
			if (isWorthKeeping(plan, outcome)) add(itemIndex, plan, { outcome });
		},
		notes: (itemIndex, plan) => ({
			read(place) {
				const found = entryOf(itemIndex, plan)?.[`first${place}`];
				return isBeforehand(found) ? found : undefined;
			},
			write: (place, found) => add(itemIndex, plan, { [`first${place}`]: found }),
		}),
		forget() {
			// Versions of n8n before 1.122 go on trying even after a try that was good.
			if (!isThisRun) delete store[KEY];
		},
	};
}

/** Done is done; and that something may have been done is true whatever a later try ends in. */
function isWorthKeeping({ nature }: Plan, outcome: Outcome): boolean {
	// Reading again changes nothing, and what was read may be large.
	if (nature === 'read') return false;
	return outcome.kind === 'done' || outcome.failure.certainty === 'unknown';
}

/**
 * Only the very same work is answered from memory. Of files it holds which they are, never their
 * content.
 */
function fingerprint({ request, first = [] }: Plan): string {
	return JSON.stringify([request, ...first.map((preliminary) => preliminary.request)]);
}

function isBeforehand(value: unknown): value is Beforehand {
	if (!isDictionary(value)) return false;
	return value.kind === 'answered' ? typeof value.body === 'string' : isDictionary(value.failure);
}

function isOutcome(value: unknown): value is Outcome {
	if (!isDictionary(value)) return false;
	return value.kind === 'done' ? isOutput(value.json) : isDictionary(value.failure);
}

function isOutput(value: unknown): boolean {
	return isDictionary(value) || Array.isArray(value);
}
