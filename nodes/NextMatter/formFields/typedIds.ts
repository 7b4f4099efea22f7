import type { DisplayCondition } from 'n8n-workflow';
import { locatedValue } from '../input/ids';
import type { FieldKind } from './types';

/*
 * The ID of a form field with its kind, such as `date:70003`. Where n8n lets us save a single value, it
 * says all that is needed to encode what is filled in, so that nothing has to be looked up later.
 */

/** Its type and its digits. */
const TYPED_ID = /^([A-Za-z]+):(\d+)$/;

type Kind = Pick<FieldKind, 'type'>;

export function typedId(id: number, { type }: Kind): string {
	return `${type}:${id}`;
}

/**
 * Takes apart what `typedId` has made.
 *
 * @param given also what a person may have put in its place; returned as the `id` unless it has a type
 */
export function splitTypedId(given: unknown): { readonly id: unknown; readonly type?: string } {
	const value = locatedValue(given);
	const match = typeof value === 'string' ? TYPED_ID.exec(value) : null;
	return match ? { id: match[2], type: match[1] } : { id: given };
}

/** The same for a column of "Using Columns", which at first was saved the other way round: `70003:date`. */
export function splitColumnId(id: string): ReturnType<typeof splitTypedId> {
	const former = /^(\d+):([A-Za-z]+)$/.exec(id);
	return former ? { id: former[1], type: former[2] } : splitTypedId(id);
}

/*
 * When n8n shows an input. It takes an expression for anything that has to be `show`n, so that inputs
 * are hidden instead for IDs that do not mean them. All by comparing numbers and texts: n8n gives a regular
 * expression 250 ms by the wall clock, and on a busy machine that ends the whole execution.
 */

/**
 * For `hide`: an ID tells its type. No ID begins with a small letter without one, but a URL with its `h`,
 * which no type begins with. What is no ID at all, such as `amount`, is taken for one with a type if it
 * stands among them in the alphabet. To tell it apart would take a range for each type, for each input,
 * which is half as much again as all the node describes; and for `startsWith`, `endsWith` and `includes`
 * n8n 2.0 needs a text, where an ID may be a number.
 */
export const WITH_TYPE: DisplayCondition[] = [
	{ _cnd: { between: { from: 'ad', to: 'g' } } },
	{ _cnd: { gte: 'im' } },
];

/**
 * For `hide`: an ID begins with none of these types and a colon, which comes right before a semicolon.
 * Of the types `date` and `table`:
 *
 * | The ID | `>= 0` | `< 'date:'` | `'date;'` to `'table9'` | `>= 'table;'` | so they are |
 * | --- | --- | --- | --- | --- | --- |
 * | `70003` | yes | | | | hidden |
 * | `'70003'` | yes | yes | | | hidden |
 * | `'address:70003'` | | yes | | | hidden |
 * | `'date:70003'` | | | | | shown |
 * | `'number:70003'` | | | yes | | hidden |
 * | `'table:70003'` | | | | | shown |
 * | `'text:70003'` | | | | yes | hidden |
 */
export function withoutTypes(kinds: readonly Kind[]): DisplayCondition[] {
	const types = kinds.map(({ type }) => type).sort();
	const between = types.slice(1).map((type, index): DisplayCondition => {
		// What is not less than the first, and less than any ID that begins with the second.
		return { _cnd: { between: { from: `${types[index]};`, to: `${type}9` } } };
	});
	return [
		{ _cnd: { gte: 0 } },
		{ _cnd: { lt: `${types[0]}:` } },
		...between,
		{ _cnd: { gte: `${types[types.length - 1]};` } },
	];
}
