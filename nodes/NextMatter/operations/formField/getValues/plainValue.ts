import type { IDataObject } from 'n8n-workflow';
import { isDictionary } from '../../../input/records';

type Value = IDataObject[string];

/**
 * What people have entered, without the wrapping of its kind: `{"inputValue": "A"}` is `A`, and a
 * form field that nobody has filled in is null. What has several parts, such as an address, stays an
 * object, even if but one of them was filled in: alone it could be any of them.
 */
export function plainValue(value: Value): Value {
	if (!isDictionary(value)) return isEmpty(value) ? null : value;
	const parts = Object.entries(value).filter(
		([key, part]) => part !== null && !isDisplay(key, value),
	);
	if (parts.every(([, part]) => isEmpty(part))) return null;
	return parts.length === 1 ? plainValue(parts[0][1]) : value;
}

function isEmpty(value: Value): value is '' | null | undefined {
	return value === '' || value === null || value === undefined;
}

/** A number comes with the text that it is displayed as, if there is one. */
function isDisplay(key: string, value: IDataObject): boolean {
	return key === 'formattedValue' && 'numberValue' in value;
}
