import type { IDataObject } from 'n8n-workflow';
import type { LoggedRequest } from '../test/standIn';
import type { ExampleRun } from './examples';
import { nameField, nameStep } from './names';
import { isErrorItem, type Branch, type Outcome } from './outcome';

const WIDTH = 100;
const RULE = '─'.repeat(WIDTH);

export function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

export function printExample(run: ExampleRun, place: string): string {
	const { name, summary, file, input, requests, outcome, mismatches } = run;
	return [
		RULE,
		`${place}  ${name}  (examples/${file})`,
		...fill(summary.split(/\s+/), ' ', ''),
		'',
		`IN    ${count(input.length, 'item')}`,
		// Counted from 0, as in n8n's messages.
		...input.flatMap((item, index) => printItem(`  item ${index}  `, item)),
		'',
		`SENT  ${count(requests.length, 'request')}`,
		...requests.flatMap(printRequest),
		'',
		...printBranches(outcome.branches),
		...(outcome.stopped ?? []).map((sentence) => `STOPPED  ${sentence}`),
		...mismatches.map((mismatch) => `NOT AS EXPECTED  ${mismatch}`),
		'',
	].join('\n');
}

function printRequest(request: LoggedRequest, index: number): string[] {
	const { method, path, body, form, status, contractErrors } = request;
	return [
		`  #${index + 1}  ${method} ${path}`,
		...printBody(body),
		...(form?.files ?? []).map(({ part, name, size }) => `      ${part}: ${name}, ${size} bytes`),
		`      → ${status}, ${effectOf(request)}`,
		...contractErrors.map((error) => `      outside of the contract: ${error}`),
	];
}

function effectOf({ method, effect, stepId, instanceId }: LoggedRequest): string {
	if (method === 'GET') return `instance ${instanceId} was only read`;
	const effects = {
		none: 'nothing was changed',
		saved: `values of ${nameStep(stepId)} saved in instance ${instanceId}`,
		completed: `${nameStep(stepId)} completed in instance ${instanceId}`,
		created: 'instance started',
		updated: `instance ${instanceId} updated`,
		aborted: 'instances stopped',
		deleted: 'instances deleted',
		uploaded: 'file uploaded',
	};
	return effects[effect];
}

function printBody(body: LoggedRequest['body']): string[] {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
	const { actions, ...rest } = body;
	const head = Object.entries(rest).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
	const fields = (Array.isArray(actions) ? actions : []).flatMap((action) => {
		const { action_id, input_object } = action as IDataObject;
		return `${nameField(action_id)} (${String(action_id)}): ${JSON.stringify(input_object)}`;
	});
	return [head.join(', '), ...fields].map((line) => `      ${line}`);
}

export function printBranches(branches: readonly Branch[]): string[] {
	return branches.flatMap(({ node, isErrorOutput, items }) => {
		const errors = items.filter(isErrorItem).length;
		const kind = isErrorOutput || (errors > 0 && errors === items.length) ? 'error' : 'success';
		const title = `OUT   ${kind}: ${count(items.length, 'item')} at "${node}"`;
		return [title, ...items.flatMap((item) => printItem('  •  ', item))];
	});
}

function printItem(label: string, item: IDataObject): string[] {
	const lines = printEntries(item, ' '.repeat(label.length));
	return lines.map((line, place) => (place === 0 ? `${label}${line.trimStart()}` : line));
}

function printEntries(value: object, indent: string): string[] {
	const lines: string[] = [];
	let short: string[] = [];
	for (const [key, entry] of Object.entries(value)) {
		const piece = `${key}: ${JSON.stringify(entry)}`;
		if (indent.length + piece.length < WIDTH) {
			short.push(piece);
			continue;
		}
		lines.push(...fill(short, ', ', indent), ...printLong(key, entry, indent));
		short = [];
	}
	return [...lines, ...fill(short, ', ', indent)];
}

function printLong(key: string, value: unknown, indent: string): string[] {
	const isObject = typeof value === 'object' && value !== null;
	if (isObject) return [`${indent}${key}:`, ...printEntries(value, `${indent}  `)];
	const words = `${key}: ${JSON.stringify(value)}`.split(' ');
	return fill(words, ' ', indent).map((line, place) => (place === 0 ? line : `  ${line}`));
}

/** Sets pieces one after another into lines; a piece that is longer than a line gets its own. */
function fill(pieces: readonly string[], separator: string, indent: string): string[] {
	const lines: string[] = [];
	for (const piece of pieces) {
		const last = lines.at(-1);
		const longer = last === undefined ? undefined : `${last}${separator}${piece}`;
		if (longer !== undefined && longer.length < WIDTH) lines[lines.length - 1] = longer;
		else lines.push(`${indent}${piece}`);
	}
	return lines;
}

export function printSummary(runs: readonly ExampleRun[]): string {
	const rows = runs.map(({ file, input, requests, outcome, mismatches }) => [
		file,
		count(input.length, 'item'),
		count(requests.length, 'request'),
		tellOutcome(outcome),
		mismatches.length === 0 ? 'as expected' : 'NOT AS EXPECTED',
	]);
	const table = [['Example', 'In', 'Sent', 'Out', 'Verdict'], ...rows];
	const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
	const lines = table.map((row) =>
		row.map((cell, column) => cell.padEnd(widths[column])).join('  '),
	);
	return [RULE, ...lines, ''].map((line) => line.trimEnd()).join('\n');
}

function tellOutcome({ branches, failed, stopped }: Outcome): string {
	const items = branches.flatMap((branch) => branch.items);
	const done = items.filter((item) => !isErrorItem(item)).length;
	if (stopped) return 'stopped';
	return failed === 0 ? `${done} done` : `${done} done, ${failed} to the error branch`;
}
