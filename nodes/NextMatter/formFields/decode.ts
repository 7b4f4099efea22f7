import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../input/isRecord';
import { fieldKinds } from './index';

type Json = IDataObject[string];

/**
 * Recognises what somebody entered by its keys and takes the wrapping of its type off:
 * `{"numberValue": 5, "formattedValue": ""}` is 5, in either of the two formats.
 *
 * @param place `alone`: the object is a value and nothing else, so one with any other key is not
 * recognized; `amongOthers`: its keys may stand beside others, so only those count that mean one type
 * wherever they stand
 * @returns the value, in a list so that null can be one; an empty list when no type has such keys
 */
export function decodeValue(
	object: IDataObject,
	place: 'alone' | 'amongOthers' = 'alone',
): readonly [Json] | readonly [] {
	const inner = object.inputValue ?? object.url;
	const isWrapped = isRecord(inner) && Object.keys(object).length === 1;
	if (isWrapped) return decodeValue(inner);
	for (const { decoder } of fieldKinds) {
		if (!decoder || !Object.hasOwn(object, decoder.keys[0])) continue;
		const mayBe =
			place === 'alone'
				? Object.keys(object).every((key) => decoder.keys.includes(key) || object[key] === null)
				: decoder.isTelling;
		const value = mayBe ? decoder.decode(object) : undefined;
		if (value !== undefined) return [isEmptyValue(value) ? null : value];
	}
	return [];
}

/** What was entered without its wrapping; as it is where that is not recognized, null if empty. */
export function plainValue(value: Json): Json {
	const [decoded] = isRecord(value) ? decodeValue(value) : [];
	if (decoded !== undefined) return decoded;
	return isEmptyValue(value) ? null : value;
}

export function isEmptyValue(value: Json): boolean {
	if (isRecord(value)) return Object.keys(value).length === 0;
	return value === '' || value === null || value === undefined;
}
