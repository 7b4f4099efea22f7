import type { IDataObject } from 'n8n-workflow';
import { isInstance } from '../../../api/instance/instance';
import { readSnapshot } from '../../../api/instance/findInSnapshot';
import type { Keying } from '../../../formFields/fieldValues';
import { readBoolean } from '../../../input/choices';
import { readId } from '../../../input/ids';
import { isRecord } from '../../../input/isRecord';
import { instancePath } from '../../../api/paths';
import { reading } from '../../../api/reading';
import { hintsAboutValues, readKeying, withFieldValues, WITH_VALUES } from '../formFieldValues';
import { presentInstance } from '../simplify';
import type { Operation, Plan } from '../../types';
import { getDescription } from './description';

interface GetPlan extends Plan {
	readonly instanceId: number;
	readonly simplify: boolean;
	readonly keying?: Keying;
	/** Whether something was asked for that stands in the snapshot alone. */
	readonly withSnapshot: boolean;
}

/** `GET /instances/{id}/` */
export const get: Operation<GetPlan> = {
	...getDescription,
	prepare(parameter) {
		const instanceId = readId('instance', parameter('instanceId'));
		const given = parameter('options');
		const chosen = isRecord(given) ? given : {};
		const keying = readKeying(parameter);
		const withValues = readBoolean('Include Form Field Values', chosen.includeValues ?? false);
		const withTimes = readBoolean('Include Step Times', chosen.includeTimes ?? false);
		return {
			instanceId,
			simplify: readBoolean('Simplify', parameter('simplify')),
			...(keying && { keying }),
			withSnapshot: withValues || withTimes,
			request: {
				method: 'GET',
				path: instancePath(instanceId),
				query: {
					...((withValues || keying) && WITH_VALUES),
					...(withTimes && { steps_time_frame: 'true' }),
				},
			},
			idempotency: 'safe',
			...reading('instance', instanceId),
			howToVerify: '',
			fieldLabels: [],
			details: { instanceId },
		};
	},
	hintsFor: hintsAboutValues,
	present({ instanceId, keying, simplify, withSnapshot }, body) {
		if (!isInstance(body, instanceId)) return undefined;
		const json = withFieldValues(presentInstance(body, simplify), body, keying);
		return simplify && withSnapshot ? { ...json, process_snapshot: snapshotOf(body) } : json;
	},
};

/** As an object, so that expressions can reach into it; as it is where it cannot be read. */
function snapshotOf({ process_snapshot: snapshot }: IDataObject): IDataObject['snapshot'] {
	const read = readSnapshot(snapshot);
	return isRecord(read) ? read : snapshot;
}
