import { openItemFiles } from '../../../../../nodes/NextMatter/api/binaryFiles';
import { prepareCompleteStep } from '../../../../../nodes/NextMatter/operations/instance/completeStep/prepare';
import { PARAMETERS, planOf } from '../../../completeStepPlan';
import { itemContextIn } from '../../../itemContext';
import { refusalOf } from '../../../inputErrorOf';

describe('prepareCompleteStep', () => {
	it('makes everything of the parameters that the request and its messages need', () => {
		expect(planOf()).toEqual({
			instanceId: 9001,
			stepId: 5001,
			mode: 'complete',
			simplify: true,
			ifStepNotActive: 'fail',
			route: 'onwards',
			request: {
				method: 'POST',
				path: '/instances/9001/complete_step/',
				body: {
					step_id: 5001,
					mode: 'complete',
					actions: [
						{ action_id: 50222, input_object: { inputValue: 'Approved' } },
						{ action_id: 50223, input_object: { radioItemSelected: 'Yes' } },
					],
				},
			},
			idempotency: 'nonIdempotent',
			action: 'complete step 5001 of instance 9001',
			howToVerify:
				'Check in Next Matter whether step 5001 of instance 9001 is completed before you run this item again.',
			remedyByStatus: {
				400: 'Check the step and its form fields: options must be spelled exactly as in the workflow, and required form fields must be filled in',
				403: 'In Next Matter, make this user the owner of the step, the lead of the workflow or an administrator, or use the API key of someone who is',
			},
			fieldLabels: ['Form Field 1 (50222)', 'Form Field 2 (50223)'],
			details: { instanceId: 9001, stepId: 5001 },
		});
	});

	it('saves instead, in words too', () => {
		const plan = planOf({ mode: 'save' });
		expect(plan.request.body).toMatchObject({ step_id: 5001, mode: 'save' });
		expect(plan.action).toBe('save step 5001 of instance 9001');
		expect(plan.howToVerify).toContain(
			'whether step 5001 of instance 9001 holds the saved values before',
		);
	});

	it('reports wrong form fields and missing files at once', () => {
		const upload = { fieldType: 'fileUpload', fileSource: 'binary', fileProperties: ['offer'] };
		const field = [
			{ fieldId: 50222, fieldType: 'date', date: 'soon' },
			{ ...upload, fieldId: 50224 },
			{ ...upload, fieldId: 50225, fieldType: 'imageUpload', fileProperties: ['front', 'back'] },
		];
		const { message } = refusalOf(() => planOf({ formFields: { field } }));
		expect(message.split('; ')).toEqual([
			expect.stringMatching(/^Form Field 1 \(50222\), Date: /),
			'Form Field 2 (50224), File Upload: \'Input Data Field Names\' is "offer", but the item has no file of that name',
			'Form Field 3 (50225), Image Upload: \'Input Data Field Names\' contains "front", "back", but the item has no files of these names',
		]);
	});

	it('uploads files first, and says of a failed upload that the step was not touched', () => {
		const files = openItemFiles(
			{ json: {}, binary: { offer: { data: 'AAEC', mimeType: 'application/pdf' } } },
			0,
		);
		const upload = { fieldType: 'fileUpload', fileSource: 'binary', fileProperties: ['offer'] };
		const parameters: Readonly<Record<string, unknown>> = {
			...PARAMETERS,
			formFields: { field: [{ ...upload, fieldId: 50224 }] },
		};
		const context = { ...itemContextIn('UTC'), files };
		expect(prepareCompleteStep((name) => parameters[name], context).prerequisites).toEqual([
			expect.objectContaining({ consequence: 'Step 5001 of instance 9001 was not touched' }),
		]);
	});

	it('reads the values afterwards if they are wanted', () => {
		expect(planOf({ formFieldValues: 'byId' }).keying).toBe('byId');
	});

	it.each([
		['complete', true, true],
		['save', true, undefined],
	])('to %s, with the step to be checked first: %j', (mode, checkStepFirst, checksFirst) => {
		expect(planOf({ mode, options: { checkStepFirst } }).checksFirst).toBe(checksFirst);
	});

	it.each([
		['complete', ['No form field of the step was filled in']],
		['save', undefined],
	])('to %s, has as hints about a step without form fields: %j', (mode, hints) => {
		expect(planOf({ mode, formFields: {} }).hints).toEqual(hints);
	});

	it('sends an empty list without form fields', () => {
		const plan = planOf({ formFields: {} });
		expect(plan.request.body).toEqual({ step_id: 5001, mode: 'complete', actions: [] });
		expect(plan.fieldLabels).toEqual([]);
	});

	it('reads form fields from JSON, and then neither the rows nor the format', () => {
		const formFieldsJson = '[{"action_id": "7", "input_object": {"inputValue": "x"}, "note": 1}]';
		const plan = planOf({
			specifyFormFields: 'json',
			formFieldsJson,
			formFields: 'broken',
			options: { valueFormat: 'broken' },
		});
		expect(plan.request.body?.actions).toEqual([
			{ action_id: 7, input_object: { inputValue: 'x' }, note: 1 },
		]);
		expect(plan.fieldLabels).toEqual(['Form Field 1 (7)']);
	});

	it('encodes as the API reference without options', () => {
		expect(planOf({ options: undefined }).request.body?.actions).toContainEqual({
			action_id: 50223,
			input_object: { radioItemSelected: 'Yes' },
		});
	});

	it('encodes as the help article when that was chosen', () => {
		const plan = planOf({ options: { valueFormat: 'wrapped' } });
		expect(plan.request.body?.actions).toContainEqual({
			action_id: 50223,
			input_object: { inputValue: { radioItemSelected: 'Yes' } },
		});
	});

	it('reads dates in the zone of the workflow', () => {
		const formFields = { field: [{ fieldId: 1, fieldType: 'date', date: '2026-06-16T10:00' }] };
		expect(planOf({ formFields }, 'Asia/Kolkata').request.body?.actions).toEqual([
			{ action_id: 1, input_object: { date: '2026-06-16T04:30:00Z' } },
		]);
	});

	it('may send saved values again', () => {
		expect(planOf({ mode: 'save' }).idempotency).toBe('idempotent');
	});

	it.each<[object, string, number | undefined]>([
		[{ ifStepNotActive: 'treatAsDone', waitUntilActive: 5 }, 'treatAsDone', undefined],
		[{ ifStepNotActive: 'wait' }, 'wait', 60_000],
		[{ ifStepNotActive: 'wait', waitUntilActive: 0 }, 'wait', 0],
	])('with the options %j it will %s, for %p ms', (options, ifStepNotActive, pollTimeoutMs) => {
		const plan = planOf({ options });
		expect(plan.ifStepNotActive).toBe(ifStepNotActive);
		expect(plan.pollTimeoutMs).toBe(pollTimeoutMs);
		expect('pollTimeoutMs' in plan).toBe(pollTimeoutMs !== undefined);
	});

	it.each<[string[], string]>([
		[['complete'], 'onwards'],
		[['return'], 'elsewhere'],
		[['skip_forward'], 'elsewhere'],
		[['decline'], 'stop'],
		[['decline', 'skip_forward'], 'elsewhere'],
		[['complete', 'decline'], 'stop'],
	])('knows where the routing %j leads: %s', (ways, route) => {
		const formFieldsJson = ways.map((action, index) => ({
			action_id: index + 1,
			input_object: { action },
		}));
		expect(planOf({ specifyFormFields: 'json', formFieldsJson }).route).toBe(route);
	});

	it('knows where a routing row leads', () => {
		const row = { fieldId: 1, fieldType: 'routing', routingAction: 'return', targetStep: 5000 };
		expect(planOf({ formFields: { field: [row] } }).route).toBe('elsewhere');
	});

	it('reads simplify', () => {
		expect(planOf({ simplify: false }).simplify).toBe(false);
	});

	it.each<[string, unknown, string]>([
		['instanceId', '', 'The ID of the instance is missing'],
		['stepId', undefined, 'The ID of the step is missing'],
		['mode', 'skip', '\'Mode\' is "skip", which is not one of its values'],
		['specifyFormFields', 'x', '\'Specify Form Fields\' is "x", which is not one of its values'],
		['options', { valueFormat: 'x' }, '\'Value Format\' is "x", which is not one of its values'],
		[
			'options',
			{ ifStepNotActive: 'x' },
			'\'If the Step Is Not Active\' is "x", which is not one of its values',
		],
		[
			'options',
			{ waitUntilActive: -1 },
			"'Wait Until Active For (Seconds)' is -1, which is not a number from 0 to 86400",
		],
		[
			'options',
			{ checkStepFirst: 'x' },
			'\'Check Step Before Completing\' is "x", which is not one of its values',
		],
		['simplify', 'maybe', '\'Simplify\' is "maybe", which is not one of its values'],
	])('refuses the %s %j', (name, value, message) => {
		expect(Object.keys(PARAMETERS)).toContain(name);
		expect(refusalOf(() => planOf({ [name]: value })).message).toBe(message);
	});
});
