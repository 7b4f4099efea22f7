import type { INodeProperties } from 'n8n-workflow';

/** The parameters of one operation, in the order in which the editor shows them. */
export interface OperationProperties {
	readonly resource: string;
	readonly operation: string;
	readonly properties: readonly INodeProperties[];
}

interface Keyed {
	readonly resource: string;
	readonly operation: string;
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
 * @returns a list that keeps the order of each operation
 */
export function mergeProperties(all: readonly OperationProperties[]): INodeProperties[] {
	const keyed = all.map(({ properties, ...names }): Keyed => {
		return { ...names, keys: new Map(properties.map((one) => [JSON.stringify(one), one])) };
	});
	const merged: Merged[] = [];
	for (const one of keyed) {
		const shared = chooseShared(merged, one, keyed);
		let place = 0;
		for (const [key, property] of one.keys) {
			const same = shared.get(key);
			const found = same ? merged.indexOf(same) : -1;
			if (found >= 0) merged[found] = withOwner(merged[found], one);
			else merged.splice(place, 0, { key, property, owners: [one] });
			place = (found >= 0 ? found : place) + 1;
		}
	}
	return merged.map(toProperty);
}

/**
 * The same for the options of a collection, which all operations share. What some of them have is shown
 * by resource and operation, as far as it takes to tell them from the others.
 */
export function mergeOptions(all: readonly OperationProperties[]): INodeProperties[] {
	return mergeProperties(all).map((property) => {
		const { resource = [], operation = [], ...own } = property.displayOptions?.show ?? {};
		const hasResource = (one: OperationProperties) => resource.includes(one.resource);
		const hasOperation = (one: OperationProperties) => operation.includes(one.operation);
		const show = {
			...(!all.every((one) => hasResource(one) || !hasOperation(one)) && { '/resource': resource }),
			...(!all.every(hasOperation) && { '/operation': operation }),
			...own,
		};
		const { displayOptions: { hide } = {}, ...rest } = property;
		if (Object.keys(show).length === 0 && !hide) return rest;
		return { ...rest, displayOptions: { ...(hide && { hide }), show } };
	});
}

interface Choice {
	/** What need not be listed again, in characters. */
	readonly saved: number;
	readonly shared: ReadonlyArray<readonly [string, Merged]>;
}

const NOTHING_SHARED: Choice = { saved: 0, shared: [] };

/**
 * Which of its parameters an operation shares with those before it, by their keys: those that save most,
 * since both lists keep their order. It is the longest common subsequence, each entry as long as its text.
 */
function chooseShared(
	merged: readonly Merged[],
	one: Keyed,
	all: readonly Keyed[],
): ReadonlyMap<string, Merged> {
	let best = merged.map(() => NOTHING_SHARED);
	for (const key of one.keys.keys()) {
		let before = NOTHING_SHARED;
		let longest = NOTHING_SHARED;
		best = merged.map((other, i) => {
			if (other.key === key && canShare(other, one, all)) {
				longest = better(longest, {
					saved: before.saved + key.length,
					shared: [...before.shared, [key, other]],
				});
			}
			before = best[i];
			return (longest = better(longest, best[i]));
		});
	}
	return new Map(best.at(-1)?.shared);
}

function better(one: Choice, other: Choice): Choice {
	return other.saved > one.saved ? other : one;
}

function withOwner(merged: Merged, one: Keyed): Merged {
	return { ...merged, owners: [...merged.owners, one] };
}

function toProperty({ property, owners }: Merged): INodeProperties {
	const { displayOptions } = property;
	return {
		...property,
		displayOptions: {
			...displayOptions,
			show: {
				resource: [...new Set(owners.map(({ resource }) => resource))],
				operation: [...new Set(owners.map(({ operation }) => operation))],
				...displayOptions?.show,
			},
		},
	};
}

/**
 * n8n shows a parameter for every pair of its resources and operations. So it can be listed for one
 * more only if no pair that exists would get it by accident.
 */
function canShare(merged: Merged, one: Keyed, all: readonly Keyed[]): boolean {
	const { owners } = withOwner(merged, one);
	return all.every(
		(other) =>
			owners.includes(other) ||
			!owners.some(({ resource }) => resource === other.resource) ||
			!owners.some(({ operation }) => operation === other.operation),
	);
}
