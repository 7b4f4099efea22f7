import { sendAndWait } from '../../../../../nodes/NextMatter/operations/instance/sendAndWait';
import type { ItemContext } from '../../../../../nodes/NextMatter/operations/types';
import { PARAMETERS } from '../../../completeStepPlan';
import { itemContextIn } from '../../../itemContext';
import { refusalOf } from '../../../inputErrorOf';

const PARAMETERS_HERE: Readonly<Record<string, unknown>> = {
	...PARAMETERS,
	workflowId: 120,
	stepId: 5001,
	responseType: 'approval',
	decisionField: 31,
	approvedOption: 'Approve',
	resumeWhen: 'instanceEnded',
	resumeUrlField: 41,
	messageField: 42,
	message: 'Please decide',
};
const URL_OF = (id: string) => `https://n8n/resume/1?instance=${id}&signature=s3cret`;
const context: ItemContext = {
	...itemContextIn('UTC'),
	openResumeUrl: ({ instance }) => URL_OF(instance),
};
const prepare = (changes: object = {}, around: ItemContext = context) => {
	const parameters: Readonly<Record<string, unknown>> = { ...PARAMETERS_HERE, ...changes };
	return sendAndWait.prepare((name) => parameters[name], around);
};
const continueFrom = (plan: ReturnType<typeof prepare>, body: unknown) => {
	if (!sendAndWait.continueFrom) throw new Error('It does not go on');
	return sendAndWait.continueFrom(plan, body);
};
const idsIn = (actions: unknown) =>
	Array.isArray(actions) ? actions.map(({ action_id: id }) => Number(id)) : [];
const started = { id: 7, active_step_ids: [5001] };

describe('before anything is sent', () => {
	it('needs a host that signs the URL that resumes', () => {
		const { message, remedy } = refusalOf(() => prepare({}, itemContextIn('UTC')));
		expect(message).toMatch(/cannot sign the URL/);
		expect(remedy).toBe('Update n8n to version 2 or later');
	});

	it('refuses an expression in what is read again later', () => {
		const saved = { decisionField: '={{ $json.field }}' };
		expect(refusalOf(() => prepare({}, { ...context, saved })).message).toMatch(
			/^'Decision Field' is an expression/,
		);
	});

	it('reports at once what is wrong with the form, the message, the URL and the limit', () => {
		const options = {
			limitWaitTime: { values: { limitType: 'atSpecifiedTime', maxDateAndTime: 'x' } },
		};
		const wrong = { workflowId: 'x', messageField: 'y', resumeUrlField: 'z', options };
		const { message } = refusalOf(() => prepare(wrong));
		expect(message.split('; ')).toEqual([
			'"x" is not the ID of a workflow',
			'"y" is not the ID of a message field',
			'"z" is not the ID of a resume URL field',
			expect.stringContaining('"x"'),
		]);
	});

	it('waits without end where the options say nothing of it', () => {
		expect(prepare({ options: undefined })).not.toHaveProperty('wakesAt');
		const plan = prepare({ options: { limitWaitTime: {} } });
		expect(sendAndWait.sleep?.wakesAt(plan)).toBeGreaterThan(Date.now());
	});
});

it('completes the first step and puts out little, whatever else was chosen for Create before', () => {
	const plan = prepare({ mode: 'none', simplify: false });
	expect(plan).toMatchObject({ mode: 'complete', simplify: true, idempotency: 'nonIdempotent' });
});

it('reports which instance nobody has answered in when the time is up', () => {
	expect(sendAndWait.sleep?.timedOut(prepare(), { id: 7 })).toEqual({
		approved: false,
		outcome: 'timed_out',
		instance_id: 7,
	});
});

it('names an instance whose ID is only in its URL, too', () => {
	const known = { url: 'https://h/api/instances/7/', active_step_ids: [5001] };
	const { plan } = continueFrom(prepare(), known);
	const output = sendAndWait.present(plan, known);
	expect(output).toMatchObject({ id: 7 });
	expect(sendAndWait.sleep?.timedOut(plan, [output ?? {}].flat()[0])).toMatchObject({
		instance_id: 7,
	});
});

describe('what the node fills in by itself', () => {
	it('is named in messages after what people filled in', () => {
		expect(prepare().fieldLabels).toEqual([
			'Form Field 1 (50222)',
			'Form Field 2 (50223)',
			'Message Field',
			'Resume URL Field (41)',
		]);
		const silent = prepare({ message: '', messageField: '' });
		expect(silent.fieldLabels).toHaveLength(3);
		expect(idsIn(silent.request.body?.actions)).toEqual([50222, 50223]);
	});

	it.each([
		[{ messageField: 50223 }, 'Message Field (50223)'],
		[{ resumeUrlField: 42 }, 'Resume URL Field (42)'],
	])('is filled in only once: %j', (changes, field) => {
		expect(refusalOf(() => prepare(changes)).message).toBe(
			`${field} is a form field that is filled in elsewhere as well`,
		);
	});
});

describe('the form fields that the node fills in by itself', () => {
	const column = (id: string, displayName: string) => ({ id, displayName, required: true });
	const columns = (value: object, more: object = {}) => ({
		specifyFormFields: 'map',
		formFieldsMap: {
			mappingMode: 'defineBelow',
			schema: [
				column('text:41', 'Resume URL'),
				column('text:42', 'Message'),
				{ id: 'text:43', displayName: 'Note' },
			],
			value: { 'text:41': null, 'text:42': null, 'text:43': null, ...value },
			...more,
		},
	});

	it('are filled in, so there is no hint that nothing was', () => {
		expect(prepare({ formFields: {} })).not.toHaveProperty('hints');
	});

	it('are no empty columns, though they are required', () => {
		const filled = prepare(columns({ 'text:43': 'Soon' }));
		expect(idsIn(filled.request.body?.actions)).toEqual([43, 42]);
		expect(idsIn(prepare(columns({})).request.body?.actions)).toEqual([42]);
		const silent = { ...columns({ 'text:43': 'Soon' }), message: '', messageField: '' };
		expect(refusalOf(() => prepare(silent)).message).toBe(
			'Form Field "Message" (42) is required but empty',
		);
	});

	it('do not hide that no other column matches the item', () => {
		const byName = columns({}, { mappingMode: 'autoMapInputData' });
		const around = { ...context, json: { other: 'x' } };
		expect(refusalOf(() => prepare(byName, around)).message).toMatch(/^No key of the input item/);
		const { schema } = byName.formFieldsMap;
		const alone = { ...byName.formFieldsMap, schema: schema.slice(0, 2) };
		const plan = prepare({ ...byName, formFieldsMap: alone }, around);
		expect(idsIn(plan.request.body?.actions)).toEqual([42]);
	});

	it('are still refused if a column fills them in as well', () => {
		expect(refusalOf(() => prepare(columns({ 'text:42': 'A' }))).message).toBe(
			'Message Field (42) is a form field that is filled in elsewhere as well',
		);
	});

	it('have the value format that was chosen', () => {
		const options = { valueFormat: 'wrapped' };
		const { plan } = continueFrom(prepare({ resumeUrlField: 'url:41', options }), started);
		expect(plan.request.body?.actions).toContainEqual({
			action_id: 41,
			input_object: { url: { url: URL_OF('7') } },
		});
		const { message } = refusalOf(() => prepare({ options: { valueFormat: 'x' } }));
		expect(message).toMatch(/^'Value Format' is "x"[^;]*$/);
	});
});

describe('once the instance was started', () => {
	it('says how to go on with it if its step cannot be completed', () => {
		expect(continueFrom(prepare(), started).plan.begun).toEqual({
			message: expect.objectContaining({
				rejected: 'Instance 7 was started, but its first step was not completed',
			}),
			remedy:
				'To continue with instance 7, retry this execution. A new execution starts another instance.',
		});
	});

	it('the output while it sleeps has all that was filled in, but not the URL', () => {
		const { plan } = continueFrom(prepare(), started);
		const output = sendAndWait.present(plan, started);
		expect(JSON.stringify(output)).not.toContain('n8n/resume');
		expect(output).toMatchObject({
			id: 7,
			completed_step: {
				form_fields: [{ id: 50222, value: 'Approved' }, { id: 50223 }, { id: 42 }],
			},
		});
	});

	it('the first step gets the URL that names it, once, and nobody is told its signature', () => {
		const { plan } = continueFrom(prepare(), started);
		expect(plan.request.body?.actions).toContainEqual({
			action_id: 41,
			input_object: { inputValue: URL_OF('7') },
		});
		expect(idsIn(plan.request.body?.actions)).toEqual([50222, 50223, 42, 41]);
		expect(plan.request.secrets).toEqual([URL_OF('7'), 's3cret']);
		expect(idsIn(continueFrom(plan, started).plan.request.body?.actions)).toEqual([
			50222, 50223, 42, 41,
		]);
	});

	it('the URL is sent even if the request has no other form fields', () => {
		const plan = prepare();
		const { method, path } = plan.request;
		const next = continueFrom({ ...plan, request: { method, path } }, started).plan;
		expect(idsIn(next.request.body?.actions)).toEqual([41]);
	});

	it('no URL is made where the step is not known, or nothing was started', () => {
		const plan = prepare({ stepId: '' });
		const several = continueFrom(plan, { id: 7, active_step_ids: [5001, 5002] });
		expect(several.failure?.message).toMatch(/^Several steps are active/);
		expect(several.plan.instanceId).toBe(7);
		expect(idsIn(several.plan.request.body?.actions)).toEqual([50222, 50223, 42]);
		expect(continueFrom(plan, { detail: 'No.' }).plan).toEqual(plan);
	});
});
