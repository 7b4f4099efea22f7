import type { IDataObject } from 'n8n-workflow';
import { entriesOf, nextPageOf } from '../../../api/pagination';
import type { Keying } from '../../../formFields/fieldValues';
import { readBoolean, readChoice } from '../../../input/choices';
import { readId } from '../../../input/ids';
import { isRecord } from '../../../input/isRecord';
import { readFilters } from '../../lists/filters';
import { readLimit, readSteadily } from '../../lists/limits';
import { workflowPath } from '../../../api/paths';
import { hintsAboutValues, readKeying, readValuesAfter } from '../formFieldValues';
import { simplifyInstance } from '../simplify';
import type { Operation, Plan } from '../../types';
import { getAllDescription, ORDERS } from './description';

interface GetAllPlan extends Plan {
	readonly simplify: boolean;
	readonly keying?: Keying;
}

/** `GET /processes/{id}/instances/`, page by page. */
export const getAll: Operation<GetAllPlan> = {
	...getAllDescription,
	prepare(parameter, { timeZone }) {
		const workflowId = readId('workflow', parameter('workflowId'));
		const { limit, query } = readLimit(parameter);
		const keying = readKeying(parameter);
		return {
			...(keying && { keying }),
			simplify: readBoolean('Simplify', parameter('simplify')),
			...(limit !== undefined && { limit }),
			request: {
				method: 'GET',
				path: `${workflowPath(workflowId)}instances/`,
				query: {
					...readFilters(parameter('filters'), timeZone),
					...readSteadily(readOrdering(parameter('options')), limit),
					...query,
				},
			},
			idempotency: 'safe',
			action: `list the instances of workflow ${workflowId}`,
			howToVerify: '',
			subject: { kind: 'workflow', id: workflowId },
			expectedBody: 'a list of instances',
			expects: 'list',
			remedyByStatus: {
				400: 'Check the filters of this item',
				404: 'Check the workflow ID, and that the user of the API key can see the workflow',
			},
			fieldLabels: [],
			details: { workflowId },
		};
	},
	present: ({ simplify }, body) =>
		entriesOf(body)?.map((entry) => (simplify ? simplifyListed(entry) : entry)),
	nextPage: ({ request }, body) => nextPageOf(request, body),
	followUp: readValuesAfter,
	hintsFor: hintsAboutValues,
};

function readOrdering(given: unknown): Record<string, string> {
	const { sortBy, sortDirection }: IDataObject = isRecord(given) ? given : {};
	if (sortBy === undefined) return {};
	const order = readChoice(
		'Sort By',
		sortBy,
		ORDERS.map(([value]) => value),
	);
	const direction = readChoice('Sort Direction', sortDirection ?? 'ascending', [
		'ascending',
		'descending',
	]);
	return { ordering: direction === 'ascending' ? order : `-${order}` };
}

/** One version of the list shows no times to tell the status from, but the status itself. */
function simplifyListed(entry: IDataObject): IDataObject {
	const { status } = entry;
	const simplified = simplifyInstance(entry);
	return typeof status === 'string' ? { ...simplified, status } : simplified;
}
