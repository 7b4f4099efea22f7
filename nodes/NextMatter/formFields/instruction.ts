import type { FieldKind } from './types';

/** A text that the workflow shows to people; there is nothing to fill in. */
export const instruction: FieldKind = {
	type: 'instruction',
	name: 'Instruction',
	inputs: [],
	encode: () => ({ inputValue: '' }),
	example: { row: {}, standard: { inputValue: '' } },
};
