/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a command line tool; it never ships */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EXPECTATIONS } from '../../demo/expectations';
import type { WorkflowFile } from '../../test/engine';
import { DECISION_STEP_ID, type StandIn } from '../../test/standIn';

const EXAMPLES = path.resolve(__dirname, '../../examples');

/** @param file below examples/ */
export function readExample(file: string): WorkflowFile {
	return JSON.parse(readFileSync(path.join(EXAMPLES, file), 'utf8')) as WorkflowFile;
}

/** The example workflows. Each starts instances of its own, so they run as often as one likes. */
export function exampleWorkflows(): WorkflowFile[] {
	return EXPECTATIONS.map(({ file }) => readExample(file));
}

/** Puts the stand-in to its beginning: a few instances to try things on. */
export function createInstances(standIn: StandIn): void {
	standIn.reset();
	standIn.createInstance({ id: 9001, name: 'Laptop for Kim' });
	standIn.createInstance({ id: 9002, name: 'Coffee for the office' });
	standIn.createInstance({ id: 9003, name: 'Desks', startAtStepId: DECISION_STEP_ID });
}
