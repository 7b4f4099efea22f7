import type { INodeProperties } from 'n8n-workflow';
import { ownerConditions, withConditions, type Owner } from './ownerConditions';

/** The parameters of one operation, in the order in which the editor shows them. */
export interface OperationProperties extends Owner {
	readonly properties: readonly INodeProperties[];
}

interface Keyed extends Owner {
	/** The parameters as texts, to find the same ones again. */
	readonly keys: ReadonlyMap<string, INodeProperties>;
}

interface Merged {
	readonly key: string;
	readonly property: INodeProperties;
	/** The operations that have it. */
	readonly owners: readonly Keyed[];
}

/**
 * Puts the parameters of all operations into one list. One that several operations share, letter by
 * letter, is listed once: n8n sends the list to every browser, so its size counts.
 *
 * @param prefix `/` for the options of a collection, which all operations share
 * @returns a list that keeps the order of each operation
 */
export function mergeProperties(
	all: readonly OperationProperties[],
	prefix: '' | '/' = '',
): INodeProperties[] {
	// Most of what is shared is one object, and n8n waits for all this when it starts.
	const textOf = memoize((one: INodeProperties) => JSON.stringify(one));
	const keyed = all.map(({ properties, ...names }): Keyed => {
		return { ...names, keys: new Map(properties.map((one) => [textOf(one), one])) };
	});
	const merged: Merged[] = [];
	for (const one of orderForSharing(keyed)) {
		const shared = chooseShared(merged, one, keyed);
		const withOne = memoize((owners: readonly Keyed[]) => [...owners, one]);
		const owners = [one];
		// Backwards, so that what is new comes as late as it can: most operations end with the same ones.
		let place = merged.length;
		for (const [key, property] of [...one.keys].reverse()) {
			const same = shared.get(key);
			if (same) {
				place = merged.indexOf(same);
				merged[place] = { ...same, owners: withOne(same.owners) };
			} else merged.splice(place, 0, { key, property, owners });
		}
	}
	return merged.map(({ property, owners }) => {
		const { displayOptions: own, ...rest } = property;
		const displayOptions = withConditions(ownerConditions(owners, keyed, prefix), own);
		return { ...rest, ...(displayOptions && { displayOptions }) };
	});
}

/**
 * Of each resource, operations come first whose names a resource before it has too. Until they have what
 * is shared, `canShare` lets no other operation of theirs have it either.
 */
function orderForSharing(all: readonly Keyed[]): ReadonlySet<Keyed> {
	const seen = new Map<string, string>();
	for (const { resource, operation } of all) {
		if (!seen.has(operation)) seen.set(operation, resource);
	}
	const isRepeated = ({ resource, operation }: Keyed) => seen.get(operation) !== resource;
	const ordered = new Set<Keyed>();
	for (const one of all) {
		const repeated = all.filter((other) => other.resource === one.resource && isRepeated(other));
		for (const other of [...repeated, one]) ordered.add(other);
	}
	return ordered;
}

interface Choice {
	/** What need not be listed again, in characters. */
	readonly saved: number;
	readonly shared: ReadonlyArray<readonly [string, Merged]>;
}

const NOTHING_SHARED: Choice = { saved: 0, shared: [] };

/**
 * Which of its parameters an operation shares with those before it, by their keys: those that save most,
 * since both lists keep their order. It is the longest common subsequence, each entry as long as its text,
 * looked for among the few that are in both.
 */
function chooseShared(
	merged: readonly Merged[],
	one: Keyed,
	all: readonly Keyed[],
): ReadonlyMap<string, Merged> {
	const placesOf = new Map<string, number[]>();
	for (const [place, { key }] of merged.entries()) {
		if (one.keys.has(key)) placesOf.set(key, [...(placesOf.get(key) ?? []), place]);
	}
	const found: Array<Choice & { readonly place: number }> = [];
	// Of a parameter, only who has it counts; most are had by the same few.
	const canJoin = memoize((owners: readonly Keyed[]) => canShare([...owners, one], all));
	for (const key of one.keys.keys()) {
		const places = (placesOf.get(key) ?? []).filter((place) => canJoin(merged[place].owners));
		const next = places.map((place) => {
			const { saved, shared } = mostOf(found.filter((before) => before.place < place));
			const pair = [key, merged[place]] as const;
			return { place, saved: saved + key.length, shared: [...shared, pair] };
		});
		found.push(...next);
	}
	return new Map(mostOf(found).shared);
}

function mostOf(choices: readonly Choice[]): Choice {
	return choices.reduce((one, other) => (other.saved > one.saved ? other : one), NOTHING_SHARED);
}

/**
 * n8n shows a parameter for every pair of its resources and operations. So it can be listed for one
 * more only if no pair that exists would get it by accident.
 */
function canShare(owners: readonly Keyed[], all: readonly Keyed[]): boolean {
	const resources = new Set(owners.map(({ resource }) => resource));
	const operations = new Set(owners.map(({ operation }) => operation));
	if (resources.size === 1 || operations.size === 1) return true;
	return all.every(
		(other) =>
			!operations.has(other.operation) || !resources.has(other.resource) || owners.includes(other),
	);
}

/** Computes each answer once for the same object. */
function memoize<K extends object, V>(compute: (key: K) => V): (key: K) => V {
	const known = new Map<K, V>();
	return (key) => {
		const value = known.get(key) ?? compute(key);
		known.set(key, value);
		return value;
	};
}
