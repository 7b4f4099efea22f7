import type { IDataObject } from 'n8n-workflow';
import type { RunResult, WorkflowFile } from '../test/engine';
import { OUR_TYPE } from './workflows';

/** Items that left a node to which nothing more is connected. */
export interface Branch {
	readonly node: string;
	/** Whether it is the error output itself; items behind it tell by what they hold. */
	readonly isErrorOutput: boolean;
	readonly items: readonly IDataObject[];
}

/** What a run came to, as far as it can be seen from outside of the server. */
export interface Outcome {
	readonly branches: readonly Branch[];
	/** Items that a Next Matter node could not do but let pass, as its "On Error" told it to. */
	readonly failed: number;
	/** The sentences with which the workflow stopped. */
	readonly stopped?: readonly string[];
}

export function readOutcome(workflow: WorkflowFile, result: RunResult): Outcome {
	const outputsOf = (node: string): IDataObject[][] => {
		const runs = result.run.data.resultData.runData[node] ?? [];
		const outputs: IDataObject[][] = [];
		for (const { data } of runs) {
			for (const [index, items] of (data?.main ?? []).entries()) {
				(outputs[index] ??= []).push(...(items ?? []).map(({ json }) => json));
			}
		}
		return outputs;
	};
	const ours = workflow.nodes.filter(({ type }) => type === OUR_TYPE);
	const failed = ours.flatMap(({ name }) => outputsOf(name).flat().filter(isErrorItem)).length;
	const branches = workflow.nodes.flatMap(({ name }) =>
		outputsOf(name).flatMap((items, index): Branch[] => {
			const isConnected = (workflow.connections[name]?.main?.[index] ?? []).length > 0;
			return isConnected ? [] : [{ node: name, isErrorOutput: index > 0, items }];
		}),
	);
	const { error } = result;
	const description = error && 'description' in error ? error.description : undefined;
	const sentences = error && [error.message, ...(description ? [description] : [])];
	return { branches, failed, stopped: sentences };
}

/** What the node makes of an item that it could not do. */
export function isErrorItem({ error, details }: IDataObject): boolean {
	return typeof error === 'string' && typeof details === 'object' && details !== null;
}
