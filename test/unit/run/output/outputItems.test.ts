import type { Failure } from '../../../../nodes/NextMatter/api/types';
import { failureDetails } from '../../../../nodes/NextMatter/run/outcomes';
import { toOutputItems } from '../../../../nodes/NextMatter/run/output/outputItems';

const failure: Failure = {
	message: 'Next Matter refused',
	remedy: 'Check the step',
	certainty: 'rejected',
	statusCode: 400,
	apiMessages: ['No.'],
	details: { instanceId: 9001, stepId: 5001 },
};

describe('toOutputItems', () => {
	it('puts out what was done, paired with its item', () => {
		expect(toOutputItems({ kind: 'done', json: { id: 9001 } }, 2)).toEqual([
			{ json: { id: 9001 }, pairedItem: { item: 2 } },
		]);
	});

	it('puts out a failure in the one shape that n8n takes for an error item', () => {
		expect(toOutputItems({ kind: 'failed', failure }, 2)).toEqual([
			{
				json: {
					error: 'Next Matter refused [item 2]',
					details: failureDetails(failure, 2),
				},
				pairedItem: { item: 2 },
			},
		]);
	});

	it('puts out the files of each item with it, and says nothing of files where there are none', () => {
		const file = { data: 'QUJD', mimeType: 'text/plain' };
		const json = [{ id: 1 }, { id: 2 }];
		expect(toOutputItems({ kind: 'done', json, files: [{ data: file }] }, 0)).toEqual([
			{ json: { id: 1 }, binary: { data: file }, pairedItem: { item: 0 } },
			{ json: { id: 2 }, pairedItem: { item: 0 } },
		]);
	});

	it('puts out several, each paired with the item that they come from', () => {
		expect(toOutputItems({ kind: 'done', json: [{ id: 1 }, { id: 2 }] }, 2)).toEqual([
			{ json: { id: 1 }, pairedItem: { item: 2 } },
			{ json: { id: 2 }, pairedItem: { item: 2 } },
		]);
		expect(toOutputItems({ kind: 'done', json: [] }, 2)).toEqual([]);
	});
});
