import { isInstance } from '../../../api/instance/instance';
import type { ApiRequest, Reply } from '../../../api/types';
import { readId } from '../../../input/ids';
import { isRecord } from '../../../input/isRecord';
import type { Operation } from '../../types';
import { instanceReplay } from '../replay';
import { presentInstance } from '../simplify';
import { contradictionIn } from './contradiction';
import { updateDescription } from './description';
import { prepareUpdate, type UpdatePlan } from './prepare';

/** `PUT /instances/{id}/` with what `GET` has shown and the changes in it; answers with the instance. */
export const update: Operation<UpdatePlan> = {
	...updateDescription,
	orderingKey: (parameter) => String(readId('instance', parameter('instanceId'))),
	prepare: prepareUpdate,
	present: ({ instanceId, simplify, changes }, body) =>
		isInstance(body, instanceId) && Object.keys(changes).some((key) => key in body)
			? presentInstance(body, simplify)
			: undefined,
	retryWith: leaveNameOut,
	contradiction: contradictionIn,
	replay: instanceReplay,
};

/** A workflow that names its instances itself refuses a name, even the one that it has given. */
function leaveNameOut(
	{ changes }: UpdatePlan,
	request: ApiRequest,
	rejection: Reply,
): ApiRequest | undefined {
	const { name, ...rest } = request.body ?? {};
	const mayHelp = isAboutName(rejection) && name !== undefined && !('name' in changes);
	return mayHelp ? { ...request, body: rest } : undefined;
}

/** Only messages under the key `name` count: others may merely contain the word. */
function isAboutName(reply: Reply): boolean {
	if (reply.kind !== 'answer' || reply.status !== 400 || reply.body.form !== 'json') return false;
	const { value } = reply.body;
	return isRecord(value) && [value.name].flat().some(Boolean);
}
