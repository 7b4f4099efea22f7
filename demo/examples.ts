/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the demo is a command line tool; it never ships */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import { runWorkflow, type RunResult } from '../test/engine';
import {
	ONBOARDING_WORKFLOW_ID,
	PURCHASE_WORKFLOW_ID,
	type InstanceState,
	type LoggedRequest,
	type StandIn,
} from '../test/standIn';
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

/** Runs an example on whatever the stand-in holds already. */
export async function runExample(standIn: StandIn, expectation: Expectation): Promise<ExampleRun> {
	const { file } = expectation;
	const workflow = readWorkflow(path.join(EXAMPLES, file));
	const runnable = withoutNotes(workflow);
	const news = watch(standIn);
	const credential = { apiKey: standIn.keys.admin, baseUrl: standIn.baseUrl };
	const result = await runWorkflow({ workflow: runnable, credential });
	const outcome = readOutcome(runnable, result);
	return {
		file,
		name: workflow.name ?? file,
		summary: summaryOf(workflow),
		input: pinnedItems(workflow),
		requests: news().requests,
		outcome,
		mismatches: [
			...compare(news(), outcome, expectation),
			...compareTold(result.told, expectation),
		],
	};
}

/** What has happened in the stand-in since somebody began to watch. */
export interface News {
	readonly requests: readonly LoggedRequest[];
	/** The instances that were started, in the order of their IDs. */
	readonly started: readonly InstanceState[];
	readonly violations: readonly string[];
}

export function watch(standIn: StandIn): () => News {
	const instances = () =>
		[PURCHASE_WORKFLOW_ID, ONBOARDING_WORKFLOW_ID].flatMap((id) => standIn.listInstances(id));
	const known = new Set(instances().map(({ id }) => id));
	const [requests, violations] = [standIn.log.length, standIn.contractViolations.length];
	return () => ({
		requests: standIn.log.slice(requests),
		started: instances()
			.filter(({ id }) => !known.has(id))
			.sort((one, other) => one.id - other.id),
		violations: standIn.contractViolations.slice(violations),
	});
}

function compare(news: News, outcome: Outcome, expectation: Expectation): string[] {
	const { branches, failed, stopped } = outcome;
	const out = Object.fromEntries(branches.map(({ node, items }) => [node, items.length]));
	return [
		...(stopped ? [`the workflow stopped: ${stopped[0]}`] : []),
		...differ('items of the last nodes', out, expectation.out),
		...differ('items on the error output', failed, expectation.failed),
		...differ(
			'statuses',
			news.requests.map(({ status }) => status),
			expectation.statuses,
		),
		...differ('instances', news.started.map(stateOf), expectation.after),
		...news.requests.flatMap(({ contractErrors }) => contractErrors),
		...news.violations,
	];
}

/** Nodes of other services are told what is expected, and nothing that an expression left undefined. */
function compareTold(found: RunResult['told'], { told = {} }: Expectation): string[] {
	const texts = Object.entries(found).map(
		([node, items]) => [node, JSON.stringify(items)] as const,
	);
	const holes = texts.filter(([, text]) => /\b(undefined|null|NaN)\b|\[object/.test(text));
	const wanted = Object.entries(told).flatMap(([node, words]) =>
		words.map((word) => [node, word] as const),
	);
	const byNode = new Map(texts);
	return [
		...holes.map(([node, text]) => `"${node}" was told ${text}`),
		...wanted
			.filter(([node, word]) => !byNode.get(node)?.includes(word))
			.map(([node, word]) => `"${node}" was not told ${word}, but ${byNode.get(node)}`),
	];
}

/** How far an instance has got. */
export function stateOf({ completedSteps, activeStepIds, values }: InstanceState): InstanceAfter {
	const completed = Object.keys(completedSteps).map(Number);
	const answered = Object.keys(values).map(Number);
	return { completed, active: activeStepIds, answered };
}

function differ(what: string, found: unknown, expected: unknown): string[] {
	if (isDeepStrictEqual(found, expected)) return [];
	return [`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`];
}
