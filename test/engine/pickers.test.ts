import type { INodeParameters } from 'n8n-workflow';
import { fieldKinds } from '../../nodes/NextMatter/formFields';
import {
	DECISION_STEP_ID,
	FIELD_IDS,
	FIELD_KINDS,
	FIELD_OPTIONS,
	nameOfField,
	ONBOARDING_WORKFLOW_ID,
	PURCHASE_WORKFLOW_ID,
	REQUEST_STEP_ID,
	startStandIn,
	type FieldKind,
	type KeyName,
	type StandIn,
	type StandInOptions,
} from '../standIn';
import { openEditor } from './editor';
import { locator } from './testBed';

let standIn: StandIn;
async function open(options: StandInOptions = {}): Promise<void> {
	standIn = await startStandIn(options);
}
afterEach(async () => {
	expect(standIn.contractViolations).toEqual([]);
	expect(standIn.log.flatMap(({ contractErrors }) => contractErrors)).toEqual([]);
	await standIn.close();
});

const editor = async (parameters: INodeParameters, key: KeyName = 'admin', path?: string) =>
	await openEditor(
		{ resource: 'instance', operation: 'completeStep', ...parameters },
		{ apiKey: standIn.keys[key], baseUrl: standIn.baseUrl },
		path,
	);
function kindOf(type: FieldKind) {
	const kind = fieldKinds.find((one) => one.type === type);
	if (!kind) throw new Error(`The node has no ${type}`);
	return kind;
}

const at = (instanceId: unknown, stepId: unknown = ''): INodeParameters => ({
	instanceId: locator(instanceId) as INodeParameters,
	stepId: locator(stepId) as INodeParameters,
});

describe('what is there', () => {
	beforeEach(async () => await open());

	it('lists the active steps first, by name', async () => {
		const { id } = standIn.createInstance({ startAtStepId: DECISION_STEP_ID });
		const { search } = await editor(at(id));
		expect((await search('searchSteps')).results).toEqual([
			{ name: 'Decide (5002)', value: DECISION_STEP_ID },
			{ name: 'Describe the purchase (5001)', value: REQUEST_STEP_ID },
			{ name: 'Place the order (5003)', value: 5003 },
		]);
		expect((await search('searchSteps', ' DESCRIBE')).results.map(({ value }) => value)).toEqual([
			5001,
		]);
	});

	it('lists the form fields of the step with their types', async () => {
		const { id } = standIn.createInstance();
		const { search } = await editor(at(id, REQUEST_STEP_ID));
		const { results } = await search('searchTypedFormFields');
		expect(results).toEqual(
			FIELD_KINDS.map((kind) => ({
				name: `${nameOfField(kind)}: ${kindOf(kind).name}`,
				value: `${kind}:${FIELD_IDS[kind]}`,
			})),
		);
		expect(results[0].name).toBe('Delivery address: Address');
		expect(results[0].value).toBe('address:70001');
		expect(results[2].value).toBe('date:70003');
		expect((await search('searchTypedFormFields', 'date')).results).toHaveLength(1);
	});

	it('makes columns of the form fields, with their types and choices', async () => {
		const { id } = standIn.createInstance();
		const { columns } = await editor(at(id, REQUEST_STEP_ID));
		const { fields } = await columns('getFormFieldColumns');
		const expected = FIELD_KINDS.flatMap((kind) => {
			const { column } = kindOf(kind);
			if (!column) return [];
			const type = column.hasChoices ? 'options' : column.type;
			return [[`${kind}:${FIELD_IDS[kind]}`, nameOfField(kind), type]];
		});
		expect(fields.map((field) => [field.id, field.displayName, field.type])).toEqual(expected);
		expect(expected).toContainEqual(['radio:70011', 'Delivery', 'options']);
		expect(expected).toContainEqual(['date:70003', 'Needed by', 'dateTime']);
		expect(fields.find((field) => field.id === 'radio:70011')?.options).toEqual(
			FIELD_OPTIONS.radio.map((name) => ({ name, value: name })),
		);
		expect(fields.every(({ readOnly, removed, display }) => !readOnly && !removed && display)).toBe(
			true,
		);
	});

	it('marks what is required', async () => {
		const { id } = standIn.createInstance();
		const { columns } = await editor(at(id, 5003));
		const { fields } = await columns('getFormFieldColumns');
		expect(fields.map(({ required }) => required)).toEqual([true]);
	});

	it('lists the steps and form fields of a workflow', async () => {
		const { search } = await editor({
			resource: 'formField',
			operation: 'getValues',
			workflowId: locator(ONBOARDING_WORKFLOW_ID) as INodeParameters,
			stepId: locator(6001) as INodeParameters,
		});
		expect((await search('searchSteps')).results.map(({ value }) => value)).toEqual([
			6001, 6002, 6003,
		]);
		expect((await search('searchFormFields')).results.map(({ value }) => value)).toEqual([80001]);
	});
});

describe('the options of a form field in a row', () => {
	const rowOf = (fieldId: unknown, row: INodeParameters = {}) => {
		const formFields = { field: [{}, { fieldId: locator(fieldId) as INodeParameters, ...row }] };
		const { id } = standIn.createInstance();
		return { ...at(id, REQUEST_STEP_ID), formFields } as INodeParameters;
	};
	const path = (name: string) => `parameters.formFields.field[1].${name}`;
	beforeEach(async () => await open());

	it.each([
		['singleSelect', 'selectedOption'],
		['radio', 'selectedOption'],
	] as const)('are offered for a %s', async (type, name) => {
		for (const fieldId of [FIELD_IDS[type], `${type}:${FIELD_IDS[type]}`]) {
			const { search } = await editor(rowOf(fieldId), 'admin', path(name));
			const { results } = await search('searchFieldOptions');
			expect(results.map(({ value }) => value)).toEqual(FIELD_OPTIONS[type]);
		}
	});

	it.each([
		['multiSelect', 'selectedItems'],
		['checklist', 'checkedItems'],
	] as const)('are offered for a %s, beside what is chosen', async (type, name) => {
		const row = rowOf(`${type}:${FIELD_IDS[type]}`, { [name]: ['Gone'] });
		const { options } = await editor(row, 'admin', path(name));
		const offered = await options('getFieldOptions');
		expect(offered.map(({ value }) => value)).toEqual([...FIELD_OPTIONS[type], 'Gone']);
	});

	it('are steps for a routing', async () => {
		const row = rowOf(`routing:${FIELD_IDS.routing}`);
		const { search } = await editor(row, 'admin', path('targetStep'));
		const { results } = await search('searchTargetSteps');
		expect(results.map(({ name }) => name)).toEqual(['Decide (5002)', 'Place the order (5003)']);
	});
});

it('lets the field type decide where the type of a form field is not recognized', async () => {
	await open();
	const { id } = standIn.createInstance();
	const actions = [
		{ id: 7, name: 'Glow', type: 'hologram' },
		{ id: 8, name: 'Note', type: 'text' },
	];
	const process_snapshot = { steps: [{ id: REQUEST_STEP_ID, name: 'Describe', actions }] };
	standIn.faults.add({
		kind: { status: 200, body: { id, active_step_ids: [], process_snapshot } },
	});
	const { search } = await editor(at(id, REQUEST_STEP_ID));
	expect((await search('searchTypedFormFields')).results).toEqual([
		{ name: 'Glow: Custom (JSON)', value: 7 },
		{ name: 'Note: Text', value: 'text:8' },
	]);
});

describe('where nothing is recognized', () => {
	beforeEach(async () => await open({ snapshotShape: 'unrecognizable' }));

	it('the active steps are listed all the same', async () => {
		const { id } = standIn.createInstance();
		const { search } = await editor(at(id));
		expect((await search('searchSteps')).results).toEqual([
			{ name: 'Step 5001', value: REQUEST_STEP_ID },
		]);
	});

	it('the list says to enter the ID', async () => {
		const { id } = standIn.createInstance();
		const { search, columns } = await editor(at(id, REQUEST_STEP_ID));
		await expect(search('searchTypedFormFields')).rejects.toMatchObject({
			message: 'No form fields were recognized in step 5001',
			description: expect.stringContaining('Enter the ID instead'),
		});
		expect(await columns('getFormFieldColumns')).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('No form fields were recognized in step 5001'),
		});
	});

	it('steps of an ended instance are to be entered too', async () => {
		const { id } = standIn.createInstance();
		const stopped = { status: 200, body: { id, active_step_ids: [], process_snapshot: null } };
		standIn.faults.add({ kind: stopped });
		const { search } = await editor(at(id));
		await expect(search('searchSteps')).rejects.toMatchObject({
			message: `No steps were recognized in instance ${id}`,
			description: 'Enter the ID instead',
		});
	});
});

describe('the list of instances', () => {
	const of = (workflow: unknown) => ({ listWorkflow: workflow }) as INodeParameters;

	it('holds the running ones of the workflow, the newest first, page by page', async () => {
		await open({ pagination: 'cursor' });
		for (let count = 0; count < 60; count += 1) standIn.createInstance();
		standIn.createInstance({ workflowId: ONBOARDING_WORKFLOW_ID });
		const { search } = await editor(of('https://h/api/processes/101/'));
		const first = await search('searchInstances');
		expect(first.results).toHaveLength(50);
		expect(first.results[0]).toEqual({ name: 'Purchase approval 9060 (9060)', value: 9060 });
		const second = await search('searchInstances', undefined, String(first.paginationToken));
		expect(second.results).toHaveLength(10);
		expect(second.paginationToken).toBeUndefined();
	});

	it('can be searched by name', async () => {
		await open({ listEntries: 'short' });
		standIn.createInstance({ name: 'Laptops' });
		standIn.createInstance({ name: 'Desks' });
		const { search } = await editor(of(String(PURCHASE_WORKFLOW_ID)));
		expect((await search('searchInstances', ' desk ')).results).toEqual([
			{ name: 'Desks (9002)', value: 9002 },
		]);
	});
});

describe('what keeps a list from opening is said in plain words', () => {
	beforeEach(async () => await open());

	it.each<[string, () => INodeParameters, KeyName, string]>([
		['an expression', () => at('={{ $json.id }}'), 'admin', 'The instance is set by an expression'],
		['an unknown instance', () => at(4711), 'admin', 'Instance 4711 was not found'],
		['a bad key', () => at(standIn.createInstance().id), 'revoked', 'does not accept the API key'],
	])('%s', async (_what, parameters, key, message) => {
		const { search } = await editor(parameters(), key);
		await expect(search('searchSteps')).rejects.toMatchObject({
			message: expect.stringContaining(message),
			description: expect.stringMatching(/\w/),
		});
	});

	it('that it is throttled, without waiting', async () => {
		const { id } = standIn.createInstance();
		standIn.faults.add({ kind: { status: 429, headers: { 'Retry-After': '60' } } });
		const { search } = await editor(at(id));
		await expect(search('searchSteps')).rejects.toThrow("isn't accepting requests right now");
		expect(standIn.log).toHaveLength(1);
	});

	it('keeps the columns that are there', async () => {
		const { id } = standIn.createInstance();
		const { fields } = await (await editor(at(id, 5003))).columns('getFormFieldColumns');
		const formFieldsMap = { mappingMode: 'defineBelow', value: {}, schema: fields };
		const saved = { formFieldsMap: formFieldsMap as unknown as INodeParameters };
		for (const instance of ['={{ $json.id }}', 4711, 'none']) {
			const { columns } = await editor({ ...at(instance, 5003), ...saved });
			expect(await columns('getFormFieldColumns')).toEqual({ fields });
		}
	});

	it('a step set by an expression', async () => {
		const { columns } = await editor(at(standIn.createInstance().id, '={{ 1 }}'));
		expect(await columns('getFormFieldColumns')).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringMatching(
				/^The step is set by an expression.+\. Execute the previous nodes/,
			),
		});
	});
});
