/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a tool of the repository; it never ships */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fitNote } from '../demo/notes';
import { STICKY_NOTE } from '../demo/workflows';
import type { WorkflowFile } from '../test/engine';

const EXAMPLES = path.resolve(__dirname, '../examples');
/** Between the notes and the nodes below them. */
const GAP = 60;

/** Makes the notes of all examples as high as their texts, and puts them above the nodes. */
for (const file of readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })) {
	if (!file.endsWith('.json')) continue;
	const whole = path.join(EXAMPLES, file);
	const workflow = JSON.parse(readFileSync(whole, 'utf8')) as WorkflowFile;
	const notes = workflow.nodes.filter(({ type }) => type === STICKY_NOTE);
	const others = workflow.nodes.filter(({ type }) => type !== STICKY_NOTE);
	const top = Math.min(...others.map(({ position: [, y] }) => y));
	for (const note of notes) {
		const { content, width } = note.parameters;
		const height = fitNote(String(content), Number(width));
		note.parameters.height = height;
		note.position[1] = top - GAP - height;
	}
	writeFileSync(whole, `${JSON.stringify(workflow, null, '\t')}\n`);
}
