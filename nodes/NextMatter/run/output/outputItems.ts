import type { INodeExecutionData } from 'n8n-workflow';
import { failureDetails, itemTag, type Outcome } from '../outcomes';

/**
 * What one item puts out, linked to it. Of an error item n8n recognizes just this shape: with any key
 * but `error` and `details` it would leave by the success output, and with a real error beside `json`
 * it would lose the details and the JSON of the input item.
 */
export function toOutputItems(outcome: Outcome, itemIndex: number): INodeExecutionData[] {
	const json =
		outcome.kind === 'done'
			? outcome.json
			: {
					error: `${outcome.failure.message} ${itemTag(itemIndex)}`,
					details: failureDetails(outcome.failure, itemIndex),
				};
	const files = outcome.kind === 'done' ? (outcome.files ?? []) : [];
	return [json].flat().map((one, place) => ({
		json: one,
		...(files[place] && { binary: files[place] }),
		pairedItem: { item: itemIndex },
	}));
}
