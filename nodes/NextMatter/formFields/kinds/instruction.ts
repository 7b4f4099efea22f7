import type { FieldKind } from '../types';

/** A text that the workflow shows to people; there is nothing to fill in. */
export const instruction: FieldKind = {
	type: 'instruction',
	name: 'Instruction',
	inputs: [],
	word: /instruction/,
	encode: () => ({ inputValue: '' }),
	example: { row: {}, standard: { inputValue: '' }, plain: null },
};
