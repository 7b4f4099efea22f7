import type { IContextObject, IDataObject } from 'n8n-workflow';
import { isRecord } from '../input/isRecord';
import type { Plan } from '../operations/types';
import { planDigest, type Identity } from './identity';

/** What n8n's store holds of the items of one run: an entry for each, plain data. */
export interface StoredEntries {
	all(): unknown[];
	/** The entry of the same work on the same server, by whatever API key it was done. */
	find(itemIndex: number, plan: Plan): IDataObject | undefined;
	isSameKey(entry: IDataObject): boolean;
	/**
	 * What an item has begun on the same server. It counts whatever else its parameters say now and
	 * whoever goes on with it: it is known by the request that has begun it, or by the parameters.
	 */
	begunBy(itemIndex: number): IDataObject | undefined;
	/** Adds to the entry of the same work, or begins one. */
	add(itemIndex: number, plan: Plan, more: IDataObject): void;
	/** Removes all, unless this is the run of the node that is tried again. */
	forget(): void;
	/** Removes all in any case; of a tool all but what is open. */
	drop(): void;
}

const KEY = 'settledItems';

/**
 * Work is recognized by its item and either the node's saved parameters or the evaluated request. So
 * neither an expression such as `{{ $now }}` nor one that was mended in between makes it other work.
 */
export function openStoredEntries(store: IContextObject, identity: Identity): StoredEntries {
	const { runIndex, isTool = false, connection, parameters } = identity;
	const found: unknown = store[KEY];
	const isKept = isRecord(found) && (isTool || found.runIndex === runIndex);
	const items = isKept && isRecord(found.items) ? found.items : {};
	store[KEY] = { runIndex, items };
	const isOfThisRun = (entry: unknown) => isRecord(entry) && entry.runIndex === runIndex;
	const isTriedAgain = isTool ? Object.values(items).some(isOfThisRun) : isKept;

	/** Calls of a tool, which may be under way side by side, have one item each: they differ by what is in it. */
	function keyOf(itemIndex: number): string {
		return isTool ? `${itemIndex} ${identity.item(itemIndex)}` : String(itemIndex);
	}

	/** IDs mean something else on another server. */
	function entryOfItem(itemIndex: number): IDataObject | undefined {
		const entry = items[keyOf(itemIndex)];
		if (!isRecord(entry) || entry.item !== identity.item(itemIndex)) return undefined;
		// A try of the same call goes on with what is open; after one that is done it is a call of its own.
		if (isTool && isDone(entry) && !isOfThisRun(entry)) return undefined;
		return !connection || entry.server === connection.server ? entry : undefined;
	}

	function find(itemIndex: number, plan: Plan): IDataObject | undefined {
		const entry = entryOfItem(itemIndex);
		if (!entry) return undefined;
		const isSameWork = entry.parameters === parameters || entry.request === planDigest(plan);
		return isSameWork ? entry : undefined;
	}

	function begunBy(itemIndex: number): IDataObject | undefined {
		const begun = entryOfItem(itemIndex)?.begun;
		return isRecord(begun) ? begun : undefined;
	}

	const isSameKey = ({ key }: IDataObject) => !connection || key === connection.key;

	/** Of a tool only what is done: whatever became of a call, the model may make it again. */
	function remove(): void {
		if (!isTool) delete store[KEY];
		for (const [key, entry] of Object.entries(items)) {
			if (isTool && isOfThisRun(entry) && isDone(entry)) delete items[key];
		}
	}

	return {
		all: () => Object.values(items),
		find,
		isSameKey,
		begunBy,
		add(itemIndex, plan, more) {
			const known = find(itemIndex, plan);
			const begun = begunBy(itemIndex);
			items[keyOf(itemIndex)] = {
				...(begun && { begun }),
				...(known && isSameKey(known) ? known : {}),
				item: identity.item(itemIndex),
				parameters,
				request: planDigest(plan),
				...connection,
				...(isTool && { runIndex }),
				...more,
			};
		},
		forget() {
			// n8n before 1.122 keeps retrying even after success.
			if (!isTriedAgain) remove();
		},
		drop: remove,
	};
}

function isDone(entry: unknown): boolean {
	return isRecord(entry) && isRecord(entry.outcome) && entry.outcome.kind === 'done';
}
