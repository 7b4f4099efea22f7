import type { IDataObject } from 'n8n-workflow';
import { isInstance } from '../../../api/instance/instance';
import { bodyOf } from '../../../api/replies';
import { plainValue } from '../../../formFields/decode';
import { keyValues, namesOfFields, type FieldValue } from '../../../formFields/fieldValues';
import { instancePath } from '../../../api/paths';
import type { Ask, Operation } from '../../types';
import { prepareValues, type ValuesPlan } from './prepare';
import { findEntry } from './findEntry';
import { getInstanceValuesDescription } from './description';

/** `GET /processes/{id}/steps/{id}/actions/{id}/` for each form field, filtered to one instance. */
export const getInstanceValues: Operation<ValuesPlan> = {
	...getInstanceValuesDescription,
	prepare: prepareValues,
	// All is done by `gather`.
	present: () => undefined,
	async gather(plan, ask) {
		const { formFieldIds, instanceId } = plan;
		const entries = new Map<number, IDataObject | undefined>();
		for (const id of formFieldIds) {
			const found = await findEntry(plan, id, ask);
			if (found.kind === 'failed') return found;
			entries.set(id, found.entry);
		}
		const missing = formFieldIds.filter((id) => entries.get(id) === undefined);
		if (missing.length === formFieldIds.length) return { kind: 'failed', failure: noEntry(plan) };
		const names = plan.keying === 'byName' ? await readNames(plan, ask) : new Map<number, string>();
		const values = formFieldIds.map((id): FieldValue => {
			return { id, name: names.get(id), value: plainValue(entries.get(id)?.value) };
		});
		const [first] = [...entries.values()].filter((entry) => entry !== undefined);
		const json = {
			instance_id: instanceId,
			instance_name: first.instance_name ?? null,
			fields: keyValues(values, plan.keying),
		};
		return { kind: 'done', json, ...hintsAbout(plan, missing, names) };
	},
};

/** Names are a help, so without them the values are listed by their IDs. */
async function readNames({ instanceId }: ValuesPlan, ask: Ask): Promise<Map<number, string>> {
	const body = bodyOf(await ask({ method: 'GET', path: instancePath(instanceId) }));
	return isInstance(body, instanceId) ? namesOfFields(body.process_snapshot) : new Map();
}

function hintsAbout(
	{ formFieldIds, instanceId, keying }: ValuesPlan,
	missing: readonly number[],
	names: ReadonlyMap<number, string>,
): { hints?: string[] } {
	const nameless = keying === 'byName' ? formFieldIds.filter((id) => !names.has(id)) : [];
	const hints = [
		...(missing.length > 0
			? [
					`Next Matter has no value for ${nameFields(missing)} of instance ${instanceId}, so null is returned`,
				]
			: []),
		...(nameless.length > 0
			? [
					`No name was found for ${nameFields(nameless)}, so ${nameless.length > 1 ? 'the IDs are the keys' : 'the ID is the key'}`,
				]
			: []),
	];
	return hints.length > 0 ? { hints } : {};
}

function nameFields(ids: readonly number[]): string {
	return `form field${ids.length > 1 ? 's' : ''} ${ids.join(', ')}`;
}

function noEntry({ instanceId, workflowId, stepId, formFieldIds }: ValuesPlan) {
	return {
		message: `Next Matter has no value for ${nameFields(formFieldIds)} of instance ${instanceId}`,
		remedy: `Check that instance ${instanceId} belongs to workflow ${workflowId}, that the form fields belong to step ${stepId}, and that the user of the API key can see the instance`,
		certainty: 'rejected',
	} as const;
}
