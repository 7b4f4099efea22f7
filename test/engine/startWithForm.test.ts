import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import {
	ACCOUNTS_STEP_ID,
	DECISION_STEP_ID,
	FIELD_IDS,
	LAPTOP_STEP_ID,
	ONBOARDING_WORKFLOW_ID,
	PURCHASE_WORKFLOW_ID,
	REQUEST_STEP_ID,
	SERIAL_NUMBER_FIELD_ID,
} from '../standIn';
import { inMemory } from './binaryStore';
import { locator, NODE, openTestBed, row, type Scene, type TestBed } from './testBed';
import { MANY } from '../scale';

let bed: TestBed;
beforeAll(async () => (bed = await openTestBed()));
beforeEach(() => {
	bed.standIn.reset();
	bed.standIn.faults.clear();
});
afterEach(() => expect(bed.standIn.log.flatMap((one) => one.contractErrors)).toEqual([]));
afterAll(async () => await bed.standIn.close());

const reason = row(FIELD_IDS.text, 'text', { text: '={{ $json.reason }}' });
const start = (rest: IDataObject = {}, rows: readonly IDataObject[] = [reason]): IDataObject => ({
	resource: 'instance',
	operation: 'create',
	workflowId: locator(PURCHASE_WORKFLOW_ID),
	mode: 'complete',
	formFields: { field: [...rows] },
	...rest,
});
const ITEM = { reason: 'Two people share one' };
const toErrorOutput = { onError: 'continueErrorOutput' } as const;
/** n8n takes 0 for its default of a second. */
const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const atCreate = { operationId: 'createInstance' };
const atComplete = { operationId: 'completeStep' };

const run = async (parameters: IDataObject, rest: Partial<Scene> = {}) =>
	await bed.run({ parameters, items: [ITEM], ...rest });
const failureOf = async (parameters: IDataObject, rest: Partial<Scene> = {}) => {
	const { output } = await run(parameters, { node: toErrorOutput, ...rest });
	const [{ json }] = output(NODE, 1);
	return { message: String(json.error), details: json.details as IDataObject };
};
const trail = () =>
	bed.standIn.log.map(({ method, path }) => `${method} ${path.replace(/^.*\/api/, '')}`);
const CREATE = 'POST /instances/';
const complete = (id: number) => `POST /instances/${id}/complete_step/`;
const look = (id: number) => `GET /instances/${id}/`;

describe('an instance that is started with its form', () => {
	it('is put out as it is after its first step, which is named', async () => {
		const { output, error } = await run(start());
		expect(error).toBeUndefined();
		const [{ json }] = output(NODE);
		const id = Number(json.id);
		expect(trail()).toEqual([CREATE, complete(id)]);
		expect(json).toMatchObject({
			active_step_ids: [DECISION_STEP_ID],
			completed_step: {
				...{ id: REQUEST_STEP_ID, name: 'Describe the purchase' },
				form_fields: [{ id: FIELD_IDS.text, name: 'Reason', value: ITEM.reason }],
			},
		});
	});

	it('holds the values, and stays at its step, when it is saved', async () => {
		const { output } = await run(start({ mode: 'save' }));
		expect(output(NODE)[0].json).toMatchObject({
			active_step_ids: [REQUEST_STEP_ID],
			saved_step: { id: REQUEST_STEP_ID },
		});
	});

	it('has no form unless one is asked for', async () => {
		const { output } = await run(start({ mode: undefined }));
		expect(trail()).toEqual([CREATE]);
		expect(output(NODE)[0].json).not.toHaveProperty('completed_step');
	});

	it('takes JSON, and columns by name', async () => {
		const actions = [{ action_id: FIELD_IDS.text, input_object: { inputValue: 'Typed' } }];
		const json = { specifyFormFields: 'json', formFieldsJson: JSON.stringify(actions) };
		const first = await run(start(json));
		expect(first.error).toBeUndefined();
		const schema = [
			{
				id: `text:${FIELD_IDS.text}`,
				displayName: 'Reason',
				type: 'string',
				required: false,
				display: true,
				defaultMatch: false,
			},
		];
		const columns = {
			mappingMode: 'defineBelow',
			value: { [`text:${FIELD_IDS.text}`]: 'x' },
			schema,
		};
		const second = await run(start({ specifyFormFields: 'map', formFieldsMap: columns }));
		expect(second.error).toBeUndefined();
		expect(second.output(NODE)[0].json).toHaveProperty('completed_step');
	});

	it('needs no name where the workflow names its instances', async () => {
		await run(start({ additionalFields: { name: '' } }));
		expect(bed.standIn.log[0].body).not.toHaveProperty('name');
	});

	it('is started many times by twice as many requests, each start before its form', async () => {
		const items = Array.from({ length: MANY }, (_, index) => ({ reason: `Reason ${index}` }));
		const { output, error } = await run(start(), { items });
		expect(error).toBeUndefined();
		expect(output(NODE).map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		const sent = trail();
		expect(sent).toHaveLength(2 * MANY);
		expect(new Set(sent.filter((one) => one !== CREATE)).size).toBe(MANY);
		const values = bed.standIn.log
			.filter(({ operationId }) => operationId === 'completeStep')
			.map(({ body }) => /Reason \d+/.exec(JSON.stringify(body))?.[0]);
		expect(new Set(values).size).toBe(MANY);
	});
});

describe('the first step', () => {
	const onboarding = { workflowId: locator(ONBOARDING_WORKFLOW_ID) };
	const serial = [row(SERIAL_NUMBER_FIELD_ID, 'text', { text: 'X-1' })];

	it('is not guessed among several that are active; the instance is named', async () => {
		const { message, details } = await failureOf(start(onboarding, serial));
		const id = Number(details.instanceId);
		expect(trail()).toEqual([CREATE]);
		expect(message).toContain(`Instance ${id} was started, but its first step was not completed: `);
		expect(details).toMatchObject({
			certainty: 'not-sent',
			activeStepIds: [LAPTOP_STEP_ID, ACCOUNTS_STEP_ID],
			description: expect.stringContaining(`To continue with instance ${id}, retry`),
		});
	});

	it('is the one that is chosen', async () => {
		const { output } = await run(start({ ...onboarding, stepId: locator('6001') }, serial));
		expect(output(NODE)[0].json).toMatchObject({ completed_step: { id: LAPTOP_STEP_ID } });
	});

	it('is refused before an instance is started if its expression finds none', async () => {
		const { message } = await failureOf(start({ stepId: locator('={{ $json.step }}') }));
		expect(message).toContain('first step');
		expect(trail()).toEqual([]);
	});

	it('is waited for if it is not active at the start', async () => {
		const { details } = await failureOf(start({ stepId: locator(DECISION_STEP_ID) }, []));
		expect(details).toMatchObject({ activeStepIds: [REQUEST_STEP_ID], stepCompleted: false });
		const options = { ifStepNotActive: 'wait', waitUntilActive: 0 };
		const waiting = await failureOf(start({ stepId: locator(DECISION_STEP_ID), options }, []));
		expect(waiting.message).toContain('was started, but its first step was not completed');
	});
});

describe('what goes wrong', () => {
	it('at the start is reported as one of the start, and nothing else is sent', async () => {
		bed.standIn.faults.add({ kind: { status: 403 }, match: atCreate });
		const { message, details } = await failureOf(start());
		expect(trail()).toEqual([CREATE]);
		expect(details).toMatchObject({ certainty: 'rejected', workflowId: PURCHASE_WORKFLOW_ID });
		expect(details).not.toHaveProperty('instanceId');
		expect(message).not.toContain('was started');
	});

	it('at the start without a clear answer stays unknown, and nothing more is sent', async () => {
		bed.standIn.faults.add({ kind: { reset: 'after' }, match: atCreate });
		const node = { ...retryOnFail, ...toErrorOutput };
		const { details } = await failureOf(start(), { node });
		expect(trail()).toEqual([CREATE]);
		expect(details).toMatchObject({ certainty: 'unknown', workflowId: PURCHASE_WORKFLOW_ID });
	});

	it('at the form is reported with the instance, in the words of the API', async () => {
		bed.standIn.faults.add({
			kind: { status: 400, body: { detail: 'In their own words' } },
			match: atComplete,
		});
		const { message, details } = await failureOf(start());
		expect(message).toMatch(
			/^Instance \d+ was started, but its first step was not completed: .*In their own words/,
		);
		expect(details).toMatchObject({
			certainty: 'rejected',
			statusCode: 400,
			stepId: REQUEST_STEP_ID,
			workflowId: PURCHASE_WORKFLOW_ID,
		});
	});

	it('at the form without an answer is settled by reading, and never sent twice', async () => {
		bed.standIn.faults.add({ kind: { reset: 'after' }, match: atComplete });
		const { output, error } = await run(start());
		expect(error).toBeUndefined();
		const [{ json }] = output(NODE);
		const id = Number(json.id);
		expect(trail()).toEqual([CREATE, complete(id), look(id)]);
		expect(json).toMatchObject({
			step_outcome: 'confirmed_by_read',
			completed_step: { id: REQUEST_STEP_ID },
		});
	});

	it('at the form that nobody can settle is reported as unknown', async () => {
		bed.standIn.faults.add({ kind: { reset: 'after' }, match: atComplete });
		bed.standIn.faults.add({ kind: { status: 403 }, match: { method: 'GET' }, times: 99 });
		const { message, details } = await failureOf(start());
		expect(details.certainty).toBe('unknown');
		expect(message).toMatch(
			/^Instance \d+ was started, but it is unclear whether its first step was completed: /,
		);
	});

	it('with one item does not leave another half done', async () => {
		bed.standIn.faults.add({ kind: { status: 403 }, match: atComplete });
		const items = Array.from({ length: 5 }, (_, index) => ({ reason: `${index}` }));
		const { error } = await run(start({ options: { concurrency: 2 } }), { items });
		expect(error?.message).toContain('was started, but');
		const starts = trail().filter((one) => one === CREATE).length;
		expect(trail()).toHaveLength(2 * starts + 1);
	});
});

describe("'Retry On Fail'", () => {
	const named = { additionalFields: { name: '={{ $now.toMillis() + Math.random() }}' } };

	it('goes on with the instance that was started', async () => {
		bed.standIn.faults.add({ kind: { status: 403 }, match: atComplete, times: 2 });
		const { output, error } = await run(start(named), { node: retryOnFail });
		expect(error).toBeUndefined();
		const id = Number(output(NODE)[0].json.id);
		const sent = trail().filter((one) => one.startsWith('POST'));
		expect(sent).toEqual([CREATE, complete(id), complete(id), complete(id)]);
	});

	it('settles what an earlier try has left open, and sends nothing twice', async () => {
		bed.standIn.faults.add({ kind: { reset: 'after' }, match: atComplete });
		bed.standIn.faults.add({ kind: { status: 403 }, match: { method: 'GET' }, times: 2 });
		const { output, error } = await run(start(named), { node: retryOnFail });
		expect(error).toBeUndefined();
		const id = Number(output(NODE)[0].json.id);
		expect(trail().filter((one) => one.startsWith('POST'))).toEqual([CREATE, complete(id)]);
		expect(output(NODE)[0].json.step_outcome).toBe('confirmed_by_read');
	});

	it('keeps the instance of each item apart', async () => {
		const items = [0, 1, 2].map((index) => ({ reason: `${index}` }));
		bed.standIn.faults.add({ kind: { status: 403 }, match: { ...atComplete, instanceId: 9002 } });
		const { output, error } = await run(start(), { items, node: retryOnFail });
		expect(error).toBeUndefined();
		expect(new Set(output(NODE).map(({ json }) => json.id)).size).toBe(3);
		expect(trail().filter((one) => one === CREATE)).toHaveLength(3);
	});
});

describe('a file that is uploaded for the form', () => {
	const quote = row(FIELD_IDS.fileUpload, 'fileUpload', {
		fileSource: 'binary',
		fileProperties: ['data'],
	});
	const file: IBinaryKeyData = { data: inMemory(Buffer.from('%PDF'), 'a.pdf', 'application/pdf') };
	const files = [file];

	it('goes first, and then once', async () => {
		bed.standIn.faults.add({ kind: { status: 403 }, match: atComplete });
		const { output, error } = await run(start({}, [quote]), { files, node: retryOnFail });
		expect(error).toBeUndefined();
		const id = Number(output(NODE)[0].json.id);
		const sent = trail().filter((one) => one.startsWith('POST'));
		expect(sent).toEqual(['POST /files/', CREATE, complete(id), complete(id)]);
	});

	it('that cannot be uploaded starts nothing', async () => {
		bed.standIn.faults.add({ kind: { status: 413 }, match: { path: '/files/' } });
		const { message } = await failureOf(start({}, [quote]), { files });
		expect(message).toContain('No instance was started');
		expect(trail()).toEqual(['POST /files/']);
	});
});
