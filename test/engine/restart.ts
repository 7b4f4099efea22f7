import type { IRun, IRunExecutionData, Workflow } from 'n8n-workflow';

/**
 * The data of a failed execution, made ready as n8n's list of executions does for "Retry with currently
 * saved workflow": what the nodes keep stays, the failed run goes, and nodes are taken from the workflow.
 */
export function dataForRestart({ data }: IRun, workflow: Workflow): IRunExecutionData {
	// Between the executions it is a text in the database.
	const again = JSON.parse(JSON.stringify(data)) as IRunExecutionData;
	const { lastNodeExecuted = '', runData } = again.resultData;
	delete again.resultData.error;
	if (runData[lastNodeExecuted]?.at(-1)?.error) runData[lastNodeExecuted].pop();
	for (const entry of again.executionData?.nodeExecutionStack ?? []) {
		const node = workflow.getNode(entry.node.name);
		if (!node) throw new Error(`The workflow has no node ${entry.node.name} any more`);
		entry.node = node;
	}
	return again;
}
