import { openItemFiles } from '../../../../../nodes/NextMatter/api/binaryFiles';
import { create } from '../../../../../nodes/NextMatter/operations/instance/create';
import {
	continueStart,
	createWithForm,
	prepareStart,
} from '../../../../../nodes/NextMatter/operations/instance/create/withForm';
import { PARAMETERS } from '../../../completeStepPlan';
import { itemContextIn } from '../../../itemContext';
import { refusalOf } from '../../../inputErrorOf';
import { planFor } from '../../../planFor';

const planOf = (changes: object = {}) =>
	planFor(createWithForm, {
		...PARAMETERS,
		workflowId: 120,
		stepId: { __rl: true, mode: 'id', value: '' },
		...changes,
	});
const started = (...active: number[]) => ({ id: 7, active_step_ids: active });

describe('an instance whose first step is filled in', () => {
	it.each([
		[undefined, create],
		['none', create],
		['complete', createWithForm],
		['save', createWithForm],
	])('is created in the mode %j by an operation of its own, or not', (mode, operation) => {
		expect(create.variant?.((name) => (name === 'mode' ? mode : undefined))).toBe(operation);
	});

	it.each([
		['complete', (parameters: object) => planFor(create, { ...parameters })],
		['none', (parameters: object) => planFor(createWithForm, { ...parameters })],
	])('is refused in the mode %j where the first item has the other kind', (mode, plan) => {
		const wrong = () => plan({ ...PARAMETERS, workflowId: 120, stepId: '', mode });
		expect(refusalOf(wrong)).toMatchObject({
			message: `'Fill In First Step' is "${mode}" for this item, but not for the first one`,
			remedy: 'Choose a fixed value, and use a node for each of the two kinds of items',
		});
	});

	it('is started first, as any other instance', () => {
		const { request, remedyByStatus, ...start } = planFor(create, {
			...PARAMETERS,
			workflowId: 120,
			mode: 'none',
		});
		const plan = planOf();
		expect(plan).toMatchObject({
			instanceId: 0,
			stepId: 0,
			action: start.action,
			howToVerify: start.howToVerify,
			details: { workflowId: 120 },
			prerequisites: [
				{
					request,
					remedyByStatus,
					action: 'start an instance of workflow 120',
					howToVerify: start.howToVerify,
					idempotency: 'nonIdempotent',
					isWork: true,
				},
			],
		});
		const [{ apply, toCheckpoint }] = plan.prerequisites ?? [];
		const answer = { ...started(5001), process: 'https://h/processes/120/' };
		expect(apply(answer, plan.request)).toBe(plan.request);
		expect(apply({ ...answer, process: 'https://h/processes/7/' }, plan.request)).toBeUndefined();
		expect(toCheckpoint?.(answer)).toBe('{"id":7,"active_step_ids":[5001]}');
	});

	it('is not started if a file cannot be uploaded', () => {
		const files = openItemFiles(
			{ json: {}, binary: { offer: { data: 'AAEC', mimeType: 'application/pdf' } } },
			0,
		);
		const upload = { fieldType: 'fileUpload', fileSource: 'binary', fileProperties: ['offer'] };
		const parameters: Readonly<Record<string, unknown>> = {
			...PARAMETERS,
			workflowId: 120,
			stepId: '',
			formFields: { field: [{ ...upload, fieldId: 50224 }] },
		};
		const context = { ...itemContextIn('UTC'), files };
		expect(prepareStart((name) => parameters[name], context).prerequisites).toMatchObject([
			{ request: { path: '/files/' }, consequence: 'No instance was started' },
			{ request: { path: '/instances/' } },
		]);
	});

	it('needs the ID or the URL of a step if one is chosen', () => {
		const chosen = { stepId: 5002, chosenStepId: 5002 };
		expect(planOf({ stepId: 5002 })).toMatchObject(chosen);
		expect(planOf({ stepId: 'https://h/steps/5002/' })).toMatchObject(chosen);
		expect(refusalOf(() => planOf({ stepId: 'Ask' })).message).toBe(
			'"Ask" is not the ID of a first step',
		);
	});
});

describe('the first step of an instance that was just started', () => {
	it('is the only one that is active, or the one that was chosen', () => {
		const { plan, failure } = continueStart(planOf(), started(5001));
		expect(failure).toBeUndefined();
		expect(plan).toMatchObject({
			instanceId: 7,
			stepId: 5001,
			request: {
				path: '/instances/7/complete_step/',
				body: { step_id: 5001, mode: 'complete', actions: [{ action_id: 50222 }, {}] },
			},
			details: { workflowId: 120, instanceId: 7, stepId: 5001 },
		});
		expect(continueStart(planOf({ stepId: 5002 }), started(5001, 5002)).plan.stepId).toBe(5002);
	});

	it.each([
		[
			[5001, 5002],
			"Several steps are active (5001, 5002), so the node can't tell which one to fill in",
			"Choose the step in 'First Step'",
		],
		[
			[],
			'Next Matter shows no active step',
			`Choose the step in 'First Step', and set the option 'If the Step Is Not Active' to Wait Until Active`,
		],
	])('is not guessed where %j are active', (active, message, remedy) => {
		const { plan, failure } = continueStart(planOf(), started(...active));
		expect(failure).toEqual({
			message,
			remedy,
			certainty: 'not-sent',
			details: { activeStepIds: active },
		});
		expect(plan).toMatchObject({ instanceId: 7, details: { instanceId: 7 } });
	});

	it.each([
		['complete', 'completed'],
		['save', 'saved'],
	])('is reported together with the instance, in the mode %s', (mode, done) => {
		const notDone = `Instance 7 was started, but its first step was not ${done}`;
		expect(continueStart(planOf({ mode }), started(5001)).plan.begun).toEqual({
			message: {
				'not-sent': notDone,
				rejected: notDone,
				unknown: `Instance 7 was started, but it is unclear whether its first step was ${done}`,
			},
			remedy:
				"To continue with instance 7, retry this execution, or use 'Complete Step'. A new execution starts another instance.",
		});
	});

	it('is not read where nothing was started', () => {
		const plan = planOf();
		expect(continueStart(plan, { detail: 'No.' })).toEqual({ plan });
	});

	it('is named in the request, whatever else is in it', () => {
		const plan = planOf();
		const { method, path } = plan.request;
		const next = continueStart({ ...plan, request: { method, path } }, started(5001)).plan;
		expect(next.request.body).toEqual({ step_id: 5001 });
	});

	it('is not left open by an expression that comes to nothing', () => {
		const parameters: Readonly<Record<string, unknown>> = {
			...PARAMETERS,
			workflowId: 120,
			stepId: '',
		};
		const prepare = (stepId: string) =>
			prepareStart((name) => parameters[name], {
				...itemContextIn('UTC'),
				saved: { stepId },
			});
		expect(prepare('')).not.toHaveProperty('chosenStepId');
		expect(refusalOf(() => prepare('={{ $json.step }}')).message).toMatch(/first step/);
		// What a model may fill in for a tool, it may also leave out.
		expect(prepare("={{ $fromAI('Step') }}")).not.toHaveProperty('chosenStepId');
	});
});
