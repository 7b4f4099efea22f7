import type { IDataObject } from 'n8n-workflow';
import { fieldValuesOf, keyValues, type Keying } from '../../formFields/fieldValues';
import type { Attempt, Failure } from '../../api/types';
import { readChoice } from '../../input/choices';
import { isRecord } from '../../input/isRecord';
import { explainReply } from '../../api/errors/explainReply';
import { idOfInstance, isInstance } from '../../api/instance/instance';
import { bodyOf, isSuccess } from '../../api/replies';
import { instancePath } from '../../api/paths';
import type { Ask, Done, FollowUp, ParameterReader, Plan } from '../types';

/** The query that makes the API put the values into the snapshot of an instance. */
export const WITH_VALUES = { inject_values: 'true' } as const;

/** @returns undefined when the values are not wanted. @throws InputError */
export function readKeying(parameter: ParameterReader): Keying | undefined {
	const choice = readChoice('Form Field Values', parameter('formFieldValues') ?? 'none', [
		'byId',
		'byName',
		'none',
	]);
	return choice === 'none' ? undefined : choice;
}

/**
 * @param json the output for the instance so far
 * @param instance as the API sent it, read with its values
 * @returns the output with `fields`; where no form field is recognized in the snapshot, with the
 * snapshot as it is, so that nothing is lost
 */
export function withFieldValues(
	json: IDataObject,
	instance: IDataObject,
	keying: Keying | undefined,
): IDataObject {
	if (!keying) return json;
	const values = fieldValuesOf(instance.process_snapshot);
	const fields = keyValues(values, keying);
	return values.length > 0
		? { ...json, fields }
		: { ...json, fields, process_snapshot: instance.process_snapshot ?? null };
}

interface KeyedPlan extends Plan {
	readonly keying?: Keying;
}

/** For answers that hold no values: each instance in the output is read once more. */
export const readValuesAfter: FollowUp<KeyedPlan> = {
	isWanted: ({ keying }) => keying !== undefined,
	async read({ keying }, outcome, ask) {
		const entries = [outcome.json].flat();
		const found = await inParallel(entries, async (json) => await addValues(json, keying, ask));
		const whole: IDataObject[] = [];
		for (const one of found) {
			if ('failure' in one) return { kind: 'failed', failure: one.failure };
			whole.push(one.json);
		}
		return { ...outcome, json: Array.isArray(outcome.json) ? whole : whole[0] };
	},
	without: (outcome): Done => {
		const without = [outcome.json].flat().map((json) => ({ ...json, fields: null }));
		return { ...outcome, json: Array.isArray(outcome.json) ? without : without[0] };
	},
};

/** That nothing was recognized is reported, as it may be taken for nothing entered. */
export function hintsAboutValues({ keying }: KeyedPlan, json: IDataObject): readonly string[] {
	const { fields, id = idOfInstance(json) } = json;
	const isUnknown = keying && isRecord(fields) && Object.keys(fields).length === 0;
	return isUnknown
		? [
				`No form field was recognized in instance ${String(id)}, so 'fields' is empty and 'process_snapshot' is returned as it is`,
			]
		: [];
}

type WithValues = { readonly json: IDataObject } | { readonly failure: Failure };

const WITHOUT_ID: Failure = {
	message: 'Next Matter sent an instance without an ID, so its form field values could not be read',
	remedy: "Set 'Form Field Values' to None, or read the instances one by one with 'Get'",
	certainty: 'rejected',
};

async function addValues(
	json: IDataObject,
	keying: Keying | undefined,
	ask: Ask,
): Promise<WithValues> {
	const instanceId = idOfInstance(json);
	if (instanceId === undefined) return { failure: WITHOUT_ID };
	const reply = await ask({ method: 'GET', path: instancePath(instanceId), query: WITH_VALUES });
	const body = bodyOf(reply);
	if (isSuccess(reply) && isInstance(body, instanceId)) {
		return { json: withFieldValues(json, body, keying) };
	}
	const attempt: Attempt = {
		action: `read the form field values of instance ${instanceId}`,
		subject: { kind: 'instance', id: instanceId },
		idempotency: 'safe',
		howToVerify: '',
		fieldLabels: [],
	};
	return { failure: explainReply(reply, attempt) };
}

/** The rate limiter decides how many are under way; this only avoids queueing all at once. */
const MAX_WAITING = 100;

/** Starts nothing more once something has failed. @returns in the order of the entries, as far as it got */
async function inParallel(
	entries: readonly IDataObject[],
	work: (json: IDataObject) => Promise<WithValues>,
): Promise<WithValues[]> {
	const results: WithValues[] = [];
	let next = 0;
	let hasFailed = false;
	async function worker(): Promise<void> {
		while (next < entries.length && !hasFailed) {
			const place = next;
			next += 1;
			results[place] = await work(entries[place]);
			hasFailed ||= 'failure' in results[place];
		}
	}
	await Promise.all(Array.from({ length: Math.min(MAX_WAITING, entries.length) }, worker));
	return results;
}
