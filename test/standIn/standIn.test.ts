import {
	DECISION_FIELD_ID,
	DECISION_STEP_ID,
	FIELD_IDS,
	ORDER_NUMBER_FIELD_ID,
	ORDER_STEP_ID,
	REQUEST_STEP_ID,
	startStandIn,
} from './index';
import type { FieldKind, StandIn } from './index';
import type { JsonObject } from './json';
import { STANDARD_SAMPLES } from './samples';
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

describe('a step', () => {
	it('keeps what is saved and stays active', async () => {
		const { id, lastUpdatedTime } = standIn.createInstance();
		const input = STANDARD_SAMPLES.text;
		const answer = await client.answerField(id, REQUEST_STEP_ID, FIELD_IDS.text, input, 'save');

		expect(answer.status).toBe(200);
		expect(answer.data).toMatchObject({ id, active_step_ids: [REQUEST_STEP_ID] });
		expect(answer.data.last_updated_time).not.toBe(lastUpdatedTime);
		expect(standIn.getInstance(id)?.values).toEqual({ [FIELD_IDS.text]: input });
		expect(standIn.log.at(-1)).toMatchObject({ effect: 'saved', contractErrors: [] });
	});

	it('gives way to the next one when it is completed, also without a mode', async () => {
		const { id } = standIn.createInstance();
		const answer = await client.completeStep(id, { step_id: REQUEST_STEP_ID });

		expect(answer.data).toMatchObject({
			active_step_ids: [DECISION_STEP_ID],
			completed_time: null,
		});
		expect(Object.keys(standIn.getInstance(id)?.completedSteps ?? {})).toEqual(['5001']);
		expect(standIn.log.at(-1)?.effect).toBe('completed');
	});

	it('ends the instance when it is the last one', async () => {
		const { id } = standIn.createInstance({ startAtStepId: ORDER_STEP_ID });
		const input = { inputValue: 'PO-17' };
		const answer = await client.answerField(id, ORDER_STEP_ID, ORDER_NUMBER_FIELD_ID, input);

		expect(answer.data).toMatchObject({ active_step_ids: [], aborted_time: null });
		expect(answer.data.completed_time).toEqual(expect.any(String));
	});

	it('is refused a second time, because it is no longer active', async () => {
		const { id } = standIn.createInstance();
		await client.completeStep(id, { step_id: REQUEST_STEP_ID });
		const answer = await client.completeStep(id, { step_id: REQUEST_STEP_ID });

		expect(answer.status).toBe(400);
		expect(answer.data).toEqual({ detail: 'Step 5001 is not active.' });
		expect(standIn.log.at(-1)?.effect).toBe('none');
	});

	it.each([
		['nothing', []],
		['an empty text', [{ action_id: ORDER_NUMBER_FIELD_ID, input_object: { inputValue: '' } }]],
	])('is not completed while a required form field holds %s', async (_what, actions) => {
		const { id } = standIn.createInstance({ startAtStepId: ORDER_STEP_ID });
		const answer = await client.completeStep(id, { step_id: ORDER_STEP_ID, actions });

		expect(answer.status).toBe(400);
		expect(answer.data).toEqual({
			non_field_errors: ['The form field "Order number" is required.'],
		});
		expect(standIn.getInstance(id)?.values).toEqual({});
	});

	it('is completed with a required form field that was saved before', async () => {
		const { id } = standIn.createInstance({ startAtStepId: ORDER_STEP_ID });
		const input = { inputValue: 'PO-17' };
		await client.answerField(id, ORDER_STEP_ID, ORDER_NUMBER_FIELD_ID, input, 'save');
		expect((await client.completeStep(id, { step_id: ORDER_STEP_ID })).status).toBe(200);
	});
});

describe('a form field', () => {
	it('is refused if its value has none of the shapes in the contract', async () => {
		const { id } = standIn.createInstance();
		const input = { inputValue: 7 };
		const answer = await client.answerField(id, REQUEST_STEP_ID, FIELD_IDS.text, input);
		const [error] = answer.data.actions as Array<{ input_object: string[] }>;

		expect(answer.status).toBe(400);
		expect(error.input_object.length).toBeGreaterThan(0);
		expect(standIn.getInstance(id)).toMatchObject({ values: {}, activeStepIds: [5001] });
	});

	it.each<[FieldKind, JsonObject, string]>([
		['checklist', { itemsChecked: ['Quote attached', 'quote attached'] }, 'quote attached'],
		['checklist', { inputValue: { itemsNotChecked: ['Other'] } }, 'Other'],
		['multiSelect', { itemsSelected: ['Travel'] }, 'Travel'],
		['radio', { radioItemSelected: 'express' }, 'express'],
		['singleSelect', { itemSelected: 'Lisbon ' }, 'Lisbon '],
	])('of the kind %s takes its options only: %j', async (kind, input, wrong) => {
		const { id } = standIn.createInstance();
		const answer = await client.answerField(id, REQUEST_STEP_ID, FIELD_IDS[kind], input);
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual({
			actions: [{ input_object: [`"${wrong}" is not a valid choice.`] }],
		});
	});

	it('of another step is refused at its index', async () => {
		const { id } = standIn.createInstance();
		const actions = [
			{ action_id: FIELD_IDS.text, input_object: STANDARD_SAMPLES.text },
			{ action_id: DECISION_FIELD_ID, input_object: STANDARD_SAMPLES.routing },
		];
		const answer = await client.completeStep(id, { step_id: REQUEST_STEP_ID, actions });
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual({
			actions: [{}, { action_id: ['Form field 70101 is not part of this step.'] }],
		});
	});
});
