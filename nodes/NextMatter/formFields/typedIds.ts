import type { DisplayCondition } from 'n8n-workflow';
import { locatedValue } from '../input/ids';
import type { FieldKind } from './types';

/*
 * The ID of a form field with its kind, such as `date:70003`. Where n8n lets us save a single value, it
 * says all that is needed to encode what is filled in, so that nothing has to be looked up later.
 */

/** Its type and its digits; a regular expression as text, because n8n's editor reads it too. */
export const TYPED_ID = '^([A-Za-z]+):(\\d+)$';

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
	const match = typeof value === 'string' ? new RegExp(TYPED_ID).exec(value) : null;
	return match ? { id: match[2], type: match[1] } : { id: given };
}

/** The same for a column of "Using Columns", which at first was saved the other way round: `70003:date`. */
export function splitColumnId(id: string): ReturnType<typeof splitTypedId> {
	const former = /^(\d+):([A-Za-z]+)$/.exec(id);
	return former ? { id: former[1], type: former[2] } : splitTypedId(id);
}

/*
 * When n8n shows an input. It takes an expression for anything that has to be `show`n, so what is meant
 * for a single kind must be hidden instead. And a regular expression takes it fifty times as long as
 * comparing numbers or texts (0.1 ms in 2.41.1), so those are compared where that says the same.
 */

const IS_NUMBER: DisplayCondition = { _cnd: { gte: 0 } };

/**
 * For `show`: an ID has no type, or is not known yet. What sorts before all letters needs no regular
 * expression: digits, nothing, and the locator of a new row, which n8n compares as "[object Object]".
 */
export const WITHOUT_TYPE: DisplayCondition[] = [
	IS_NUMBER,
	{ _cnd: { lt: 'a' } },
	{ _cnd: { regex: `^(?!${TYPED_ID.slice(1)})` } },
];

/** For `hide`: an ID does not begin with this type and a colon, which a semicolon follows. */
export function withoutType({ type }: Kind): DisplayCondition[] {
	return [IS_NUMBER, { _cnd: { lt: `${type}:` } }, { _cnd: { gte: `${type};` } }];
}
