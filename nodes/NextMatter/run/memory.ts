import type { IContextObject } from 'n8n-workflow';
import { isDictionary } from '../input/records';
import type { Plan } from '../operations/types';
import type { Outcome } from './outcomes';

/** What became of the items of this run that must not simply be sent again. */
export interface Memory {
	/** An outcome that stands, or one whose doubt has to be settled before anything else is done. */
	recall(itemIndex: number, plan: Plan): Outcome | undefined;
	remember(itemIndex: number, plan: Plan, outcome: Outcome): void;
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
	return {
		recall(itemIndex, plan) {
			const entry = items[String(itemIndex)];
			const isSame = isDictionary(entry) && entry.request === fingerprint(plan);
			return isSame && isOutcome(entry.outcome) ? entry.outcome : undefined;
		},
		remember(itemIndex, plan, outcome) {
			if (!isWorthKeeping(outcome)) return;
			items[String(itemIndex)] = { request: fingerprint(plan), outcome };
		},
		forget() {
			// Versions of n8n before 1.122 go on trying even after a try that was good.
			if (!isThisRun) delete store[KEY];
		},
	};
}

/** Done is done; and that something may have been done is true whatever a later try ends in. */
function isWorthKeeping(outcome: Outcome): boolean {
	return outcome.kind === 'done' || outcome.failure.certainty === 'unknown';
}

/** Only the very same request is answered from memory. */
function fingerprint({ request }: Plan): string {
	return JSON.stringify(request);
}

function isOutcome(value: unknown): value is Outcome {
	if (!isDictionary(value)) return false;
	return value.kind === 'done' ? isDictionary(value.json) : isDictionary(value.failure);
}
