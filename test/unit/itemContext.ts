import type { ItemContext } from '../../nodes/NextMatter/operations/types';

/** Of an item without files. */
export const surroundingsIn = (timeZone: string): ItemContext => ({
	timeZone,
	json: {},
	files: { names: [], find: () => undefined },
});
