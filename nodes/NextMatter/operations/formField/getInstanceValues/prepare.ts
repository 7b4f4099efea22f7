import { MAX_PAGE_SIZE } from '../../../api/pagination';
import type { Keying } from '../../../formFields/fieldValues';
import { readChoice } from '../../../input/choices';
import { readId } from '../../../input/ids';
import { readIds } from '../../../input/lists';
import { InputError } from '../../../input/inputError';
import type { ParameterReader, Plan } from '../../types';
import { valuesPath } from '../valuesOfField';

export interface ValuesPlan extends Plan {
	readonly workflowId: number;
	readonly instanceId: number;
	readonly stepId: number;
	readonly formFieldIds: readonly number[];
	readonly keying: Keying;
}

/** Each of them is a request, and Next Matter answers these slowly. */
const MAX_FIELDS = 100;

/** Reads what was typed for one item. @throws InputError */
export function prepareValues(parameter: ParameterReader): ValuesPlan {
	const workflowId = readId('workflow', parameter('workflowId'));
	const instanceId = readId('instance', parameter('instanceId'));
	const stepId = readId('step', parameter('stepId'));
	const ids = readIds('Form Fields', parameter('formFieldIds'), 'form field');
	const formFieldIds = [...new Set(ids)].map(Number);
	if (formFieldIds.length > MAX_FIELDS) {
		throw new InputError(
			`'Form Fields' has ${formFieldIds.length} values`,
			`Enter at most ${MAX_FIELDS}: each takes one request. 'Instance > Get' reads all form fields at once`,
		);
	}
	const keying = readChoice('Field Keys', parameter('fieldKeys'), ['byId', 'byName']);
	return {
		workflowId,
		instanceId,
		stepId,
		formFieldIds,
		keying,
		request: requestFor({ workflowId, instanceId, stepId, formFieldId: formFieldIds[0] }),
		idempotency: 'safe',
		action: `read the values of instance ${instanceId}`,
		howToVerify: '',
		expectedBody: 'a list of values',
		remedyByStatus: {
			400: 'Check the IDs of this item',
			404: 'Check the IDs of the workflow, the step and the form fields, and that the user of the API key can see the workflow',
		},
		fieldLabels: [],
		details: { workflowId, instanceId, stepId },
	};
}

interface Place {
	readonly workflowId: number;
	readonly instanceId: number;
	readonly stepId: number;
	readonly formFieldId: number;
}

export function requestFor({ instanceId, ...place }: Place) {
	// In case the API ignores the filter.
	const query = { instance_ids: String(instanceId), page_size: String(MAX_PAGE_SIZE) };
	return { method: 'GET', path: valuesPath(place), query } as const;
}
