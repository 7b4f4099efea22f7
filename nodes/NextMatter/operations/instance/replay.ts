import type { IDataObject } from 'n8n-workflow';
import { idOfInstance, isInstance } from '../../api/instance/instance';
import { instancePath } from '../../api/paths';
import type { Plan, Replay } from '../types';
import { simplifyInstance } from './simplify';

/** A returned instance can be read again, so it is enough to store its ten most useful details. */
export const instanceReplay: Replay<Plan> = {
	brief: (json) => ('process_snapshot' in json ? gistOf(json) : json),
	request(plan, brief) {
		const id = idOf(plan, brief);
		return id === undefined ? undefined : { method: 'GET', path: instancePath(id) };
	},
	isSame: (plan, brief, body) => isInstance(body, idOf(plan, brief)),
};

function gistOf(json: IDataObject): IDataObject {
	const { step_outcome: outcome } = json;
	return { ...simplifyInstance(json), ...(outcome !== undefined && { step_outcome: outcome }) };
}

function idOf({ details }: Plan, brief: IDataObject): number | undefined {
	return idOfInstance({ ...brief, id: brief.id ?? idOfInstance(brief) ?? details.instanceId });
}
