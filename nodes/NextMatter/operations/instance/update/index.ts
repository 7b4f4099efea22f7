import { isInstance } from '../../../api/instances';
import type { ApiRequest, Failure } from '../../../api/types';
import { readId } from '../../../input/ids';
import type { Operation } from '../../types';
import { presentInstance } from '../simplify';
import { updateProperties } from './description';
import { prepareUpdate, type UpdatePlan } from './prepare';

/** `PUT /instances/{id}/` with what `GET` has shown and the changes in it; answers with the instance. */
export const update: Operation<UpdatePlan> = {
	option: {
		name: 'Update',
		value: 'update',
		description: 'Change the name, deadline, priority or tags of an instance',
		action: 'Update instance',
	},
	properties: updateProperties,
	options: [],
	lane: (parameter) => String(readId('instance', parameter('instanceId'))),
	prepare: prepareUpdate,
	present: ({ instanceId, simplify }, body) =>
		isInstance(body, instanceId) ? presentInstance(body, simplify) : undefined,
	amend: leaveNameOut,
};

/** A workflow that names its instances itself refuses a name, even the one that it has given. */
function leaveNameOut(
	{ changes }: UpdatePlan,
	request: ApiRequest,
	{ statusCode, apiMessages = [] }: Failure,
): ApiRequest | undefined {
	const isAboutName = apiMessages.some((message) => /\bname\b/i.test(message));
	const { name, ...rest } = request.body ?? {};
	const mayHelp = statusCode === 400 && isAboutName && name !== undefined && !('name' in changes);
	return mayHelp ? { ...request, body: rest } : undefined;
}
