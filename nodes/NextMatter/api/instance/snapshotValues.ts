import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../input/isRecord';
import { readMoment } from '../moments';
import { fieldIdOf, findFieldsAnywhere, readSnapshot } from './findInSnapshot';

/**
 * Whether a read shows the values that were sent. `none`: it shows nothing that can be compared, which
 * says nothing.
 */
export type ValueMatch = 'match' | 'contradict' | 'none';

/** Where an instance that was read with its values may show that of a form field. */
const HOLDERS = /^(value|values|input|input_?object|answer|data)$/i;
const MAX_DEPTH = 4;
/** Servers write their own: signed addresses, a number as it is displayed. */
const NOT_COMPARED = /^(files|images|formattedValue)$/;

/**
 * Holds form fields that were sent against an instance that was read with their values.
 *
 * @param actions of the request: `action_id` and `input_object` of each
 */
export function compareValues(instance: IDataObject, actions: unknown): ValueMatch {
	const sent = Array.isArray(actions) ? actions.filter(isRecord) : [];
	if (sent.length === 0) return 'none';
	const fields = findFieldsAnywhere(readSnapshot(instance.process_snapshot));
	const found = sent.map((action) => {
		const shown = fields.filter((field) => fieldIdOf(field) === Number(action.action_id));
		return shown.length === 1 ? compareField(shown[0], action.input_object) : 'none';
	});
	if (found.includes('contradict')) return 'contradict';
	return found.includes('match') ? 'match' : 'none';
}

function compareField(field: IDataObject, sent: unknown): ValueMatch {
	// A routing is a button, not a value: the server presses it and may forget it.
	if (!isRecord(sent) || 'action' in sent) return 'none';
	const wanted = Object.entries(unwrap(sent)).filter(([key]) => !NOT_COMPARED.test(key));
	const holders = Object.entries(field).filter(([key]) => HOLDERS.test(key));
	const shown = holders.flatMap(([, value]) => objectsIn(value)).map(unwrap);
	const alike = shown.filter((one) => wanted.some(([key]) => Object.hasOwn(one, key)));
	if (alike.length > 0) {
		const isSame = alike.some((one) => wanted.every(([key, value]) => isEqual(one[key], value)));
		return isSame ? 'match' : 'contradict';
	}
	const isEmptied = holders.length > 0 && holders.every(([, value]) => isNothing(value));
	return isEmptied && !wanted.every(([, value]) => isNothing(value)) ? 'contradict' : 'none';
}

function objectsIn(value: unknown, depth = 0): IDataObject[] {
	if (!isRecord(value) || depth > MAX_DEPTH) return [];
	return [value, ...Object.values(value).flatMap((one) => objectsIn(one, depth + 1))];
}

/** The two documented shapes of some values: as they are, or within `inputValue` or another `url`. */
function unwrap(value: IDataObject): IDataObject {
	if (isRecord(value.inputValue)) return value.inputValue;
	return isRecord(value.url) ? value.url : value;
}

function isNothing(value: unknown): boolean {
	if (value === undefined || value === null || value === '') return true;
	if (Array.isArray(value)) return value.length === 0;
	return isRecord(value) && Object.values(value).every(isNothing);
}

/**
 * Equal but for how a server may write it: case and space, a number as text, another zone, order, JSON or
 * letters in another form.
 */
function isEqual(shown: unknown, sent: unknown): boolean {
	if (isNothing(shown) && isNothing(sent)) return true;
	if (Array.isArray(shown) && Array.isArray(sent)) return hasSameMembers(shown, sent);
	if (isRecord(shown) && isRecord(sent)) {
		return Object.entries(sent).every(([key, value]) => isEqual(shown[key], value));
	}
	if (plain(shown) === plain(sent)) return true;
	const [one, other] = [readMoment(shown), readMoment(sent)];
	return (
		one !== undefined && other !== undefined && Math.floor(one.time) === Math.floor(other.time)
	);
}

function hasSameMembers(shown: readonly unknown[], sent: readonly unknown[]): boolean {
	const left = [...shown];
	const isFound = sent.every((one) => {
		const at = left.findIndex((other) => isEqual(other, one));
		return at >= 0 && left.splice(at, 1).length === 1;
	});
	return isFound && left.length === 0;
}

function plain(value: unknown): string {
	const text = typeof value === 'string' ? withoutLayout(value) : JSON.stringify(value);
	return (text ?? '').normalize().trim().replace(/\s+/g, ' ').toLowerCase();
}

/** JSON within a text, such as that of a table, without blanks and escapes of choice. */
function withoutLayout(text: string): string {
	if (!/^\s*[[{]/.test(text)) return text;
	try {
		return JSON.stringify(JSON.parse(text));
	} catch {
		// A text that only begins like JSON.
		return text;
	}
}
