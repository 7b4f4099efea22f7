import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { outlineOf } from '../../../../nodes/NextMatter/api/instance/stepOutline';

const STEPS: IDataObject[] = [
	{
		id: 5001,
		name: 'Describe the purchase',
		actions: [
			{ id: 70004, name: 'Needed by', type: 'date', required: true },
			{ id: 70011, name: 'Delivery', type: 'radio', options: ['Standard', 'Express'] },
		],
	},
	{ id: 5002, name: 'Decide', actions: [] },
];

const OUTLINE = {
	steps: [
		{
			id: 5001,
			name: 'Describe the purchase',
			fields: [
				{ id: 70004, name: 'Needed by', type: 'date', required: true },
				{ id: 70011, name: 'Delivery', type: 'radio', options: ['Standard', 'Express'] },
			],
		},
		{ id: 5002, name: 'Decide', fields: [] },
	],
};

describe('the outline of a snapshot', () => {
	it.each<[string, unknown]>([
		['an object', { id: 3, name: 'Offer', steps: STEPS }],
		['the text of an object', JSON.stringify({ id: 3, steps: STEPS })],
		['steps of steps', { steps: [{ id: 1, name: 'Group', steps: [{ id: 2, steps: STEPS }] }] }],
		['the same steps twice, briefly first', { active_steps: [{ id: 5001 }], steps: STEPS }],
	])('is read from %s', (_, snapshot) => {
		expect(outlineOf(snapshot)).toEqual(OUTLINE.steps);
	});

	it.each([
		['form_fields', 'action_id', 'label', 'field_type'],
		['step_actions', 'actionId', 'text', 'actionType'],
	])('knows form fields in %s by %s, %s and %s', (list, id, name, type) => {
		const field = { [id]: '7', [name]: ' Needed\nby ', [type]: 'date', is_required: false };
		expect(outlineOf({ steps: [{ step_id: 5001, [list]: [field] }] })).toEqual([
			{ id: 5001, fields: [{ id: 7, name: 'Needed by', type: 'date', required: false }] },
		]);
	});

	it('looks into the settings of a form field', () => {
		const field = {
			id: 7,
			settings: { type: 'radio', mandatory: true, choices: [{ label: 'A' }] },
		};
		expect(outlineOf({ steps: [{ id: 1, actions: [field] }] })[0].fields).toEqual([
			{ id: 7, type: 'radio', required: true, options: ['A'] },
		]);
	});

	it('looks into nothing else of a form field', () => {
		const field = { id: 7, help: { type: 'radio', choices: ['A'] }, settings: ['radio'] };
		expect(outlineOf({ steps: [{ id: 1, actions: [field] }] })[0].fields).toEqual([{ id: 7 }]);
	});

	it('takes only a yes or no for a mark that it is required', () => {
		const field = { id: 7, required: 'yes' };
		expect(outlineOf({ steps: [{ id: 1, actions: [field] }] })[0].fields).toEqual([{ id: 7 }]);
	});

	it('has only those keys that something was found for', () => {
		const [step] = outlineOf({ steps: [{ id: 1, actions: [{ id: 7 }] }] });
		expect(Object.keys(step)).toEqual(['id', 'fields']);
		expect(step.fields.map((field) => Object.keys(field))).toEqual([['id']]);
	});

	it('joins what is reported for a form field in two places by what comes first', () => {
		const steps = [
			{ id: 1, actions: [{ id: 7, name: 'A' }] },
			{ id: 1, actions: [{ id: 7, name: 'B' }, { id: 8 }] },
		];
		expect(outlineOf({ steps })[0].fields).toEqual([{ id: 7, name: 'A' }, { id: 8 }]);
	});

	it.each<[string, IDataObject[string], string[] | undefined]>([
		['texts', ['A ', 'B, C'], ['A ', 'B, C']],
		['numbers', [1, 2], ['1', '2']],
		['objects', [{ id: 1, name: 'A' }, { value: 'B' }, { id: 3 }], ['A', 'B']],
		['the same text twice', ['A', 'A'], ['A']],
		['nothing that can be chosen', ['', '  ', null, {}, []], undefined],
		['a text', 'A,B', undefined],
	])('takes options from %s', (_, options, expected) => {
		const [field] = outlineOf({ steps: [{ id: 1, actions: [{ id: 7, options }] }] })[0].fields;
		expect(field.options).toEqual(expected);
	});

	it('leaves out what has the ID 0', () => {
		const steps = [
			{ id: 0, name: 'A' },
			{ id: 1, actions: [{ id: 0 }] },
		];
		expect(outlineOf({ steps })).toEqual([{ id: 1, fields: [] }]);
	});
});

describe('any JSON', () => {
	const words = ['id', 'name', 'type', 'steps', 'actions', 'options', 'required', 'settings'];
	const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
		tree: fc.oneof(
			{ maxDepth: 8, depthSize: 'medium' },
			fc.jsonValue(),
			fc.array(tie('tree'), { maxLength: 3 }),
			fc.dictionary(fc.constantFrom(...words), tie('tree'), { maxKeys: 3 }),
		),
	}));

	it('gives an outline whose IDs are distinct and whose names say something', () => {
		fc.assert(
			fc.property(tree, fc.boolean(), (value, asText) => {
				const steps = outlineOf(asText ? JSON.stringify(value) : value);
				for (const entries of [steps, ...steps.map(({ fields }) => fields)]) {
					const ids = entries.map(({ id }) => id);
					expect(new Set(ids).size).toBe(ids.length);
					expect(ids.every((id) => Number.isSafeInteger(id) && id >= 1)).toBe(true);
					expect(entries.every(({ name = 'A' }) => name.trim() !== '')).toBe(true);
				}
				const fields = steps.flatMap((step) => step.fields);
				expect(fields.every(({ options = ['A'] }) => options.length > 0)).toBe(true);
			}),
		);
	});

	it('is no trouble when it is deep or long', () => {
		let deep: unknown = { id: 1 };
		for (let level = 0; level < 2000; level++) deep = { steps: [deep], actions: [deep] };
		expect(outlineOf(deep)).toEqual([]);
		const steps = Array.from({ length: 5000 }, (_, index) => ({ id: index + 1, actions: [] }));
		expect(outlineOf({ steps })).toHaveLength(5000);
	});
});
