import type { IDataObject } from 'n8n-workflow';
import type { StepOutline } from '../../../api/instance/stepOutline';
import { plainValue } from '../../../formFields/decode';
import { isRecord } from '../../../input/isRecord';

/** In characters of JSON. The item has longer ones itself, and n8n would keep them a second time. */
const MAX_VALUE = 200;
/** Of all values together; what a tool hands a model has to stay short. */
const MAX_VALUES = 1_000;

/**
 * The form fields that were filled in, with what was sent for them: the values without their wrapping.
 *
 * @param actions those of the request
 * @param step as the instance shows it, for the names
 */
export function filledIn(actions: unknown, step: StepOutline | undefined): IDataObject[] {
	if (!Array.isArray(actions)) return [];
	let room = MAX_VALUES;
	return actions.filter(isRecord).map(({ action_id, input_object: sent }) => {
		const name = step?.fields.find(({ id }) => id === action_id)?.name;
		const value = plainValue(isRecord(sent) ? sent : {});
		const { length } = JSON.stringify(value);
		const isTold = length <= Math.min(MAX_VALUE, room) && !isToBeUploaded(sent);
		if (isTold) room -= length;
		return { id: action_id, ...(name !== undefined && { name }), ...(isTold && { value }) };
	});
}

/** What a plan holds of files before they have URLs; nothing else of them is ever empty. */
function isToBeUploaded(sent: unknown): boolean {
	if (!isRecord(sent)) return false;
	return [sent.files, sent.images].some((urls) => Array.isArray(urls) && urls.length === 0);
}
