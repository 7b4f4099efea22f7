import type { IDataObject } from 'n8n-workflow';
import { explainReply } from '../../../api/errors/explainReply';
import { entriesOf, nextPageOf } from '../../../api/pagination';
import { bodyOf, isSuccess } from '../../../api/replies';
import type { ApiRequest, Failure } from '../../../api/types';
import type { Ask } from '../../types';
import { requestFor, type ValuesPlan } from './prepare';

type Found =
	| { readonly kind: 'found'; readonly entry?: IDataObject }
	| { readonly kind: 'failed'; readonly failure: Failure };

/** Pages that are searched if the API ignores the filter: 5,000 instances. */
const MAX_PAGES = 10;

/** The entry of the instance in the list of a form field's values; entries of others mean nothing. */
export async function findEntry(plan: ValuesPlan, formFieldId: number, ask: Ask): Promise<Found> {
	const { instanceId } = plan;
	const action = `read form field ${formFieldId} of instance ${instanceId}`;
	const attempt = { ...plan, action, subject: undefined };
	let request: ApiRequest | undefined = requestFor({ ...plan, formFieldId });
	for (let pages = 1; request; pages += 1) {
		if (pages > MAX_PAGES) return { kind: 'failed', failure: tooMany(attempt.action) };
		const reply = await ask(request);
		const entries = isSuccess(reply) ? entriesOf(bodyOf(reply)) : undefined;
		if (!entries) return { kind: 'failed', failure: explainReply(reply, attempt) };
		const entry = entries.find(({ instance_id: id }) => Number(id) === instanceId);
		if (entry) return { kind: 'found', entry };
		request = nextPageOf(request, bodyOf(reply));
	}
	return { kind: 'found' };
}

function tooMany(action: string): Failure {
	return {
		message: `Next Matter answered the request to ${action} with the values of thousands of other instances`,
		remedy:
			"It seems to ignore the filter for a single instance. Use 'Instance > Get' with 'Form Field Values' instead",
		certainty: 'rejected',
	};
}
