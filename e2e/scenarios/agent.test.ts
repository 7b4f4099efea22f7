import type { IDataObject, INode } from 'n8n-workflow';
import {
	DECISION_STEP_ID,
	FIELD_IDS,
	ORDER_STEP_ID,
	PURCHASE_WORKFLOW_ID,
	REQUEST_STEP_ID,
} from '../../test/standIn';
import { completedSteps } from '../journal';
import {
	call,
	callTool,
	lastToolAnswer,
	onlyTool,
	say,
	startModel,
	type ChatRequest,
	type ScriptedModel,
	type Turn,
} from '../model';
import {
	createModelCredential,
	MODEL_CREDENTIAL_TYPE,
	withCredential,
	type SavedCredential,
} from '../n8n/credentials';
import { importWorkflow, outputOf, runManually, type Execution } from '../n8n/workflows';
import { readExample } from '../playground/samples';
import { IS_2_0 } from '../world';
import {
	agentWorkflow,
	purchaseTools,
	requestTool,
	startTool,
	type RequestInput,
} from './agentWorkflow';
import { useWorld } from './useWorld';

const world = useWorld();
let model: ScriptedModel;
let modelCredential: SavedCredential;

beforeAll(async () => {
	model = await startModel();
	modelCredential = await createModelCredential(world().client, 'Script', model.baseUrl);
});
afterAll(async () => await model?.stop());

/** Has the agent do what it is told, with a model that follows the script. */
async function ask(
	chatInput: string,
	script: Turn[],
	onError?: INode['onError'],
	tools: readonly INode[] = [requestTool(world().credential, onError)],
): Promise<Execution> {
	const { client } = world();
	const name = expect.getState().currentTestName ?? 'agent';
	const settings = { name, chatInput, tools, model: modelCredential };
	model.play(script);
	return await runManually(client, await importWorkflow(client, agentWorkflow(settings)), 'Start');
}

function input(instance: number | string, step: number | string): RequestInput {
	return { Instance: String(instance), Step: String(step), Reason: 'A desk' };
}

/** What was sent to complete a step, as `step: status`. */
function attempts(): string[] {
	return world()
		.standIn.log.filter(({ method }) => method === 'POST')
		.map(({ stepId, status }) => `${stepId}: ${status}`);
}

test('an agent completes a step and learns which one is next', async () => {
	const { standIn } = world();
	const { id } = standIn.createInstance();

	const execution = await ask(`Fill in the request ${id}`, [
		(request) => call(request, input(id, REQUEST_STEP_ID)),
		(request) => say(`Done. ${lastToolAnswer(request)}`),
	]);

	expect(model.slips()).toEqual([]);
	expect(execution.status).toBe('success');
	expect(completedSteps(standIn)).toEqual([`${id}/${REQUEST_STEP_ID}`]);
	expect(attempts()).toEqual([`${REQUEST_STEP_ID}: 200`]);
	expect(standIn.getInstance(id)?.values).toEqual({ [FIELD_IDS.text]: { inputValue: 'A desk' } });
	// The user hears what the tool answered: the instance as it is now.
	expect(finalWords(execution)).toContain(`"active_step_ids":[${DECISION_STEP_ID}]`);
});

test('an agent starts an instance with its form, all at once', async () => {
	const { standIn, credential } = world();
	const fields = [{ action_id: FIELD_IDS.text, input_object: { inputValue: 'A desk' } }];

	const execution = await ask(
		'We need a desk',
		[
			() => callTool('Start_Purchase', { Fields: fields }),
			(request) => say(`Done. ${lastToolAnswer(request)}`),
		],
		undefined,
		[startTool(credential)],
	);

	expect(model.slips()).toEqual([]);
	expect(execution.status).toBe('success');
	const [started, ...others] = standIn.listInstances(PURCHASE_WORKFLOW_ID);
	expect(others).toEqual([]);
	expect(started.values).toEqual({ [FIELD_IDS.text]: { inputValue: 'A desk' } });
	expect(completedSteps(standIn)).toEqual([`${started.id}/${REQUEST_STEP_ID}`]);
	// The user hears what was filled in, and what is next.
	expect(finalWords(execution)).toContain(`"active_step_ids":[${DECISION_STEP_ID}]`);
	expect(finalWords(execution)).toContain('"value":"A desk"');
});

// n8n makes another run of each try of a tool, so its memory of a run is none.
test('a tool that is tried again starts no second instance, nor does the model by asking once more', async () => {
	const { standIn, credential } = world();
	const fields = [{ action_id: FIELD_IDS.text, input_object: { inputValue: 'A desk' } }];
	const tool: INode = {
		...startTool(credential),
		retryOnFail: true,
		maxTries: 3,
		waitBetweenTries: 100,
		onError: 'continueRegularOutput',
	};
	standIn.faults.add({
		kind: { status: 500, afterProcessing: true },
		match: { method: 'POST' },
		times: 1,
	});
	const start = () => callTool('Start_Purchase', { Fields: fields });

	const execution = await ask(
		'We need a desk',
		[start, start, (request) => say(lastToolAnswer(request))],
		undefined,
		[tool],
	);

	expect(model.slips()).toEqual([]);
	expect(execution.status).toBe('success');
	expect(standIn.listInstances(PURCHASE_WORKFLOW_ID)).toHaveLength(1);
	expect(standIn.log.filter(({ method }) => method === 'POST')).toHaveLength(1);
	expect(finalWords(execution)).toContain('unclear whether it was done');
});

test('the model is offered the tool with what it does and what it needs', async () => {
	await ask('What can you do?', [(request) => say(onlyTool(request).function.name)]);

	expect(model.slips()).toEqual([]);
	expect(onlyTool(model.requests[0]).function).toMatchObject({
		name: 'Next_Matter',
		description: 'Complete step in instance in Next Matter',
		parameters: {
			properties: {
				Instance: { type: 'string', description: 'ID of the instance' },
				Step: { type: 'string', description: 'ID of the step' },
				Reason: { type: 'string', description: 'Why this is bought' },
			},
			required: ['Instance', 'Step', 'Reason'],
		},
	});
	expect(world().standIn.log).toEqual([]);
});

/**
 * The settings of "On Error" by which a failed call comes back to the model. The error output is not
 * among them, because a tool has none; with it the model is told nothing.
 */
const COMING_BACK: ReadonlyArray<readonly [string, INode['onError']]> = [
	['Continue', 'continueRegularOutput'],
	// n8n 2.0 stops the workflow unless it is told to continue.
	...(IS_2_0 ? [] : [['as it is', undefined] as const]),
];

test.each(COMING_BACK)(
	'an agent that names a step which is not active completes the one that the refusal names (On Error: %s)',
	async (_name, onError) => {
		const { standIn } = world();
		const { id } = standIn.createInstance();

		const execution = await ask(
			`Fill in ${id}`,
			[
				(request) => call(request, input(id, ORDER_STEP_ID)),
				(request) => call(request, input(id, activeStepNamedIn(lastToolAnswer(request)))),
				(request) => say(`Done. ${lastToolAnswer(request)}`),
			],
			onError,
		);

		expect(model.slips()).toEqual([]);
		expect(execution.status).toBe('success');
		expect(attempts()).toEqual([`${ORDER_STEP_ID}: 400`, `${REQUEST_STEP_ID}: 200`]);
		expect(completedSteps(standIn)).toEqual([`${id}/${REQUEST_STEP_ID}`]);
		expect(finalWords(execution)).toContain(`"active_step_ids":[${DECISION_STEP_ID}]`);
	},
);

test.each(COMING_BACK)(
	'an agent whose input is refused learns how to write it (On Error: %s)',
	async (_name, onError) => {
		const { standIn } = world();
		const { id } = standIn.createInstance();
		const written = `Purchase ${id}`;

		const execution = await ask(
			`Fill in the purchase ${id}`,
			[
				(request) => call(request, input(written, REQUEST_STEP_ID)),
				(request) =>
					call(request, input(asTold(lastToolAnswer(request), written), REQUEST_STEP_ID)),
				(request) => say(`Done. ${lastToolAnswer(request)}`),
			],
			onError,
		);

		expect(model.slips()).toEqual([]);
		expect(execution.status).toBe('success');
		expect(attempts()).toEqual([`${REQUEST_STEP_ID}: 200`]);
		expect(completedSteps(standIn)).toEqual([`${id}/${REQUEST_STEP_ID}`]);
	},
);

test('an agent does not hear of a failure when the tool is set to stop the workflow', async () => {
	const { standIn } = world();
	const { id } = standIn.createInstance();

	const execution = await ask(
		`Fill in ${id}`,
		[(request) => call(request, input(id, ORDER_STEP_ID))],
		'stopWorkflow',
	);

	expect(model.slips()).toEqual([]);
	expect(execution.status).toBe('error');
	expect(execution.data.resultData.error?.message).toContain(`Active steps: ${REQUEST_STEP_ID}`);
	expect(completedSteps(standIn)).toEqual([]);
});

test('an agent that knows only the name of a purchase finds its way by what the tools tell it', async () => {
	const { standIn, credential } = world();
	for (let count = 0; count < 20; count++) standIn.createInstance({ name: `Laptop ${count}` });
	const { id } = standIn.createInstance({ name: 'Desk for Lisbon' });
	let step = 0;
	const answers: string[] = [];
	const heard = (request: ChatRequest) => {
		answers.push(lastToolAnswer(request));
		return answers[answers.length - 1];
	};
	const fill = (fields: unknown) =>
		callTool('Fill_In', { Instance: String(id), Step: String(step), Fields: fields });

	const execution = await ask(
		'Fill in the desk: it goes to our office in Lisbon',
		[
			() => callTool('Find_Purchases', { Name: 'Laptop', Since: '2020-01-01' }),
			(request) => {
				heard(request);
				return callTool('Find_Purchases', { Name: 'Desk', Since: 'last year' });
			},
			(request) => {
				const since = /such as "?(\d{4}-\d\d-\d\d)/.exec(heard(request))?.[1];
				return callTool('Find_Purchases', { Name: 'Desk', Since: since });
			},
			(request) => {
				const [found] = listIn(heard(request));
				[step] = found.active_step_ids as number[];
				return callTool('Look_at_Form', {});
			},
			(request) => {
				const [{ steps }] = listIn(heard(request));
				const office = officeIn(steps as Step[], step);
				expect(office.options).toContain('Lisbon');
				return fill([{ id: office.id, value: 'Lisbon' }]);
			},
			(request) => {
				expect(refusalIn(heard(request))).toContain('{"action_id": 50222, "input_object":');
				return fill([
					{ action_id: FIELD_IDS.singleSelect, input_object: { itemSelected: 'Lisboa' } },
				]);
			},
			(request) => {
				expect(refusalIn(heard(request))).toContain(
					'options must be spelled exactly as in the workflow',
				);
				return fill([
					{ action_id: FIELD_IDS.singleSelect, input_object: { itemSelected: 'Lisbon' } },
				]);
			},
			(request) => say(`Done. ${heard(request)}`),
		],
		undefined,
		purchaseTools(credential),
	);

	expect(model.slips()).toEqual([]);
	expect(execution.status).toBe('success');
	expect(completedSteps(standIn)).toEqual([`${id}/${REQUEST_STEP_ID}`]);
	expect(attempts()).toEqual([`${REQUEST_STEP_ID}: 400`, `${REQUEST_STEP_ID}: 200`]);
	expect(listIn(answers[0])).toHaveLength(5);
	expect(answers.map((answer) => Buffer.byteLength(answer) <= 2048)).toEqual(
		answers.map(() => true),
	);
});

test('the example of an agent finds a purchase and saves its request, and cannot do more', async () => {
	const { client, credential, standIn } = world();
	const { id } = standIn.createInstance({ name: 'Desk for Kim' });
	standIn.createInstance({ name: 'Coffee' });
	const example = withCredential(readExample('agents/agent-fills-in-request.json'), credential);
	const nodes = example.nodes.map((node) =>
		node.name === 'Chat Model'
			? { ...node, credentials: { [MODEL_CREDENTIAL_TYPE]: modelCredential } }
			: node,
	);
	model.play([
		() => callTool('Find_Purchases', { Name: 'Desk' }),
		(request) => {
			const [found] = listIn(lastToolAnswer(request));
			const args = { Instance: String(found.id), Reason: 'The old one is broken', Amount: 420 };
			return callTool('Save_Request', args);
		},
		(request) => say(`Saved. ${lastToolAnswer(request)}`),
	]);

	const saved = await importWorkflow(client, { ...example, nodes });
	const execution = await runManually(client, saved, 'Sample Items');

	expect(model.slips()).toEqual([]);
	expect(execution.status).toBe('success');
	expect(completedSteps(standIn)).toEqual([]);
	expect(attempts()).toEqual([`${REQUEST_STEP_ID}: 200`]);
	expect(standIn.getInstance(id)?.values).toEqual({
		[FIELD_IDS.text]: { inputValue: 'The old one is broken' },
		[FIELD_IDS.number]: { numberValue: 420, formattedValue: '' },
	});
	// What the model is asked for leaves it no other workflow, step or mode.
	const tools = model.requests[0]?.tools ?? [];
	const inputs = tools.map(({ function: { name, parameters } }) => [
		name,
		Object.keys(parameters.properties).sort(),
	]);
	expect(Object.fromEntries(inputs)).toEqual({
		Find_Purchases: ['Name'],
		Save_Request: ['Amount', 'Instance', 'Reason'],
	});
});

interface Step {
	readonly id: number;
	readonly form_fields: ReadonlyArray<{ id: number; name: string; options?: string[] }>;
}

function officeIn(steps: readonly Step[], stepId: number) {
	const step = steps.find(({ id }) => id === stepId);
	const office = step?.form_fields.find(({ name }) => name === 'Office');
	if (!office) throw new Error(`There is no office in ${JSON.stringify(steps)}`);
	return office;
}

function refusalIn(answer: string): unknown {
	const [{ details }] = listIn(answer);
	return (details as IDataObject).description;
}

/** What a tool puts out, as the model gets it. */
function listIn(answer: string): IDataObject[] {
	return JSON.parse(answer) as IDataObject[];
}

/** All that this model understands of a refusal; it does not know the step from anywhere else. */
function activeStepNamedIn(text: string): string {
	return /Active steps: (\d+)/.exec(text)?.[1] ?? 'no step was named';
}

/** Follows the advice, and only if it is there. */
function asTold(advice: string, input: string): string {
	return advice.includes('in digits only') ? input.replace(/\D/g, '') : input;
}

/** What the agent tells its user in the end. */
function finalWords(execution: Execution): unknown {
	return outputOf(execution, 'AI Agent')[0]?.output;
}
