import { createPace } from '../../../../nodes/NextMatter/run/requests/rateLimiter';
import { idle } from '../../idle';
import { createClock } from '../fakeClock';

export const none = () => undefined;

/** A pace, and how many requests it lets out at the same moment. */
export function setUp(width: number) {
	const clock = createClock();
	const pace = createPace(width, clock);
	return { clock, pace, enterMany: async (count: number) => await enterMany(count) };

	async function enterMany(count: number): Promise<number> {
		let entered = 0;
		for (let index = 0; index < count; index += 1) {
			void pace.enter(1e9, none).then(() => (entered += 1));
		}
		await idle();
		return entered;
	}
}
