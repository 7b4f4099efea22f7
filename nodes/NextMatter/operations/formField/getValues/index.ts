import type { IDataObject } from 'n8n-workflow';
import { entriesOf, nextPageOf } from '../../../api/pagination';
import { plainValue } from '../../../formFields/decode';
import { readBoolean } from '../../../input/choices';
import { readId } from '../../../input/ids';
import { readFilters } from '../../lists/filters';
import { readLimit, readSteadily } from '../../lists/limits';
import type { Operation, Plan } from '../../types';
import { valuesPath } from '../valuesOfField';
import { getValuesDescription } from './description';

interface ValuesPlan extends Plan {
	readonly simplify: boolean;
}

/** `GET /processes/{id}/steps/{id}/actions/{id}/`, page by page. */
export const getValues: Operation<ValuesPlan> = {
	...getValuesDescription,
	prepare(parameter, { timeZone }) {
		const workflowId = readId('workflow', parameter('workflowId'));
		const stepId = readId('step', parameter('stepId'));
		const formFieldId = readId('form field', parameter('formFieldId'));
		const { limit, query } = readLimit(parameter);
		return {
			simplify: readBoolean('Simplify', parameter('simplify')),
			...(limit !== undefined && { limit }),
			request: {
				method: 'GET',
				path: valuesPath({ workflowId, stepId, formFieldId }),
				query: {
					...readFilters(parameter('filters'), timeZone),
					...readSteadily({}, limit),
					...query,
				},
			},
			idempotency: 'safe',
			action: `list the values of form field ${formFieldId} of workflow ${workflowId}`,
			howToVerify: '',
			expectedBody: 'a list of values',
			expects: 'list',
			remedyByStatus: {
				400: 'Check the filters of this item',
				404: 'Check the IDs of the workflow, the step and the form field, and that the user of the API key can see the workflow',
			},
			fieldLabels: [],
			details: { workflowId, stepId, formFieldId },
		};
	},
	present: ({ simplify }, body) =>
		entriesOf(body)?.map((entry) => (simplify ? simplifyEntry(entry) : entry)),
	nextPage: ({ request }, body) => nextPageOf(request, body),
};

function simplifyEntry({ instance_id, instance_name, value }: IDataObject): IDataObject {
	return {
		instance_id: instance_id ?? null,
		instance_name: instance_name ?? null,
		value: plainValue(value),
	};
}
