import type { IDataObject } from 'n8n-workflow';

/** A plain object as JSON knows it: not a list, not a date, not null. */
export function isRecord(value: unknown): value is IDataObject {
	return Object.prototype.toString.call(value) === '[object Object]';
}
