import { findFault, toFigures, type Pass } from '../../bench/report/rows';
import { countOrderViolations, tallyOf } from '../../bench/server/tally';

type Entry = Parameters<typeof tallyOf>[0][number];

const measured = {
	wallMs: 1000,
	cpuMs: 500,
	peakRss: 3 * 2 ** 20,
	grownRss: 2 ** 20,
	succeeded: 10,
};
const tally = { requests: 10, completed: 10, refused: 0, orderViolations: 0 };
const server = { connections: 10, maxInFlight: 5, cpuMs: 100 };

function pass(changes: Partial<Pass['measured'] & Pass['tally']> = {}): Pass {
	const { completed = 10, refused = 0, orderViolations = 0, ...rest } = changes;
	return {
		measured: { ...measured, ...rest },
		tally: { ...tally, ...server, completed, refused, orderViolations },
	};
}

describe('the figures of a row', () => {
	it('have times of the fastest pass, memory of the first, and else the worst', () => {
		const passes = [
			pass({ wallMs: 900, cpuMs: 700, credentialReads: 1 }),
			pass({ peakRss: 9 * 2 ** 20, grownRss: 0, orderViolations: 3, credentialReads: 2 }),
		];
		expect(toFigures(passes, 10)).toEqual({
			passes: 2,
			wallPerItem: 90,
			cpuPerItem: 50,
			peakMemory: 3,
			grownMemory: 1,
			maxInFlight: 5,
			connections: 10,
			credentialReads: 2,
			orderViolations: 3,
			refused: 0,
			serverLoad: 100 / 900,
		});
	});

	it('know nothing of credentials if the contender does not', () => {
		expect(toFigures([pass()], 10)).not.toHaveProperty('credentialReads');
	});
});

describe('a run', () => {
	it('counts if the server did every item and the contender says so', () => {
		expect(findFault(pass(), 10, false)).toBeUndefined();
	});

	it('does not count if items are missing, and tells the first error', () => {
		const fault = pass({ completed: 7, refused: 3, succeeded: 7, firstError: 'Not active' });
		expect(findFault(fault, 10, false)).toBe('7 of 10 items completed, 3 refused: Not active');
		expect(findFault(fault, 10, true)).toBeUndefined();
		expect(findFault(pass({ completed: 7, refused: 2 }), 10, true)).toMatch('7 of 10');
	});

	it('does not count if the contender says something else than the server', () => {
		expect(findFault(pass({ succeeded: 9 }), 10, false)).toMatch('but 9 reported');
	});
});

describe('the tally of the server', () => {
	const post = (instanceId: number, stepId: number, at: number, answeredAt?: number): Entry => ({
		...{ method: 'POST', instanceId, stepId, at, answeredAt },
		...{ effect: 'completed', status: answeredAt === undefined ? 'pending' : 200 },
	});

	it('counts what was done, refused and asked besides', () => {
		const log: Entry[] = [
			post(1, 1, 0, 5),
			{ ...post(2, 1, 1, 6), effect: 'none', status: 400 },
			{ ...post(2, 1, 7, 8), method: 'GET', effect: 'none' },
			{ ...post(3, 1, 7), effect: 'none' },
		];
		expect(tallyOf(log)).toEqual({ requests: 4, completed: 1, refused: 1, orderViolations: 0 });
	});

	it.each([
		['one after another', [post(1, 1, 0, 5), post(1, 2, 5, 9), post(1, 3, 12, 15)], 0],
		['different instances together', [post(1, 1, 0, 5), post(2, 2, 1, 6)], 0],
		['before the answer to the one before', [post(1, 1, 0, 5), post(1, 2, 4, 9)], 1],
		['before an answer that never came', [post(1, 1, 0), post(1, 2, 4, 9)], 1],
		['overtaken', [post(1, 2, 0, 5), post(1, 1, 6, 9)], 1],
		['overtaken within a millisecond', [post(1, 2, 0, 0), post(1, 1, 0, 0)], 1],
		['two that wait for none', [post(1, 1, 0, 9), post(1, 2, 1, 9), post(1, 3, 2, 9)], 2],
	])('counts items out of order: %s', (_, log, count) => {
		expect(countOrderViolations(log)).toBe(count);
	});
});
