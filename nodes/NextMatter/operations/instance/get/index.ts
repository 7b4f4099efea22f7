import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isInstance } from '../../../api/instances';
import { readSnapshot } from '../../../api/snapshotWalk';
import type { Keying } from '../../../formFields/fieldValues';
import { readBoolean } from '../../../input/choices';
import { readId } from '../../../input/ids';
import { isRecord } from '../../../input/isRecord';
import { instanceProperties } from '../../locators';
import { instancePath } from '../../paths';
import {
	formFieldValuesProperty,
	hintsAboutValues,
	readKeying,
	withFieldValues,
	WITH_VALUES,
} from '../formFieldValues';
import { presentInstance } from '../simplify';
import { outputProperties } from '../../output';
import type { Operation, Plan } from '../../types';

interface GetPlan extends Plan {
	readonly instanceId: number;
	readonly simplify: boolean;
	readonly keying?: Keying;
	/** Whether something was asked for that stands in the snapshot alone. */
	readonly withSnapshot: boolean;
}

const options: readonly INodeProperties[] = [
	{
		displayName: 'Include Form Field Values',
		name: 'includeValues',
		type: 'boolean',
		default: false,
		description:
			'Whether to read what was entered into the form fields. Next Matter puts it into "process_snapshot".',
	},
	{
		displayName: 'Include Step Times',
		name: 'includeTimes',
		type: 'boolean',
		default: false,
		description:
			'Whether to read when steps were completed. Next Matter puts it into "process_snapshot".',
	},
];

/** `GET /instances/{id}/` */
export const get: Operation<GetPlan> = {
	option: {
		name: 'Get',
		value: 'get',
		description: 'Read an instance: its status, its active steps and more',
		action: 'Get instance',
	},
	properties: [...instanceProperties, formFieldValuesProperty, ...outputProperties],
	options,
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
			action: `read instance ${instanceId}`,
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
