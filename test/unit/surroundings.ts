import type { Surroundings } from '../../nodes/NextMatter/operations/types';

/** Of an item without files. */
export const surroundingsIn = (timeZone: string): Surroundings => ({
	timeZone,
	json: {},
	files: { names: [], find: () => undefined },
});
