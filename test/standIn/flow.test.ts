import fc from 'fast-check';

import { stagesOf } from './definitions';
import type { WorkflowDefinition } from './definitions';
import {
	ACCOUNTS_STEP_ID,
	DECISION_FIELD_ID,
	DECISION_STEP_ID,
	FIELD_IDS,
	FIRST_DAY_STEP_ID,
	LAPTOP_STEP_ID,
	ONBOARDING_WORKFLOW_ID,
	ORDER_STEP_ID,
	REQUEST_STEP_ID,
	startStandIn,
} from './index';
import type { StandIn } from './index';
import type { JsonObject } from './json';
import { completeStep, startInstance } from './state';
import type { InstanceState } from './state';
import { TestClient } from './testClient';

let standIn: StandIn;
let client: TestClient;

beforeAll(async () => {
	standIn = await startStandIn();
	client = new TestClient(standIn);
});
beforeEach(() => standIn.reset());
afterEach(() => expect(standIn.contractViolations).toEqual([]));
afterAll(async () => await standIn.close());

function route(action: string, returnToStep: number | string): JsonObject {
	return { action, comment: 'Please look again', label: 'Go', returnToStep };
}

describe('a routing field', () => {
	it('does not return again by itself when its step is done once more', async () => {
		const { id } = standIn.createInstance({ startAtStepId: DECISION_STEP_ID });
		const input = route('return', String(REQUEST_STEP_ID));
		await client.answerField(id, DECISION_STEP_ID, DECISION_FIELD_ID, input);
		await client.completeStep(id, { step_id: REQUEST_STEP_ID });
		const { data } = await client.completeStep(id, { step_id: DECISION_STEP_ID });
		expect(data.active_step_ids).toEqual([ORDER_STEP_ID]);
	});

	it('skips forward over the steps between', async () => {
		const { id } = standIn.createInstance();
		const input = route('skip_forward', ORDER_STEP_ID);
		const { data } = await client.answerField(id, REQUEST_STEP_ID, FIELD_IDS.routing, input);

		expect(data.active_step_ids).toEqual([ORDER_STEP_ID]);
		expect(standIn.getInstance(id)?.skippedStepIds).toEqual([DECISION_STEP_ID]);
	});

	it('declines, which aborts the instance instead of completing it', async () => {
		const { id } = standIn.createInstance({ startAtStepId: DECISION_STEP_ID });
		const input = route('decline', -2);
		const { data } = await client.answerField(id, DECISION_STEP_ID, DECISION_FIELD_ID, input);

		expect(data).toMatchObject({ active_step_ids: [], completed_time: null });
		expect(data.aborted_time).toEqual(expect.any(String));
	});

	it('leads nowhere while it is only saved', async () => {
		const { id } = standIn.createInstance({ startAtStepId: DECISION_STEP_ID });
		const input = route('decline', -2);
		const saved = await client.answerField(id, DECISION_STEP_ID, DECISION_FIELD_ID, input, 'save');
		expect(saved.data).toMatchObject({ active_step_ids: [DECISION_STEP_ID], aborted_time: null });
		const { data } = await client.completeStep(id, { step_id: DECISION_STEP_ID });
		expect(data.aborted_time).toEqual(expect.any(String));
	});

	it.each([
		['return', ORDER_STEP_ID, 'Step 5003 is not earlier.'],
		['return', DECISION_STEP_ID, 'Step 5002 is not earlier.'],
		['skip_forward', REQUEST_STEP_ID, 'Step 5001 is not later.'],
		['skip_forward', DECISION_STEP_ID, 'Step 5002 is not later.'],
		['skip_forward', LAPTOP_STEP_ID, 'Step 6001 is not part of this workflow.'],
	])('is refused when it wants to %s to step %d', async (action, target, message) => {
		const { id } = standIn.createInstance({ startAtStepId: DECISION_STEP_ID });
		const input = route(action, target);
		const answer = await client.answerField(id, DECISION_STEP_ID, DECISION_FIELD_ID, input);

		expect(answer.status).toBe(400);
		expect(answer.data).toEqual({ actions: [{ input_object: [message] }] });
		expect(standIn.getInstance(id)?.activeStepIds).toEqual([DECISION_STEP_ID]);
	});
});

describe('parallel steps', () => {
	it('are all completed before the next begins', async () => {
		const { id, activeStepIds } = standIn.createInstance({ workflowId: ONBOARDING_WORKFLOW_ID });
		expect(activeStepIds).toEqual([LAPTOP_STEP_ID, ACCOUNTS_STEP_ID]);

		const one = await client.completeStep(id, { step_id: ACCOUNTS_STEP_ID });
		expect(one.data.active_step_ids).toEqual([LAPTOP_STEP_ID]);
		const two = await client.completeStep(id, { step_id: LAPTOP_STEP_ID });
		expect(two.data.active_step_ids).toEqual([FIRST_DAY_STEP_ID]);
	});
});

/** Every step, parallel ones too, can lead anywhere. */
const MAZE: WorkflowDefinition = {
	id: 1,
	name: 'Maze',
	steps: [undefined, 'Fork', 'Fork', undefined, undefined].map((group, index) => ({
		id: index + 1,
		name: `Room ${index + 1}`,
		group,
		formFields: [{ id: index + 11, name: 'Door', kind: 'routing' }],
	})),
};

describe('a walk through a workflow', () => {
	const walk = fc.array(fc.record({ pick: fc.nat(), turn: fc.nat() }), { maxLength: 30 });

	function takeTurn(state: InstanceState, pick: number, turn: number, now: string): InstanceState {
		const stepId = state.activeStepIds[pick % state.activeStepIds.length];
		const step = state.workflow.steps.find(({ id }) => id === stepId);
		const field = step?.formFields.find(({ kind }) => kind === 'routing');
		const stages = stagesOf(state.workflow).map((stage) => stage.map(({ id }) => id));
		const here = stages.findIndex((ids) => ids.includes(stepId));
		const target = turn % stages.length;
		if (!field || target === here) return completeStep(state, stepId, {}, now);
		const action = target < here ? 'return' : 'skip_forward';
		const input = route(action, stages[target][0]);
		return completeStep(state, stepId, { [field.id]: input }, now);
	}

	it('keeps every step in one place and ends only once', () => {
		fc.assert(
			fc.property(walk, (turns) => {
				let state = startInstance({ id: 1, workflow: MAZE }, '0');
				turns.forEach(({ pick, turn }, index) => {
					if (state.activeStepIds.length === 0) return;
					state = takeTurn(state, pick, turn, String(index + 1));
					const completed = Object.keys(state.completedSteps).map(Number);
					const places = [...state.activeStepIds, ...completed, ...state.skippedStepIds];
					expect(new Set(places).size).toBe(places.length);
					expect(state.completedTime !== null).toBe(state.activeStepIds.length === 0);
					expect(state.lastUpdatedTime).toBe(String(index + 1));
				});
			}),
		);
	});
});
