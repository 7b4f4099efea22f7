import type { Clock } from './clock';

/** One timer for all that wait for the same moment. */
export interface Gate {
	/** Opens at this time, or earlier if it is to open earlier already. */
	openAt(time: number): void;
}

/**
 * @param isOver whether there is a reason to open before the time
 * @param open called when it opens
 */
export function createGate(clock: Clock, isOver: () => boolean, open: () => void): Gate {
	let openingAt = Infinity;
	return {
		openAt(time) {
			if (openingAt <= time) return;
			openingAt = time;
			const isReplaced = () => openingAt !== time;
			// Timers know whole milliseconds; less than one would not let time pass.
			void clock
				.wait(Math.ceil(time - clock.now()), () => isReplaced() || isOver())
				.then(() => {
					if (isReplaced()) return;
					openingAt = Infinity;
					open();
				});
		},
	};
}
