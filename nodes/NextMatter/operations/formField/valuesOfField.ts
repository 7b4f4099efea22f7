import { workflowPath } from '../../api/paths';

/** By their IDs. */
interface Place {
	readonly workflowId: number;
	readonly stepId: number;
	readonly formFieldId: number;
}

/** The one documented path to what was entered into a form field. */
export function valuesPath({ workflowId, stepId, formFieldId }: Place): string {
	return `${workflowPath(workflowId)}steps/${stepId}/actions/${formFieldId}/`;
}
