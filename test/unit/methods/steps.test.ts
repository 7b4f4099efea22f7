import type { IDataObject } from 'n8n-workflow';
import {
	searchAnswerFields,
	searchFormFields,
	searchTypedFormFields,
} from '../../../nodes/NextMatter/methods/formFields';
import { getFormFieldColumns } from '../../../nodes/NextMatter/methods/resourceMapping';
import { searchSteps, searchTargetSteps } from '../../../nodes/NextMatter/methods/steps';
import { instance as base } from '../replies';
import { fakeEditor, locator } from './fakeEditor';

const STEPS: IDataObject[] = [
	{ id: 5001, name: 'Describe', actions: [{ id: 7, name: 'Amount', type: 'number' }] },
	{ id: 5002, name: 'Decide', actions: [] },
	{ id: 5003, actions: [] },
];
const instance: IDataObject = {
	...base,
	active_step_ids: [5002],
	process_snapshot: { steps: STEPS },
};
const parameters = {
	resource: 'instance',
	instanceId: locator('9001'),
	stepId: locator('5001'),
};
const ofWorkflow = { ...parameters, resource: 'formField', workflowId: locator('120') };
type Given = Parameters<typeof fakeEditor>[0];

const open = (given: Given = {}) => fakeEditor({ parameters, body: instance, ...given });
const search = async (given?: Given, filter?: string) =>
	await searchSteps.call(open(given).editor, filter);
const columns = async (given?: Given) => await getFormFieldColumns.call(open(given).editor);

describe('the list of steps', () => {
	it('has the active ones first, then the others, by name', async () => {
		expect(await search()).toEqual({
			results: [
				{ name: 'Decide (5002)', value: 5002 },
				{ name: 'Describe (5001)', value: 5001 },
				{ name: 'Step 5003', value: 5003 },
			],
		});
	});

	it.each([['create'], ['sendAndWait']])(
		'has those of the workflow before an instance is started: %s',
		async (operation) => {
			const create = { ...parameters, operation, workflowId: locator('120') };
			const { editor, sent } = open({ parameters: create, body: { id: 120, steps: STEPS } });
			const { results } = await searchSteps.call(editor);
			expect(results.map(({ value }) => value)).toEqual([5001, 5002, 5003]);
			expect(sent()).toMatchObject([{ url: 'https://h/api/processes/120/' }]);
			const given = { parameters: { ...create, stepId: locator('') }, body: { steps: STEPS } };
			expect((await columns(given)).fields.map(({ displayName }) => displayName)).toEqual([
				'Amount',
			]);
		},
	);

	it('needs nothing but the instance, and only reads it', async () => {
		const { editor, sent } = open({ parameters: { instanceId: 9001 } });
		await searchSteps.call(editor);
		expect(sent()).toEqual([
			{ method: 'GET', url: 'https://h/api/instances/9001/', qs: undefined },
		]);
	});

	it.each([
		['DESC', [5001]],
		['500', [5002, 5001, 5003]],
		['nothing', []],
	])('is searched for %j', async (filter, ids) => {
		expect((await search({}, filter)).results.map(({ value }) => value)).toEqual(ids);
	});

	it('has active steps even where the snapshot says nothing, and without active ones the rest', async () => {
		const unknown = { ...instance, process_snapshot: null };
		expect((await search({ body: unknown })).results).toEqual([{ name: 'Step 5002', value: 5002 }]);
		const inactive = { ...instance, active_step_ids: null };
		expect((await search({ body: inactive })).results[0]).toEqual({
			name: 'Describe (5001)',
			value: 5001,
		});
	});

	it('asks for the ID where no step is recognized', async () => {
		const body = { ...base, active_step_ids: [] };
		await expect(search({ body }, 'x')).rejects.toMatchObject({
			message: 'No steps were recognized in instance 9001',
			description: 'Enter the ID instead',
		});
	});

	it.each<[unknown]>([[{ ...instance, id: 9002 }], [{ detail: 'x' }]])(
		'asks for the ID when the answer is not the instance: %#',
		async (body) => {
			await expect(search({ body })).rejects.toMatchObject({
				message: 'Next Matter did not return instance 9001',
				description: 'Enter the ID instead',
			});
		},
	);

	it('is that of the workflow where there is no instance', async () => {
		const { editor, sent } = open({ parameters: ofWorkflow, body: { id: 120, steps: STEPS } });
		expect((await searchSteps.call(editor)).results.map(({ name }) => name)).toEqual([
			'Describe (5001)',
			'Decide (5002)',
			'Step 5003',
		]);
		expect(sent()).toMatchObject([{ method: 'GET', url: 'https://h/api/processes/120/' }]);
	});

	it.each<[Given, string]>([
		[{ parameters: ofWorkflow, body: {} }, 'No steps were recognized in workflow 120'],
		[{ parameters: ofWorkflow, status: 404 }, 'Workflow 120 was not found'],
		[{ status: 404 }, 'Instance 9001 was not found'],
		[{ parameters: {} }, 'The ID of the instance is missing'],
		[{ parameters: { resource: 'formField' } }, 'The ID of the workflow is missing'],
	])('says why it does not open: %#', async (given, message) => {
		await expect(search(given)).rejects.toMatchObject({
			message: expect.stringContaining(message),
		});
	});
});

describe('the list of steps that a routing can lead to', () => {
	const targets = async (given?: Given, filter?: string) =>
		await searchTargetSteps.call(open(given).editor, filter);

	it('has the others, in the order of the workflow', async () => {
		expect(await targets()).toEqual({
			results: [
				{ name: 'Decide (5002)', value: 5002 },
				{ name: 'Step 5003', value: 5003 },
			],
		});
		expect((await targets({}, 'DEC')).results).toHaveLength(1);
	});

	it('has all where the step is not known yet', async () => {
		const unknown = { ...parameters, stepId: locator('') };
		expect((await targets({ parameters: unknown })).results).toHaveLength(3);
	});

	it('asks for the ID where there is none', async () => {
		const body = { ...instance, process_snapshot: { steps: STEPS.slice(0, 1) } };
		await expect(targets({ body })).rejects.toMatchObject({
			message: 'No other steps were recognized in instance 9001',
			description: 'Enter the ID instead',
		});
	});
});

describe('the list of form fields', () => {
	const searchFields = async (given?: Given, filter?: string) =>
		await searchFormFields.call(open(given).editor, filter);

	it('has those of all steps where no step is asked for', async () => {
		const steps = [...STEPS, { id: 5004, actions: [{ id: 8, name: 'Offer', type: 'file' }] }];
		const { editor } = open({
			parameters: { resource: 'file', instanceId: locator('9001') },
			body: { ...instance, process_snapshot: { steps } },
		});
		const { results } = await searchFormFields.call(editor);
		expect(results.map(({ value }) => value)).toEqual([7, 8]);
	});

	it('names each with its type, and is searched by both', async () => {
		for (const filter of [undefined, 'amount', 'NUMBER']) {
			const { results } = await searchFields({}, filter);
			expect(results.map(({ name }) => name)).toEqual(['Amount: Number']);
		}
		expect((await searchFields({}, 'text')).results).toEqual([]);
	});

	it('has names for those without one', async () => {
		const steps = [{ id: 5001, actions: [{ id: 7 }, { id: 8, type: 'date' }] }];
		const { results } = await searchFields({ body: { ...instance, process_snapshot: { steps } } });
		expect(results.map(({ name }) => name)).toEqual([
			'Form Field 7: Custom (JSON)',
			'Form Field 8: Date',
		]);
	});

	it.each([[5002], [4711]])('asks for the ID where step %i shows none', async (stepId) => {
		const given = { parameters: { ...parameters, stepId } };
		await expect(searchFields(given)).rejects.toMatchObject({
			message: `No form fields were recognized in step ${stepId}`,
			description: 'Enter the ID instead; you can find it in the Next Matter workflow editor',
		});
	});

	it('asks for the step before anything is sent', async () => {
		const { editor, sent } = open({ parameters: { ...parameters, stepId: locator('') } });
		await expect(searchFormFields.call(editor)).rejects.toMatchObject({
			message: 'The ID of the step is missing',
		});
		expect(sent()).toEqual([]);
	});
});

describe('the form fields of an instance that is still to be started', () => {
	const starting = {
		resource: 'instance',
		operation: 'create',
		workflowId: locator('120'),
	};
	const steps = [...STEPS, { id: 5004, actions: [{ id: 8, name: 'Offer', type: 'file' }] }];
	const fieldsOf = async (stepId: unknown, body: IDataObject = { steps }) => {
		const { editor } = open({ parameters: { ...starting, stepId }, body });
		const { results } = await searchFormFields.call(editor);
		return results.map(({ value }) => value);
	};

	it.each<[unknown]>([[undefined], [locator('')]])(
		'are those of the first step as long as none is chosen: %j',
		async (stepId) => {
			expect(await fieldsOf(stepId)).toEqual([7]);
		},
	);

	it('are those of the step that is chosen', async () => {
		expect(await fieldsOf(locator('5004'))).toEqual([8]);
	});

	it('are none where the workflow shows no step, and that is said of the workflow', async () => {
		await expect(fieldsOf('', {})).rejects.toMatchObject({
			message: 'No form fields were recognized in workflow 120',
		});
	});
});

describe('the list of form fields with their types', () => {
	it('has both in one value, but the ID alone where the type is not recognized', async () => {
		const actions = [
			{ id: 7, name: 'Amount', type: 'number' },
			{ id: 8, name: 'Map', type: 'hologram' },
		];
		const body = { ...instance, process_snapshot: { steps: [{ id: 5001, actions }] } };
		const listed = async (filter?: string) =>
			(await searchTypedFormFields.call(open({ body }).editor, filter)).results;
		expect(await listed()).toEqual([
			{ name: 'Amount: Number', value: 'number:7' },
			{ name: 'Map: Custom (JSON)', value: 8 },
		]);
		expect(await listed('amo')).toHaveLength(1);
	});
});

describe('the list of form fields that may hold an answer', () => {
	const answersIn = async (steps: IDataObject[], filter?: string) => {
		const given = { ...parameters, operation: 'sendAndWait', workflowId: locator('120') };
		const { editor } = open({ parameters: given, body: { steps } });
		return (await searchAnswerFields.call(editor, filter)).results;
	};
	const other = { id: 5004, actions: [{ id: 8, name: 'Offer', type: 'file' }] };

	it('has those of all steps, by their IDs, whatever step is chosen', async () => {
		expect(await answersIn([...STEPS, other])).toEqual([
			{ name: 'Amount: Number', value: 7 },
			{ name: 'Offer: File Upload', value: 8 },
		]);
		expect(await answersIn([...STEPS, other], 'OFFER')).toHaveLength(1);
	});

	it('asks for the ID where the workflow shows none', async () => {
		await expect(answersIn([])).rejects.toMatchObject({
			message: 'No form fields were recognized in workflow 120',
		});
	});
});

describe('the columns of a step', () => {
	const saved = { schema: [{ id: '9:text', displayName: 'Old' }] };

	it('are its form fields', async () => {
		expect(await columns()).toEqual({
			fields: [expect.objectContaining({ id: 'number:7', displayName: 'Amount', type: 'string' })],
		});
	});

	it('are read anew, whatever was there before', async () => {
		const { fields } = await columns({ parameters: { ...parameters, formFieldsMap: saved } });
		expect(fields.map(({ id }) => id)).toEqual(['number:7']);
	});

	it('are none where the step shows none, and say so', async () => {
		expect(await columns({ parameters: { ...parameters, stepId: 5002 } })).toEqual({
			fields: [],
			emptyFieldsNotice: `No form fields were recognized in step 5002. Enter their IDs with 'Using Fields Below' instead.`,
		});
	});

	it.each<[Given, RegExp]>([
		[{ status: 404, body: {} }, /^(Instance|Workflow) \d+ was not found\. Check that/],
		[
			{ parameters: { ...parameters, instanceId: locator('={{ 1 }}') } },
			/^The instance is set by an expression .+\. Execute the previous nodes/,
		],
	])('are none where nothing can be looked up, and say why: %#', async (given, notice) => {
		const { fields, emptyFieldsNotice } = await columns(given);
		expect(fields).toEqual([]);
		expect(emptyFieldsNotice).toMatch(notice);
	});

	it('stay as they are where nothing can be looked up', async () => {
		const formFieldsMap = saved;
		expect(await columns({ parameters: { ...parameters, formFieldsMap }, status: 500 })).toEqual({
			fields: saved.schema,
		});
	});

	it('hide no fault of the program', async () => {
		const { editor } = open();
		const broken = {
			...editor,
			getCurrentNodeParameter: (name: string) => {
				if (name === 'formFieldsMap') return undefined;
				throw new TypeError('Oops');
			},
		};
		await expect(getFormFieldColumns.call(broken)).rejects.toThrow('Oops');
	});
});
