import type { IDataObject } from 'n8n-workflow';
import { isDictionary } from '../../../input/records';

type Value = IDataObject[string];

/**
 * What people have entered, without the wrapping of its kind: `{"inputValue": "A"}` is `A`, and a
 * form field that nobody has filled in is null. What has several parts, such as an address, stays an
 * object.
 */
export function plainValue(value: Value): Value {
	if (!isDictionary(value)) return value ?? null;
	const parts = Object.values(value).filter((part) => part !== '' && part !== null);
	if (parts.length === 0) return null;
	return parts.length === 1 ? plainValue(parts[0]) : value;
}
