import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { entriesOf, nextPageOf } from '../../../api/pages';
import type { Keying } from '../../../formFields/fieldValues';
import { readBoolean, readChoice } from '../../../input/choices';
import { readId } from '../../../input/ids';
import { isRecord } from '../../../input/isRecord';
import { filtersProperty, readFilters } from '../../lists/filters';
import { limitProperties, readLimit, readSteadily } from '../../lists/limits';
import { workflowLocator } from '../../locators';
import { workflowPath } from '../../paths';
import {
	formFieldValuesProperty,
	hintsAboutValues,
	readKeying,
	readValuesAfter,
} from '../formFieldValues';
import { simplifyInstance } from '../simplify';
import { outputProperties } from '../../output';
import type { Operation, Plan } from '../../types';

interface GetAllPlan extends Plan {
	readonly simplify: boolean;
	readonly keying?: Keying;
}

/** By the API's words. */
const ORDERS = [
	['deadline', 'Deadline'],
	['ended_time', 'Ended Time'],
	['name', 'Name'],
	['priority', 'Priority'],
	['progress', 'Progress'],
	['total_runtime', 'Runtime'],
	['started_time', 'Started Time'],
	['status', 'Status'],
	['last_updated_time', 'Updated Time'],
] as const;

const options: readonly INodeProperties[] = [
	{
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'options',
		options: ORDERS.map(([value, name]) => ({ name, value })),
		default: 'started_time',
	},
	{
		displayName: 'Sort Direction',
		name: 'sortDirection',
		type: 'options',
		options: [
			{ name: 'Ascending', value: 'ascending' },
			{ name: 'Descending', value: 'descending' },
		],
		default: 'ascending',
		description: 'Matters only together with Sort By',
	},
];

/** `GET /processes/{id}/instances/`, page by page. */
export const getAll: Operation<GetAllPlan> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		description: 'Get many instances',
		action: 'Get many instances',
	},
	properties: [
		workflowLocator,
		...limitProperties,
		filtersProperty,
		formFieldValuesProperty,
		...outputProperties,
	],
	options,
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
			expectedBody: 'a list of instances',
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
