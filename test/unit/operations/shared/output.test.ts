import { PARAMETERS } from '../../completeStepPlan';
import { planFor } from '../../planFor';
import { completeStep } from '../../../../nodes/NextMatter/operations/instance/completeStep';
import { get } from '../../../../nodes/NextMatter/operations/workflow/get';
import { findOperation } from '../../../../nodes/NextMatter/operations';
import { selectFields, withAllFields } from '../../../../nodes/NextMatter/operations/shared/output';
import { outputProperties } from '../../../../nodes/NextMatter/operations/shared/outputProperties';
import { instance } from '../../replies';

describe('how much is put out', () => {
	it('is one parameter, which tools offer with a choice of fields', () => {
		expect(outputProperties.map(({ name, type }) => [name, type])).toEqual([
			['simplify', 'boolean'],
			['simplify', 'options'],
			['outputFields', 'string'],
		]);
		expect(outputProperties.map(({ displayOptions }) => displayOptions)).toEqual([
			{ hide: { '@tool': [true] } },
			{ show: { '@tool': [true] } },
			{ show: { '@tool': [true], simplify: ['selected'] } },
		]);
	});
});

describe('selected fields', () => {
	it('are those named, in that order, null where there is none', () => {
		const json = { id: 1, name: 'A', constructor2: 2 };
		expect(Object.entries(selectFields(json, ['name', 'id', 'constructor']))).toEqual([
			['name', 'A'],
			['id', 1],
			['constructor', null],
		]);
	});

	it('leave what tells how the output came about', () => {
		const told = { step_outcome: 'not_active', output_source: 'remembered' };
		expect(selectFields({ id: 1, ...told }, [])).toEqual(told);
	});

	it('are taken of each of several', () => {
		expect(selectFields([{ id: 1, a: 1 }, { id: 2 }], ['id'])).toEqual([{ id: 1 }, { id: 2 }]);
	});
});

describe('an operation with all fields', () => {
	it('has those of the raw and of the simplified output', () => {
		const plan = planFor(completeStep, PARAMETERS);
		const json = withAllFields(completeStep).present(plan, instance);
		expect(json).toMatchObject({ status: 'running', ended_time: null });
		expect(Object.keys(json ?? {})).toEqual(expect.arrayContaining(Object.keys(instance)));
	});

	it('has them of a workflow, which is recognized by its ID', () => {
		const plan = planFor(get, { workflowId: '120', simplify: true });
		expect(withAllFields(get).present(plan, { id: 120, extra: 1 })).toEqual({
			id: 120,
			name: null,
			steps: [],
			extra: 1,
		});
	});

	it('takes no other answer for good', () => {
		const plan = planFor(completeStep, PARAMETERS);
		expect(withAllFields(completeStep).present(plan, 'x')).toBeUndefined();
	});

	it('takes none for good that cannot be simplified', () => {
		const plan = { ...planFor(completeStep, PARAMETERS), simplify: true };
		const present = (given: object) => ('simplify' in given && given.simplify ? undefined : {});
		expect(withAllFields({ ...completeStep, present }).present(plan, {})).toBeUndefined();
	});

	it('has them in each entry of a list', async () => {
		const getAll = await findOperation('instance', 'getAll');
		if (!getAll) throw new Error('There is no list');
		const plan = { ...planFor(completeStep, PARAMETERS), simplify: true };
		const body = { results: [{ id: 1, extra: true }, { id: 2 }] };
		expect(withAllFields(getAll).present(plan, body)).toMatchObject([
			{ id: 1, extra: true, public_url: null },
			{ id: 2, public_url: null },
		]);
	});
});
