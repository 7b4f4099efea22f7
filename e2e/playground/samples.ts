/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a command line tool; it never ships */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EXPECTATIONS } from '../../demo/expectations';
import type { WorkflowFile } from '../../test/engine';
import type { StandIn } from '../../test/standIn';

const EXAMPLES = path.resolve(__dirname, '../../examples');

/** Each example gets instances of its own, so that running one does not spoil another. */
const STEP_BETWEEN_EXAMPLES = 100;

export function readExample(file: string): WorkflowFile {
	return JSON.parse(readFileSync(path.join(EXAMPLES, file), 'utf8')) as WorkflowFile;
}

/** The example workflows with instance IDs that `createInstances` provides. */
export function exampleWorkflows(): WorkflowFile[] {
	return EXPECTATIONS.map(({ file }, index) =>
		moveInstances(readExample(file), index * STEP_BETWEEN_EXAMPLES),
	);
}

function moveInstances(workflow: WorkflowFile, distance: number): WorkflowFile {
	const items = Object.entries(workflow.pinData ?? {}).map(([node, pinned]) => [
		node,
		pinned.map((item) => {
			const { instanceId } = item.json;
			return typeof instanceId === 'number'
				? { ...item, json: { ...item.json, instanceId: instanceId + distance } }
				: item;
		}),
	]);
	return { ...workflow, pinData: Object.fromEntries(items) as WorkflowFile['pinData'] };
}

/** Puts the stand-in to its beginning: all instances of the examples, as they were at first. */
export function createInstances(standIn: StandIn): void {
	standIn.reset();
	for (const [index, { before }] of EXPECTATIONS.entries()) {
		for (const [place, instance] of before.entries()) {
			standIn.createInstance({
				...instance,
				id: 9001 + index * STEP_BETWEEN_EXAMPLES + place,
			});
		}
	}
}
