import { isDictionary } from '../../input/records';
import { readId } from '../../input/ids';
import type { ApiRequest } from '../../api/types';
import type { ParameterReader, Plan } from '../types';

/** What is done to instances by their IDs alone. */
export interface IdPlan extends Plan {
	readonly instanceId: number;
}

interface Doing {
	/** e.g. `stop`. */
	readonly verb: string;
	readonly path: string;
	/** What a good answer holds. */
	readonly expected: string;
	readonly check: (id: number) => string;
	readonly advice: Plan['advice'];
}

/** No limit is documented; as many as the API puts on one page of a list. */
export const MAX_AT_ONCE = 500;

/** Reads the instance of one item. @throws Refusal */
export function prepareForAll(
	parameter: ParameterReader,
	{ verb, path, expected, check, advice }: Doing,
): IdPlan {
	const instanceId = readId('instance', parameter('instanceId'));
	return {
		instanceId,
		request: { method: 'POST', path, body: { ids: [instanceId] } },
		// Both can be done only once; a second request for it would be refused.
		nature: 'once',
		phrase: `${verb} instance ${instanceId}`,
		expected,
		check: check(instanceId),
		advice,
		fieldLabels: [],
		facts: { instanceId },
	};
}

/** One request for all of them, each instance once. */
export function joinIds(plans: readonly IdPlan[]): ApiRequest {
	const ids = [...new Set(plans.map(({ instanceId }) => instanceId))];
	return { ...plans[0].request, body: { ids } };
}

/** Whether an answer repeats the ID. */
export function isNamedIn(body: unknown, id: number): boolean {
	return isDictionary(body) && Array.isArray(body.ids) && body.ids.map(Number).includes(id);
}
