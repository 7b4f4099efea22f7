import type { IContextObject } from 'n8n-workflow';
import type { Operation, Plan } from '../operations/types';
import { requestDigest, type Identity } from './identity';
import type { Outcome } from './outcomes';
import { createOutcomeShortener } from './outcomeShortener';
import { openStoredEntries } from './storedEntries';
import { isCheckpoint, isOutcome } from './storedShapes';
import type { Checkpoints } from './writes/prerequisites';

/** What became of an item in an earlier try of the same run. */
export interface EarlierOutcome {
	/** One that stands, or one with a request that has to be reconciled before anything else is done. */
	readonly outcome: Outcome;
	/** When it was remembered, in milliseconds since 1970. */
	readonly at: number;
	/**
	 * `reading`: only a short form of its output was kept. `proof`: it was done in the name of another API
	 * key, and counts only if that belongs to the same workspace.
	 */
	readonly needs?: 'reading' | 'proof';
	readonly isBrief?: boolean;
}

/** What became of the items of this run that must not simply be sent again. */
export interface CompletedItems {
	get(itemIndex: number, plan: Plan): EarlierOutcome | undefined;
	set(itemIndex: number, plan: Plan, outcome: Outcome): void;
	/** What came of the requests before the item's own. */
	checkpoints(itemIndex: number, plan: Plan): Checkpoints;
	/** To be called when nothing is left that n8n could repeat. */
	forget(): void;
	/** To be called when n8n will not run the node again, whatever became of its items. */
	drop(): void;
}

type Work = Pick<Operation, 'replay' | 'underAnotherKey'>;

/**
 * n8n's "Retry On Fail" runs the whole node again, with the items that were done; so does "Retry" of a
 * failed execution. The object that n8n keeps for a node within one execution survives both, so what is
 * settled is kept there. It is saved with the execution: plain data only, and as little as can be.
 */
export function openCompletedItems(
	store: IContextObject,
	identity: Identity,
	{ replay, underAnotherKey = 'counts' }: Work = {},
): CompletedItems {
	const entries = openStoredEntries(store, identity);
	const shorten = createOutcomeShortener(replay, entries.all());
	const { parameters } = identity;

	return {
		get(itemIndex, plan) {
			const entry = entries.find(itemIndex, plan);
			if (!entry || !isOutcome(entry.outcome)) return undefined;
			const { outcome } = entry;
			const at = typeof entry.at === 'number' ? entry.at : 0;
			const isBrief = entry.isBrief === true;
			if (entries.isSameKey(entry) || underAnotherKey === 'counts') {
				return { outcome, at, ...(isBrief && { isBrief, needs: 'reading' }) };
			}
			if (underAnotherKey === 'isNew') return undefined;
			return outcome.kind === 'done'
				? { outcome, at, isBrief, needs: 'proof' }
				: { outcome: underOldKey(outcome), at };
		},
		set(itemIndex, plan, outcome) {
			if (!isWorthKeeping(plan, outcome)) return;
			const kept = { at: Date.now(), isBrief: false, ...shorten(plan, outcome) };
			entries.add(itemIndex, plan, kept);
		},
		checkpoints: (itemIndex, plan) => ({
			read(place, work) {
				if (work) {
					const begun = entries.begunBy(itemIndex);
					const isSame = begun?.request === requestDigest(work) || begun?.parameters === parameters;
					return isSame && isCheckpoint(begun?.found) ? begun.found : undefined;
				}
				const entry = entries.find(itemIndex, plan);
				const known = entry && entries.isSameKey(entry) ? entry[`first${place}`] : undefined;
				return isCheckpoint(known) ? known : undefined;
			},
			write(place, found, work) {
				const begun = work && { request: requestDigest(work), parameters, found };
				entries.add(itemIndex, plan, begun ? { begun } : { [`first${place}`]: found });
			},
		}),
		forget: entries.forget,
		drop: entries.drop,
	};
}

/** No read can tell whether it has to be started again. */
function underOldKey(outcome: Extract<Outcome, { kind: 'failed' }>): Outcome {
	const { failure } = outcome;
	const why =
		'It was sent with another API key, and it is unclear whether both keys belong to the same workspace';
	return { kind: 'failed', failure: { ...failure, remedy: `${why}. ${failure.remedy}` } };
}

/** Keep finished items and items of unknown outcome: no later attempt makes either safe to resend. */
function isWorthKeeping({ idempotency }: Plan, outcome: Outcome): boolean {
	// Reading again changes nothing, and what was read may be large.
	if (idempotency === 'safe') return false;
	return outcome.kind === 'done' || outcome.failure.certainty === 'unknown';
}
