import type { INode } from 'n8n-workflow';
import {
	APPROVAL_FIELD_ID,
	COMMENT_FIELD_ID,
	QUESTION_FIELD_ID,
	RESUME_URL_FIELD_ID,
	REVIEW_STEP_ID,
	REVIEW_WORKFLOW_ID,
	type StandIn,
} from '../../test/standIn';
import type { N8nClient } from '../n8n/client';
import type { SavedCredential } from '../n8n/credentials';
import type { Execution, Saved } from '../n8n/workflows';
import { eventually } from '../waiting';
import { nextMatter } from './build';

const byId = (id: number) => ({ __rl: true, mode: 'id', value: String(id) });

/** Asks people for approval, and sleeps until they have answered. */
export function askPeople(credential: SavedCredential, rest: Partial<INode> = {}): INode {
	const { parameters, ...others } = rest;
	return {
		...nextMatter(credential),
		...others,
		parameters: {
			resource: 'instance',
			operation: 'sendAndWait',
			workflowId: byId(REVIEW_WORKFLOW_ID),
			message: '={{ $json.body?.question ?? "May we?" }}',
			messageField: byId(QUESTION_FIELD_ID),
			resumeUrlField: byId(RESUME_URL_FIELD_ID),
			decisionField: byId(APPROVAL_FIELD_ID),
			commentField: byId(COMMENT_FIELD_ID),
			answerStepId: byId(REVIEW_STEP_ID),
			...parameters,
		},
	};
}

/**
 * A time limit as an option of the node. n8n finds it over when it looks the next time, which it does once a minute;
 * and it is long enough to see that an execution sleeps, also where n8n looks at once.
 */
export const SOON = {
	limitWaitTime: {
		values: { limitType: 'afterTimeInterval', resumeAmount: 0.3, resumeUnit: 'minutes' },
	},
};

/** A person decides, once the instance waits for that. */
export async function decide(
	standIn: StandIn,
	id: number,
	option: 'Approve' | 'Decline',
	comment = '',
): Promise<void> {
	await eventually(`instance ${id} waits for a decision`, () =>
		standIn.getInstance(id)?.activeStepIds.includes(REVIEW_STEP_ID) ? true : undefined,
	);
	const values: Record<number, { [key: string]: string }> = {
		[APPROVAL_FIELD_ID]: { radioItemSelected: option },
	};
	if (comment !== '') values[COMMENT_FIELD_ID] = { inputValue: comment };
	standIn.completeAsPerson(id, REVIEW_STEP_ID, values);
}

/** What the node has told the people. */
export function textIn(standIn: StandIn, id: number, fieldId: number): string {
	return String(standIn.getInstance(id)?.values[fieldId]?.inputValue ?? '');
}

/** For hundreds at once. */
const MAX_WAIT_MS = 300_000;

/** The instances that wait for a decision, when there are as many. */
export async function asked(standIn: StandIn, count: number): Promise<number[]> {
	return await eventually(
		`${count} instances wait for a decision`,
		() => {
			const all = standIn
				.listInstances(REVIEW_WORKFLOW_ID)
				.filter(({ activeStepIds }) => activeStepIds.includes(REVIEW_STEP_ID))
				.map(({ id }) => id);
			return all.length >= count ? all : undefined;
		},
		MAX_WAIT_MS,
	);
}

/** How many executions n8n lists at a time. */
const PAGE_SIZE = 20;

/** The executions of a workflow that are asleep, when there are as many; of many the newest. */
export async function asleep(client: N8nClient, { id }: Saved, count: number): Promise<string[]> {
	return await eventually(
		`${count} executions sleep`,
		async () => {
			// The public API of n8n 2.0 does not list those that sleep.
			const filter = encodeURIComponent(JSON.stringify({ workflowId: id, status: ['waiting'] }));
			const found = await client.rest<{ count: number; results: Execution[] }>(
				'GET',
				`/executions?filter=${filter}`,
			);
			// n8n counts after it has listed: one that falls asleep in between is counted only.
			const allListed = found.results.length >= Math.min(count, PAGE_SIZE);
			return found.count >= count && allListed ? found.results.map((one) => one.id) : undefined;
		},
		MAX_WAIT_MS,
	);
}

/** Waits until an execution is asleep, also after it was woken before. */
export async function sleeps(client: N8nClient, executionId: string): Promise<void> {
	await eventually(`execution ${executionId} sleeps`, async () => {
		const { status } = await client.api<Execution>(`/executions/${executionId}`);
		return status === 'waiting' ? true : undefined;
	});
}

/** The same in an order of its own, which is the same every time. */
export function shuffled<T>(all: readonly T[], seed = 42): T[] {
	let state = seed;
	const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
	return all
		.map((one) => ({ one, at: next() }))
		.sort((a, b) => a.at - b.at)
		.map(({ one }) => one);
}
