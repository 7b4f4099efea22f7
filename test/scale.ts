/* eslint-disable @n8n/community-nodes/no-restricted-globals -- reads the environment of the tests; never ships */
/** Whether everything is to be tried, in `npm run test:volume`. */
export const isVolume = process.env.VOLUME === 'yes';

/** How many of what can be any number: few in `npm test`, many in `npm run test:volume`. */
export function scale(few: number, many: number): number {
	return isVolume ? many : few;
}

/** Items of a run in which each has to be linked to its own. */
export const MANY = scale(60, 1000);
