import { custom } from './kinds/custom';
import { fieldKinds } from './index';
import type { FieldKind } from './types';

/**
 * The kind that the API's word for a type means. The words are not documented, so any spelling is
 * taken: `DATE_FIELD`, `Single-select dropdown`, `fileUpload`.
 *
 * @returns the kind whose value can be anything when the word is not recognized
 */
export function kindOfApiType(word = ''): FieldKind {
	const letters = word.toLowerCase().replace(/[^a-z]/g, '');
	return fieldKinds.find((kind) => kind.word.test(letters)) ?? custom;
}
