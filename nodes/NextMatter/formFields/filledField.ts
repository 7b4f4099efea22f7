import type { IDataObject } from 'n8n-workflow';
import type { ItemFile } from '../api/binaryFiles';
import { InputError, quote } from '../input/inputError';
import type { Uploads } from './types';

/** A form field as the API takes it; the API calls it an action. */
export interface EncodedField {
	readonly action_id: number;
	readonly input_object: IDataObject;
}

/** A form field that is to be filled in, from whatever input it came. */
export interface FilledField {
	readonly field: EncodedField;
	/** How messages call it. */
	readonly label: string;
	/** What has to be uploaded first. */
	readonly uploads?: FoundUploads;
}

/** What has to be uploaded, with the files that the item has under these names. */
export interface FoundUploads extends Pick<Uploads, 'kind' | 'key'> {
	readonly files: readonly ItemFile[];
}

/** What has to be uploaded for one of several form fields. */
export interface FieldUploads {
	readonly uploads: FoundUploads;
	/** Its index in the list of form fields. */
	readonly index: number;
	/** How messages call it. */
	readonly place: string;
}

/** How messages call a form field of a list: by its place, its name and its ID, as far as they are known. */
export function fieldLabel(index: number, id?: number, name?: string): string {
	const called = name === undefined ? '' : ` ${quote(name)}`;
	return `Form Field ${index + 1}${called}${id === undefined ? '' : ` (${id})`}`;
}

/** @returns what refuses a form field that comes again: the API could only take one of them */
export function createDuplicateCheck(): (filled: FilledField) => FilledField {
	const labels = new Map<number, string>();
	return (filled) => {
		const { field, label } = filled;
		const first = labels.get(field.action_id);
		if (first !== undefined) {
			throw new InputError(
				`${label} is the same form field as ${first}`,
				'List each form field once',
			);
		}
		labels.set(field.action_id, label);
		return filled;
	};
}
