import type { IDataObject } from 'n8n-workflow';
import { DEFAULT_BASE_URL } from '../../../api/credential';
import type { ApiRequest } from '../../../api/types';
import { readBoolean, readChoice } from '../../../input/choices';
import { readId } from '../../../input/ids';
import { isRecord } from '../../../input/isRecord';
import { atPlace, quote, InputError } from '../../../input/inputError';
import { INSTANCES_PATH, workflowPath } from '../../../api/paths';
import type { ParameterReader, Plan, ItemContext } from '../../types';
import { readDetails } from '../details';

export interface CreatePlan extends Plan {
	readonly workflowId: number;
	readonly simplify: boolean;
}

const REMEDIES = {
	400: "Check the workflow and the additional fields: a workflow that names its instances itself does not accept a name, and one with a step whose assignee is selected at the start needs step assignments. If the base URL leads through a gateway, set the option 'Workflow URL'.",
	403: 'In Next Matter, allow this user to start the workflow, or use the API key of someone who may',
} as const;

/** Reads what was typed for one item. @throws InputError */
export function prepareCreate(parameter: ParameterReader, { timeZone }: ItemContext): CreatePlan {
	const workflowId = readId('workflow', parameter('workflowId'));
	const given = parameter('additionalFields');
	const fields = isRecord(given) ? given : {};
	const details = readDetails(fields, timeZone);
	const assignments = readAssignments(fields.stepAssignments);
	const named = typeof details.name === 'string' ? ` named ${quote(details.name)}` : '';
	return {
		workflowId,
		simplify: readBoolean('Simplify', parameter('simplify')),
		request: {
			method: 'POST',
			path: INSTANCES_PATH,
			...naming(workflowId, parameter('options'), {
				...details,
				...(assignments.length > 0 && { step_assignments: assignments }),
			}),
		},
		idempotency: 'nonIdempotent',
		action: `start an instance of workflow ${workflowId}`,
		subject: { kind: 'workflow', id: workflowId },
		howToVerify: `Check in Next Matter whether workflow ${workflowId} has a new instance${named} before you run this item again.`,
		remedyByStatus: REMEDIES,
		fieldLabels: [],
		details: { workflowId },
	};
}

/**
 * The API names a workflow by its URL, and only the path of that has to be its own. A gateway may have
 * another path, which Next Matter does not know.
 */
function naming(
	workflowId: number,
	options: unknown,
	details: IDataObject,
): Pick<ApiRequest, 'body' | 'addresses'> {
	const { workflowUrl = 'baseUrl' }: IDataObject = isRecord(options) ? options : {};
	const path = workflowPath(workflowId);
	return readChoice('Workflow URL', workflowUrl, ['baseUrl', 'nextMatter']) === 'nextMatter'
		? { body: { process: `${DEFAULT_BASE_URL}${path}`, ...details } }
		: { body: { process: path, ...details }, addresses: ['process'] };
}

/**
 * @param given the parameter as n8n resolved it: `{ assignment: [row, …] }`. Of one expression for all
 * rows n8n leaves only that the field was added, so a field without a row is refused.
 */
function readAssignments(given: unknown): IDataObject[] {
	if (given === undefined) return [];
	const rows = isRecord(given) ? (given.assignment ?? []) : (given ?? []);
	if (Array.isArray(rows) && rows.length === 0) {
		throw new InputError(
			"'Step Assignments' has no rows",
			'Add a row for each step, or remove the field. n8n drops a single expression for all rows; use expressions inside the rows instead',
		);
	}
	if (!Array.isArray(rows)) {
		throw new InputError(
			`'Step Assignments' is ${quote(rows)}, which is not a list of rows`,
			'Add a row for each step assignment',
		);
	}
	return rows.map((row: unknown, index) => {
		const { stepId, userId }: IDataObject = isRecord(row) ? row : {};
		try {
			return { step_id: readId('step', stepId), user_id: readId('user', userId) };
		} catch (error) {
			throw atPlace(`Step Assignment ${index + 1}`, error);
		}
	});
}
