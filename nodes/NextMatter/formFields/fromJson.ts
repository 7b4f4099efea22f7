import { readId } from '../input/ids';
import { asJson, readJson } from '../input/json';
import { isRecord } from '../input/isRecord';
import { atPlace, quote, InputError } from '../input/inputError';
import { collect } from './collect';
import { checkDepth } from './depth';
import { createDuplicateCheck, fieldLabel, type FilledField } from './filledField';
import { checkCount } from './limits';

const LABEL = 'Form Fields (JSON)';
const EXPECTED =
	'a list such as [{"action_id": 50222, "input_object": {"inputValue": "Example"}}], or [] for no form fields';

/**
 * Reads "Using JSON": the API's own `actions` array, as text or as an expression's result. Other
 * keys of an entry are passed on, so that what the API adds tomorrow can be used today.
 *
 * @throws InputError naming every entry that is wrong
 */
export function readActions(value: unknown): FilledField[] {
	const entries = readJson(LABEL, value, EXPECTED);
	if (!Array.isArray(entries)) {
		throw new InputError(
			`'${LABEL}' is ${quote(entries)}, which is not a list`,
			`Expected ${EXPECTED}`,
		);
	}
	checkCount(entries.length);
	const check = createDuplicateCheck();
	const list = Array.from<unknown>(entries);
	const fields = collect(list, (entry, index) => check(readEntry(entry, index)));
	checkDepth(LABEL, list);
	return fields;
}

function readEntry(entry: unknown, index: number): FilledField {
	try {
		if (!isRecord(entry) || !isRecord(entry.input_object)) {
			throw new InputError(
				`${quote(entry)} is not an object with "action_id" and "input_object"`,
				`Expected ${EXPECTED}`,
			);
		}
		const action_id = readId('form field', entry.action_id);
		const field = { ...entry, action_id, input_object: entry.input_object };
		return { field: asJson(LABEL, field, EXPECTED), label: fieldLabel(index, action_id) };
	} catch (error) {
		throw atPlace(fieldLabel(index), error);
	}
}
