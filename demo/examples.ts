/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the demo is a command line tool; it never ships */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import { runWorkflow } from '../test/engine';
import type { InstanceState, LoggedRequest, StandIn } from '../test/standIn';
import { EXPECTATIONS, type Expectation, type InstanceAfter } from './expectations';
import { readOutcome, type Outcome } from './outcome';
import { pinnedItems, readWorkflow, summaryOf, withoutNotes } from './workflows';

export const EXAMPLES = path.resolve(__dirname, '../examples');

export interface ExampleRun {
	readonly file: string;
	readonly name: string;
	readonly summary: string;
	readonly input: readonly IDataObject[];
	readonly requests: readonly LoggedRequest[];
	readonly outcome: Outcome;
	/** What differs from what is expected, one sentence each. */
	readonly mismatches: readonly string[];
}

/** Examples that nobody has said what to expect of, or that are expected and not there. */
export function findStrays(): string[] {
	const files = readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'));
	const expected = EXPECTATIONS.map(({ file }) => file);
	return [
		...files.filter((file) => !expected.includes(file)).map((file) => `${file} is not expected`),
		...expected.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
	];
}

export async function runExample(standIn: StandIn, expectation: Expectation): Promise<ExampleRun> {
	const { file } = expectation;
	const workflow = readWorkflow(path.join(EXAMPLES, file));
	const runnable = withoutNotes(workflow);
	standIn.reset();
	for (const instance of expectation.before) standIn.createInstance(instance);
	const credential = { apiKey: standIn.keys.admin, baseUrl: standIn.baseUrl };
	const outcome = readOutcome(runnable, await runWorkflow({ workflow: runnable, credential }));
	return {
		file,
		name: workflow.name ?? file,
		summary: summaryOf(workflow),
		input: pinnedItems(workflow),
		requests: [...standIn.log],
		outcome,
		mismatches: compare(standIn, outcome, expectation),
	};
}

function compare(standIn: StandIn, outcome: Outcome, expectation: Expectation): string[] {
	const { branches, failed, stopped } = outcome;
	const out = Object.fromEntries(branches.map(({ node, items }) => [node, items.length]));
	const ids = expectation.after.map(({ id }) => id);
	return [
		...(stopped ? [`the workflow stopped: ${stopped[0]}`] : []),
		...differ('items of the last nodes', out, expectation.out),
		...differ('items on the error output', failed, expectation.failed),
		...differ(
			'statuses',
			standIn.log.map(({ status }) => status),
			expectation.statuses,
		),
		...ids.flatMap((id, index) =>
			differ(`instance ${id}`, stateOf(standIn.getInstance(id)), expectation.after[index]),
		),
		...standIn.log.flatMap(({ contractErrors }) => contractErrors),
		...standIn.contractViolations,
	];
}

function stateOf(state: InstanceState | undefined): InstanceAfter | undefined {
	if (!state) return undefined;
	const { id, completedSteps, activeStepIds, values } = state;
	const completed = Object.keys(completedSteps).map(Number);
	const answered = Object.keys(values).map(Number);
	return { id, completed, active: activeStepIds, answered };
}

function differ(what: string, found: unknown, expected: unknown): string[] {
	if (isDeepStrictEqual(found, expected)) return [];
	return [`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`];
}
