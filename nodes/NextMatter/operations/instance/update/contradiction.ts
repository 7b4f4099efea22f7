import type { IDataObject } from 'n8n-workflow';
import { workflowIdOf } from '../../../api/instance/instance';
import { readMoment } from '../../../api/moments';
import type { ApiRequest, Failure } from '../../../api/types';
import { isRecord } from '../../../input/isRecord';
import { quote } from '../../../input/inputError';
import type { UpdatePlan } from './prepare';

/** What users call the keys that can be compared, and what makes two values of them the same. */
const COMPARED: ReadonlyArray<readonly [key: string, label: string, same: Same]> = [
	['process', 'Workflow', by((url) => workflowIdOf({ process: url }) ?? url)],
	['name', 'Name', by((value) => asText(value ?? ''))],
	['deadline', 'Deadline', isSameTime],
	['priority', 'Priority', by((value) => value || null)],
	['tags', 'Tags', by(asTags)],
];

type Same = (sent: unknown, shown: unknown) => boolean;

/**
 * Holds the instance that an update answers with against what was sent: the changes, and what was to
 * stay. What the answer does not show proves nothing.
 */
export function contradictionIn(
	{ instanceId, changes, howToVerify, details }: UpdatePlan,
	{ body: sent = {} }: ApiRequest,
	shown: unknown,
): Failure | undefined {
	if (!isRecord(shown)) return undefined;
	const differences = COMPARED.flatMap(([key, label, isSame]) => {
		if (!(key in sent) || shown[key] === undefined || isSame(sent[key], shown[key])) return [];
		const verb = key in changes ? 'was set to' : 'should have stayed';
		return [`'${label}' is ${quote(shown[key])}, but ${verb} ${quote(sent[key])}`];
	});
	if (differences.length === 0) return undefined;
	return {
		message: `Next Matter updated instance ${instanceId}, but not as asked: ${differences.join('; ')}`,
		remedy: `${howToVerify} Someone else may have changed it at the same time, or Next Matter does not accept the value.`,
		certainty: 'unknown',
		// In full, so that what was lost can be restored.
		details: { ...details, shown: pick(shown), sent: pick(sent) },
	};
}

function pick(from: IDataObject): IDataObject {
	return Object.fromEntries(
		COMPARED.flatMap(([key]) => (from[key] === undefined ? [] : [[key, from[key]]])),
	);
}

function by(normalize: (value: unknown) => unknown): Same {
	return (sent, shown) => JSON.stringify(normalize(sent)) === JSON.stringify(normalize(shown));
}

/** In any order, and with the comma-separated text that one page of the reference speaks of. */
function asTags(value: unknown): unknown {
	const tags: unknown[] = typeof value === 'string' ? value.split(',') : [value ?? []].flat();
	return [...new Set(tags.map(asText))].filter(Boolean).sort();
}

/** Some servers compose letters: what looks the same is the same. */
function asText(value: unknown): string {
	return String(value).normalize().trim();
}

const MINUTE_MS = 60_000;

/** A server may keep a time less exactly than it was given. */
function isSameTime(sent: unknown, shown: unknown): boolean {
	if (!sent || !shown || sent === shown) return sent === shown || (!sent && !shown);
	const [one, other] = [readMoment(sent), readMoment(shown)];
	return one !== undefined && other !== undefined && Math.abs(one.time - other.time) < MINUTE_MS;
}
