import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import {
	fieldIdOf,
	findFields,
	findFieldsAnywhere,
	findSteps,
	readSnapshot,
	stepIdOf,
} from '../../../../nodes/NextMatter/api/instance/findInSnapshot';

const idsOf = (entries: IDataObject[]) => entries.map(({ id }) => id);

describe('reading a snapshot', () => {
	it('leaves an object as it is', () => {
		const snapshot = { steps: [] };
		expect(readSnapshot(snapshot)).toBe(snapshot);
	});

	it.each<[string, unknown]>([
		['{"steps": [{"id": 1}]}', { steps: [{ id: 1 }] }],
		['{"steps": [', undefined],
	])('makes of the text %j %j', (snapshot, value) => {
		expect(readSnapshot(snapshot)).toEqual(value);
	});
});

describe('an ID', () => {
	it.each<[unknown, number | undefined]>([
		['5001', 5001],
		[Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
		[Number.MAX_SAFE_INTEGER + 1, undefined],
		['  ', undefined],
		[null, undefined],
	])('in the value %j is %j', (id, expected) => {
		expect(stepIdOf({ id } as IDataObject)).toBe(expected);
		expect(fieldIdOf({ id } as IDataObject)).toBe(expected);
	});

	it.each([
		['step_id', 7, undefined],
		['stepId', 7, undefined],
		['field_id', undefined, 7],
		['fieldId', undefined, 7],
	])('under the key %s is %j of a step and %j of a form field', (key, step, field) => {
		expect(stepIdOf({ [key]: 7 })).toBe(step);
		expect(fieldIdOf({ [key]: 7 })).toBe(field);
	});

	it('is that of the first key which is there, even if it is none', () => {
		expect(stepIdOf({ stepId: 3, step_id: 2, id: 1 })).toBe(1);
		expect(fieldIdOf({ fieldId: 3, action_id: 2 })).toBe(2);
		expect(stepIdOf({ id: 'a', step_id: 2 })).toBeUndefined();
	});

	it('is none that every object has', () => {
		expect(stepIdOf(Object.create({ id: 7 }) as IDataObject)).toBeUndefined();
		expect(stepIdOf({})).toBeUndefined();
	});
});

describe('the steps of a snapshot', () => {
	it('come in its order, those of groups after their group', () => {
		const steps = [{ id: 1, steps: [{ id: 2 }, { id: 3, group: { substeps: [{ id: 4 }] } }] }];
		expect(idsOf(findSteps({ steps, later_steps: [{ id: 5 }] }))).toEqual([1, 2, 3, 4, 5]);
	});

	it('may stand in lists of lists', () => {
		expect(idsOf(findSteps({ steps: [[{ id: 1 }], [[{ id: 2 }]]] }))).toEqual([1, 2]);
	});

	it.each<[string, unknown]>([
		['a bare list', [{ id: 1 }]],
		['a list under another key', { groups: [{ id: 1 }] }],
		['an object under a key for lists', { steps: { id: 1 } }],
		['a form field', { actions: [{ id: 1, next_steps: [{ id: 2 }] }] }],
		['an entry without an ID', { steps: [{ name: 'Decide' }] }],
		['no object', { steps: [1, '2', null] }],
	])('are not in %s', (_what, snapshot) => {
		expect(findSteps(snapshot)).toEqual([]);
	});

	it('are looked for inside an entry that has no ID itself', () => {
		expect(idsOf(findSteps({ steps: [{ name: 'Group', steps: [{ id: 2 }] }] }))).toEqual([2]);
		expect(idsOf(findSteps({ actions: [{ label: 'x', steps: [{ id: 2 }] }] }))).toEqual([2]);
	});
});

describe('the form fields of a step', () => {
	it('are those in sections as well, but not those of steps inside it', () => {
		const step = {
			id: 1,
			actions: [{ id: 10 }],
			sections: [{ id: 2, form_fields: [{ id: 11 }] }],
			steps: [{ id: 3, actions: [{ id: 12 }] }],
		};
		expect(idsOf(findFields(step))).toEqual([10, 11]);
	});

	it('end at a form field, whatever is inside it', () => {
		expect(idsOf(findFields({ actions: [{ id: 10, sub_fields: [{ id: 11 }] }] }))).toEqual([10]);
	});

	it('are found in all steps at once, each with the form fields inside it left out', () => {
		const steps = [
			{ id: 1, actions: [{ id: 10, sub_fields: [{ id: 11 }] }] },
			{ id: 2, steps: [{ id: 3, form_fields: [{ id: 12 }] }] },
		];
		expect(idsOf(findFieldsAnywhere({ steps, fields: [{ id: 13 }] }))).toEqual([10, 12, 13]);
	});

	it.each(['action', 'actions', 'form_fields', 'formFields', 'field', 'ACTIONS'])(
		'stand in a list under %s',
		(key) => {
			expect(idsOf(findFields({ [key]: [{ id: 10 }] }))).toEqual([10]);
		},
	);

	it('do not stand in a list under a longer key', () => {
		expect(findFields({ actions_count: [{ id: 10 }] })).toEqual([]);
	});
});

describe('whatever is around a step', () => {
	const shells = fc.array(fc.constantFrom('group', 'groups', 'steps', 'process'), {
		maxLength: 12,
	});
	const wrap = (shell: string, inner: IDataObject): IDataObject =>
		shell.endsWith('s') ? { [shell]: [{ name: 'Group', ...inner }] } : { [shell]: inner };
	/** A list is a level of its own. */
	const levelsOf = (all: readonly string[]) =>
		all.reduce((sum, shell) => sum + (shell.endsWith('s') ? 2 : 1), 0);

	it('it is found in up to twelve levels, and no deeper', () => {
		fc.assert(
			fc.property(shells, (all) => {
				const snapshot = all.reduceRight<IDataObject>((inner, shell) => wrap(shell, inner), {
					steps: [{ id: 5001 }],
				});
				// Its own list is a level, too.
				const isWithin = levelsOf(all) + 1 <= 12;
				expect(idsOf(findSteps(snapshot))).toEqual(isWithin ? [5001] : []);
			}),
		);
	});
});
