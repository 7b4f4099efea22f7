import type { ItemContext } from '../../nodes/NextMatter/operations/types';

/** Of an item without files. */
export const itemContextIn = (timeZone: string): ItemContext => ({
	nodeVersion: 1,
	timeZone,
	json: {},
	files: { names: [], find: () => undefined },
});
