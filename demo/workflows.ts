/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- the demo is a command line tool; it never ships */
import { readFileSync } from 'node:fs';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { WorkflowFile } from '../test/engine';
import { UsageError } from './arguments';

export const OUR_TYPE = 'n8n-nodes-nextmatter.nextMatter';
export const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';
export const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
const RUNNABLE = [
	OUR_TYPE,
	'n8n-nodes-base.convertToFile',
	MANUAL_TRIGGER,
	'n8n-nodes-base.noOp',
	'n8n-nodes-base.set',
];

/** @throws UsageError when the file is no workflow that can be run here */
export function readWorkflow(path: string): WorkflowFile {
	const content = readJsonFile(path);
	if (!isWorkflow(content)) {
		throw new UsageError(`${path} is not a workflow that was exported from n8n.`);
	}
	const { nodes, pinData = {} } = content;
	const foreign = nodes.find(
		({ name, type }) => ![...RUNNABLE, STICKY_NOTE].includes(type) && !pinData[name],
	);
	if (foreign) {
		throw new UsageError(
			`${path} uses the node type ${foreign.type}, which cannot be run here, only in n8n. ` +
				'Next Matter, Manual Trigger, Edit Fields (JSON), Convert to File and No Operation can, and any node with pinned data; --input FILE gives them any items.',
		);
	}
	return content;
}

function isWorkflow(content: unknown): content is WorkflowFile {
	if (!isObject(content)) return false;
	const { nodes, connections } = content;
	const isNode = (node: unknown) =>
		isObject(node) &&
		[node.name, node.type].every((value) => typeof value === 'string') &&
		isObject(node.parameters);
	return Array.isArray(nodes) && nodes.every(isNode) && isObject(connections);
}

/** @throws UsageError when the file holds no list of items */
export function readItems(path: string): INodeExecutionData[] {
	const content = readJsonFile(path);
	if (!Array.isArray(content) || content.length === 0 || !content.every(isObject)) {
		throw new UsageError(`${path} is not a list of objects, such as [{"instanceId": 9001}].`);
	}
	return content.map((entry) => ({ json: isWrapped(entry) ? entry.json : entry }));
}

function isWrapped(entry: IDataObject): entry is { json: IDataObject } {
	return isObject(entry.json) && Object.keys(entry).every((key) => WRAPPING_KEYS.includes(key));
}

const WRAPPING_KEYS = ['json', 'pairedItem', 'binary'];

function readJsonFile(path: string): unknown {
	try {
		const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
		return content;
	} catch (error) {
		throw new UsageError(
			error instanceof SyntaxError ? `${path} is not JSON.` : `${path} cannot be read.`,
		);
	}
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Notes are nodes without a type to run; n8n's server leaves them out as well. */
export function withoutNotes(workflow: WorkflowFile): WorkflowFile {
	return { ...workflow, nodes: workflow.nodes.filter(({ type }) => type !== STICKY_NOTE) };
}

/** First sentence below the heading of the first note. */
export function summaryOf({ nodes }: WorkflowFile): string {
	const note = nodes.find(({ type }) => type === STICKY_NOTE)?.parameters.content;
	const text = String(note ?? '')
		.replace(/^#.*$/gm, '')
		.trim();
	return /^[^]*?\.(?=\s|$)/.exec(text)?.[0] ?? text;
}

/** What the start node puts out. */
export function pinnedItems({ nodes, pinData = {} }: WorkflowFile): IDataObject[] {
	const start = nodes.find(({ type }) => type === MANUAL_TRIGGER);
	return (pinData[start?.name ?? ''] ?? []).map(({ json }) => json);
}
