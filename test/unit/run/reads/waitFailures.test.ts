import type { Failure } from '../../../../nodes/NextMatter/api/types';
import { waitInterrupted, waitTimedOut } from '../../../../nodes/NextMatter/run/reads/waitFailures';

const failure: Failure = {
	message: 'Step 5001 is not active',
	remedy: 'Check the step.',
	certainty: 'rejected',
	details: { stepId: 5001 },
};

describe('having waited in vain', () => {
	it.each([
		[0, 'Waited 0 seconds for it. Check the step.'],
		[1499, 'Waited 1 second for it. Check the step.'],
		[1500, 'Waited 2 seconds for it. Check the step.'],
	])('for %i ms is told before the remedy, and changes nothing else', (ms, remedy) => {
		expect(waitTimedOut(failure, ms, 'for it')).toEqual({
			kind: 'failed',
			failure: { ...failure, remedy },
		});
	});
});

describe('a wait that was cut short', () => {
	it.each([
		['stopped', "the execution was stopped before this item's turn"],
		['paused', 'the required pause is longer than the node may wait'],
	] as const)('because the run is %s is told with its reason', (reason, words) => {
		expect(waitInterrupted(failure, reason, 'for it to become active')).toEqual({
			kind: 'failed',
			failure: {
				...failure,
				remedy: `Waiting for it to become active was cut short: ${words}. Check the step.`,
			},
		});
	});

	it('because of another item is no failure of its own', () => {
		const result = waitInterrupted(failure, 'siblingFailed', 'for it');
		expect(result).toMatchObject({ kind: 'failed', failure: { isConsequence: true } });
	});
});
