import type { IContextObject, IDataObject } from 'n8n-workflow';
import { isRecord } from '../input/isRecord';
import type { Operation, Plan } from '../operations/types';
import { planDigest, requestDigest, type Identity } from './identity';
import type { Outcome } from './outcomes';
import { isCheckpoint, isOutcome } from './storedShapes';
import type { Checkpoints } from './writes/prerequisites';

/** What became of an item in an earlier try of the same run. */
export interface EarlierOutcome {
	/** One that stands, or one with a request that has to be reconciled before anything else is done. */
	readonly outcome: Outcome;
	/** When it was remembered, in milliseconds since 1970. */
	readonly at: number;
	/**
	 * `reading`: only the gist of its output was kept. `proof`: it was done in the name of another API
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

const KEY = 'settledItems';
/** Outputs up to this many characters are kept as they are: the simplified instance, the address of a file. */
const SMALL = 2000;
/** Larger ones too, while there are few; beyond that the gist of each, and the rest is read again. */
const MAX_KEPT_WHOLE = 250_000;

/**
 * n8n's "Retry On Fail" runs the whole node again, with the items that were done; so does "Retry" of a
 * failed execution. The object that n8n keeps for a node within one execution survives both, so what is
 * settled is kept there. It is saved with the execution: plain data only, and as little as can be.
 *
 * Work is recognised by its item and either the node's saved parameters or the evaluated request. So
 * neither an expression such as `{{ $now }}` nor one that was mended in between makes it other work.
 */
export function openCompletedItems(
	store: IContextObject,
	identity: Identity,
	{ replay, underAnotherKey = 'counts' }: Work = {},
): CompletedItems {
	const { runIndex, connection } = identity;
	const found: unknown = store[KEY];
	const isThisRun = isRecord(found) && found.runIndex === runIndex;
	const items = isThisRun && isRecord(found.items) ? found.items : {};
	store[KEY] = { runIndex, items };
	let keptWhole = Object.values(items).reduce<number>((sum, entry) => sum + largePartOf(entry), 0);

	function entryOf(itemIndex: number, plan: Plan): IDataObject | undefined {
		const entry = items[String(itemIndex)];
		if (!isRecord(entry) || entry.item !== identity.item(itemIndex)) return undefined;
		const isSameWork =
			entry.parameters === identity.parameters || entry.request === planDigest(plan);
		// IDs mean something else on another server.
		const isSameServer = !connection || entry.server === connection.server;
		return isSameWork && isSameServer ? entry : undefined;
	}
	const isSameKey = ({ key }: IDataObject) => !connection || key === connection.key;

	/**
	 * What an item has begun counts whatever else its parameters say now and whoever goes on with it: it
	 * is told by the request that has begun it, or by the parameters.
	 */
	function begunBy(itemIndex: number): IDataObject | undefined {
		const entry = items[String(itemIndex)];
		if (!isRecord(entry) || entry.item !== identity.item(itemIndex)) return undefined;
		const isSameServer = !connection || entry.server === connection.server;
		return isSameServer && isRecord(entry.begun) ? entry.begun : undefined;
	}

	function add(itemIndex: number, plan: Plan, more: IDataObject): void {
		const known = entryOf(itemIndex, plan);
		const begun = begunBy(itemIndex);
		items[String(itemIndex)] = {
			...(begun && { begun }),
			...(known && isSameKey(known) ? known : {}),
			item: identity.item(itemIndex),
			parameters: identity.parameters,
			request: planDigest(plan),
			...connection,
			...more,
		};
	}

	/** Takes from the room for large things. */
	function mayKeep(value: unknown): boolean {
		const size = sizeOf(value);
		if (size <= SMALL) return true;
		if (keptWhole + size > MAX_KEPT_WHOLE) return false;
		keptWhole += size;
		return true;
	}

	function shorten(plan: Plan, outcome: Outcome): IDataObject {
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
	}

	return {
		get(itemIndex, plan) {
			const entry = entryOf(itemIndex, plan);
			if (!entry || !isOutcome(entry.outcome)) return undefined;
			const { outcome } = entry;
			const at = typeof entry.at === 'number' ? entry.at : 0;
			const isBrief = entry.isBrief === true;
			if (!isSameKey(entry) && underAnotherKey === 'isNew') return undefined;
			if (!isSameKey(entry) && underAnotherKey === 'isToBeProven') {
				return outcome.kind === 'done'
					? { outcome, at, isBrief, needs: 'proof' }
					: { outcome: underOldKey(outcome), at };
			}
			return { outcome, at, ...(isBrief && { isBrief, needs: 'reading' }) };
		},
		set(itemIndex, plan, outcome) {
			if (!isWorthKeeping(plan, outcome)) return;
			add(itemIndex, plan, { at: Date.now(), isBrief: false, ...shorten(plan, outcome) });
		},
		checkpoints: (itemIndex, plan) => ({
			read(place, work) {
				if (work) {
					const begun = begunBy(itemIndex);
					const isSame =
						begun?.request === requestDigest(work) || begun?.parameters === identity.parameters;
					return isSame && isCheckpoint(begun?.found) ? begun.found : undefined;
				}
				const entry = entryOf(itemIndex, plan);
				const known = entry && isSameKey(entry) ? entry[`first${place}`] : undefined;
				return isCheckpoint(known) ? known : undefined;
			},
			write(place, found, work) {
				const { parameters } = identity;
				const begun = work && { request: requestDigest(work), parameters, found };
				add(itemIndex, plan, begun ? { begun } : { [`first${place}`]: found });
			},
		}),
		forget() {
			// Versions of n8n before 1.122 go on trying even after a try that was good.
			if (!isThisRun) delete store[KEY];
		},
		drop() {
			delete store[KEY];
		},
	};
}

/** Whether there is anything to be started anew nobody can tell, since no read finds it. */
function underOldKey(outcome: Extract<Outcome, { kind: 'failed' }>): Outcome {
	const { failure } = outcome;
	const why =
		'It was sent with another API key, and whether both keys belong to the same workspace is not known';
	return { kind: 'failed', failure: { ...failure, remedy: `${why}. ${failure.remedy}` } };
}

function sizeOf(value: unknown): number {
	return (JSON.stringify(value) ?? '').length;
}

function largePartOf(entry: unknown): number {
	const size = isRecord(entry) ? sizeOf(entry.outcome) : 0;
	return size > SMALL ? size : 0;
}

/** Keep finished items and items of unknown outcome: no later attempt makes either safe to resend. */
function isWorthKeeping({ idempotency }: Plan, outcome: Outcome): boolean {
	// Reading again changes nothing, and what was read may be large.
	if (idempotency === 'safe') return false;
	return outcome.kind === 'done' || outcome.failure.certainty === 'unknown';
}
