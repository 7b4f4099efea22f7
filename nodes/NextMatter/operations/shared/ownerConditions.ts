import type { IDisplayOptions } from 'n8n-workflow';

/** An operation by the values of its two parameters. */
export interface Owner {
	readonly resource: string;
	readonly operation: string;
}

type Name = keyof Owner;

/**
 * When a parameter is shown, in as few words as tell the operations that have it from all others: n8n
 * sends these conditions to every browser with each parameter. Operations are listed the shorter way,
 * those that have it or those that have not.
 *
 * @param owners the operations that have it, which together must be a product of resources and operations
 * @param prefix `/` where the parameter is part of another one
 */
export function ownerConditions(
	owners: readonly Owner[],
	all: readonly Owner[],
	prefix: '' | '/',
): IDisplayOptions {
	if (owners.length === all.length) return {};
	// Looked up rather than searched for: n8n waits for this at its start, once for each parameter.
	const own = new Set(owners);
	const shownBy = {
		resource: valuesOf(owners, 'resource'),
		operation: valuesOf(owners, 'operation'),
	};
	const isEnough = (name: Name) =>
		all.every((one) => own.has(one) || !shownBy[name].has(one[name]));
	const enough = (['operation', 'resource'] as const).find(isEnough);
	const names: readonly Name[] = enough ? [enough] : ['resource', 'operation'];
	const show: NonNullable<IDisplayOptions['show']> = {};
	const hide: NonNullable<IDisplayOptions['hide']> = {};
	for (const name of names) {
		const shown = [...shownBy[name]];
		const hidden = [...valuesOf(all, name)].filter((value) => !shownBy[name].has(value));
		const isShorter = JSON.stringify(hidden).length < JSON.stringify(shown).length;
		(isShorter ? hide : show)[`${prefix}${name}`] = isShorter ? hidden : shown;
	}
	return {
		...(Object.keys(show).length > 0 && { show }),
		...(Object.keys(hide).length > 0 && { hide }),
	};
}

function valuesOf(list: readonly Owner[], name: Name): ReadonlySet<string> {
	return new Set(list.map((one) => one[name]));
}

/** Both conditions at once, those of `first` being asked for first. */
export function withConditions(
	first: IDisplayOptions,
	{ show, hide, ...rest }: IDisplayOptions = {},
): IDisplayOptions | undefined {
	const both = {
		...rest,
		...((first.show ?? show) && { show: { ...first.show, ...show } }),
		...((first.hide ?? hide) && { hide: { ...first.hide, ...hide } }),
	};
	return Object.keys(both).length > 0 ? both : undefined;
}
