import { isRecord } from '../../input/isRecord';
import { readId } from '../../input/ids';
import type { ApiRequest } from '../../api/types';
import type { ParameterReader, Plan } from '../types';

/** What is done to instances by their IDs alone. */
export interface IdPlan extends Plan {
	readonly instanceId: number;
}

interface ActionById {
	/** e.g. `stop`. */
	readonly verb: string;
	readonly path: string;
	/** What a good answer holds. */
	readonly expectedBody: string;
	readonly howToVerify: (id: number) => string;
	readonly remedyByStatus: Plan['remedyByStatus'];
}

/** No limit is documented; as many as the API puts on one page of a list. */
export const MAX_IDS = 500;

/** Reads the instance of one item. @throws InputError */
export function prepareById(
	parameter: ParameterReader,
	{ verb, path, expectedBody, howToVerify, remedyByStatus }: ActionById,
): IdPlan {
	const instanceId = readId('instance', parameter('instanceId'));
	return {
		instanceId,
		request: { method: 'POST', path, body: { ids: [instanceId] } },
		// Both can be done only once; a second request for it would be refused.
		idempotency: 'nonIdempotent',
		action: `${verb} instance ${instanceId}`,
		subject: { kind: 'instance', id: instanceId },
		expectedBody,
		howToVerify: howToVerify(instanceId),
		remedyByStatus,
		fieldLabels: [],
		details: { instanceId },
	};
}

/** One request for all of them, each instance once. */
export function joinIds(plans: readonly IdPlan[]): ApiRequest {
	const ids = [...new Set(plans.map(({ instanceId }) => instanceId))];
	return { ...plans[0].request, body: { ids } };
}

/** Whether an answer repeats the ID. */
export function isNamedIn(body: unknown, id: number): boolean {
	return isRecord(body) && Array.isArray(body.ids) && body.ids.map(Number).includes(id);
}
