import type { IDataObject } from 'n8n-workflow';
import { outlineOf } from '../../../api/instance/stepOutline';
import { readBoolean } from '../../../input/choices';
import { readId } from '../../../input/ids';
import { isRecord } from '../../../input/isRecord';
import { workflowPath } from '../../../api/paths';
import { reading } from '../../../api/reading';
import type { Operation, Plan } from '../../types';
import { getWorkflowDescription } from './description';

interface GetWorkflowPlan extends Plan {
	readonly workflowId: number;
	readonly simplify: boolean;
}

/** `GET /processes/{id}/`: known from third-party code only, so its answer is read tolerantly. */
export const get: Operation<GetWorkflowPlan> = {
	...getWorkflowDescription,
	prepare(parameter) {
		const workflowId = readId('workflow', parameter('workflowId'));
		return {
			workflowId,
			simplify: readBoolean('Simplify', parameter('simplify')),
			request: { method: 'GET', path: workflowPath(workflowId) },
			idempotency: 'safe',
			...reading('workflow', workflowId),
			howToVerify: '',
			expectedBody: 'the workflow',
			remedyByStatus: {
				404: 'Check the workflow ID, and that the user of the API key can see the workflow',
			},
			fieldLabels: [],
			details: { workflowId },
		};
	},
	present({ workflowId, simplify }, body) {
		if (!isRecord(body) || !isWorkflow(body, workflowId)) return undefined;
		return simplify ? simplifyWorkflow(workflowId, body) : body;
	},
};

/** By its ID or, where it has none, by its name or its steps: some servers answer 200 with an error in it. */
function isWorkflow(body: IDataObject, workflowId: number): boolean {
	if ('id' in body) return Number(body.id) === workflowId;
	return 'name' in body || 'title' in body || outlineOf(body).length > 0;
}

/**
 * An empty list of steps says that none was recognized. What may be chosen is among it because only what
 * is spelled like that can be filled in.
 */
function simplifyWorkflow(id: number, workflow: IDataObject): IDataObject {
	const steps = outlineOf(workflow).map((step) => ({
		id: step.id,
		name: step.name ?? null,
		form_fields: step.fields.map(({ name, type, ...field }) => ({
			id: field.id,
			name: name ?? null,
			type: type ?? null,
			...(field.required && { required: true }),
			...(field.options && { options: [...field.options] }),
		})),
	}));
	return { id, name: workflow.name ?? workflow.title ?? null, steps };
}
