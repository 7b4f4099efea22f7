import { sleep } from 'n8n-workflow';

/** Time and chance, taken from outside so that tests can set them. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** From 0 to below 1. */
	random(): number;
	/** Resolves after a while, or soon after `isOver` has become true. */
	wait(ms: number, isOver: () => boolean): Promise<void>;
}

/** n8n exports no sleep that can be cut short, so a long one is made of short ones. */
const SLICE_MS = 100;

export const hostClock: Clock = {
	now: () => Date.now(),
	random: () => Math.random(),
	async wait(ms, isOver) {
		const end = Date.now() + ms;
		for (let left = ms; left > 0 && !isOver(); left = end - Date.now()) {
			await sleep(Math.min(left, SLICE_MS));
		}
	},
};
