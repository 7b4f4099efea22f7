import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { plainValue } from '../../../nodes/NextMatter/formFields/decode';
import {
	fieldValuesOf,
	keyValues,
	namesOfFields,
} from '../../../nodes/NextMatter/formFields/fieldValues';
import type { WorkflowDefinition } from '../../standIn/definitions';
import { FIELD_KINDS } from '../../standIn/kinds';
import { STANDARD_SAMPLES, WRAPPED_SAMPLES } from '../../standIn/samples';
import { structureOf, type SnapshotShape } from '../../standIn/snapshots';

const WORKFLOW: WorkflowDefinition = {
	id: 1,
	name: 'Purchase',
	steps: [
		{
			id: 11,
			name: 'Request',
			formFields: FIELD_KINDS.map((kind, index) => ({ id: 21 + index, name: `A ${kind}`, kind })),
		},
		{ id: 12, name: 'Decide', formFields: [{ id: 91, name: 'Note', kind: 'text' }] },
	],
};
const snapshotOf = (...fields: IDataObject[]) => ({
	steps: [{ id: 11, name: 'Request', actions: fields }],
});

describe('the values of a snapshot', () => {
	it.each<[SnapshotShape, string]>([
		['object', 'value'],
		['string', 'value'],
		['nested', 'inputs'],
		['nested', 'what_was_entered'],
	])('are found in the shape "%s", whatever they are called (%s)', (shape, key) => {
		for (const samples of [STANDARD_SAMPLES, WRAPPED_SAMPLES]) {
			const structure = structureOf(WORKFLOW, shape, {
				field: ({ kind, id }) => (id < 90 ? { [key]: samples[kind] } : {}),
			});
			const snapshot = shape === 'string' ? JSON.stringify(structure) : structure;
			const values = fieldValuesOf(snapshot);
			expect(values.map(({ id }) => id)).toEqual([...FIELD_KINDS.map((_, i) => 21 + i), 91]);
			FIELD_KINDS.forEach((kind, index) => {
				expect(values[index]).toEqual({
					id: 21 + index,
					name: `A ${kind}`,
					stepId: 11,
					stepName: 'Request',
					value: plainValue(samples[kind] as IDataObject),
				});
			});
			expect(values.at(-1)?.value).toBeNull();
		}
	});

	it('are none where no step is recognized', () => {
		expect(fieldValuesOf(structureOf(WORKFLOW, 'unrecognizable'))).toEqual([]);
		expect(fieldValuesOf('not JSON')).toEqual([]);
		expect(fieldValuesOf(undefined)).toEqual([]);
	});

	it('may stand among the keys of the form field itself', () => {
		const [value] = fieldValuesOf(
			snapshotOf({ id: 21, name: 'Amount', type: 'number', numberValue: 5, formattedValue: '' }),
		);
		expect(value.value).toBe(5);
	});

	it('are not confused with the default or the address of a form field', () => {
		const [first, second] = fieldValuesOf(
			snapshotOf(
				{ id: 21, name: 'A', url: 'https://h/api/21/', default_value: { inputValue: 'x' } },
				{ id: 22, name: 'B', default_value: { inputValue: 'x' }, value: { inputValue: 'y' } },
			),
		);
		expect(first.value).toBeNull();
		expect(second.value).toBe('y');
	});

	it('prefer the more likely key, and keep both where neither is', () => {
		const [first, second] = fieldValuesOf(
			snapshotOf(
				{ id: 21, name: 'A', value: { inputValue: 'new' }, shown: { inputValue: 'old' } },
				{ id: 22, name: 'B', before: { inputValue: 'a' }, after: { inputValue: 'b' } },
			),
		);
		expect(first.value).toBe('new');
		expect(second.value).toEqual({ before: 'a', after: 'b' });
	});

	it('are handed on as they are where no type has such keys', () => {
		const [value] = fieldValuesOf(snapshotOf({ id: 21, name: 'A', value: { rating: 5, of: 10 } }));
		expect(value.value).toEqual({ rating: 5, of: 10 });
	});

	it('are handed on with their keys where none of these is likely to hold one', () => {
		const empty = { note: '', remark: null };
		const [value] = fieldValuesOf(snapshotOf({ id: 21, name: 'A', stars: 5, of: 10, ...empty }));
		expect(value.value).toEqual({ stars: 5, of: 10 });
	});

	it('are what the only likely key holds, or all of it where several are likely', () => {
		const [one, several] = fieldValuesOf(
			snapshotOf(
				{ id: 21, name: 'A', value: 'x', stars: 5 },
				{ id: 22, name: 'B', value: 'x', answer: 'y' },
			),
		);
		expect(one.value).toBe('x');
		expect(several.value).toEqual({ value: 'x', answer: 'y' });
	});

	it.each([
		...['values', 'inputObject', 'action_value', 'current_answer'],
		...['form_field_data', 'formfieldobject', 'Field_Input'],
	])('are taken from "%s" alone, which is likely to hold one', (key) => {
		const [value] = fieldValuesOf(snapshotOf({ id: 21, name: 'A', [key]: 'x', stars: 5 }));
		expect(value.value).toBe('x');
	});

	it.each([...['valued', 'evalue', 'subtitle', 'ordered', 'paid', 'id_card']])(
		'are handed on with the key "%s", which means nothing',
		(key) => {
			const [value] = fieldValuesOf(snapshotOf({ id: 21, name: 'A', [key]: 'x', stars: 5 }));
			expect(value.value).toEqual({ [key]: 'x', stars: 5 });
		},
	);

	it.each([
		...['title', 'hint', 'help', 'help_text', 'helptext', 'user_id', 'user_ids', 'Position'],
		...['initial_stars', 'is_visible', 'conditions'],
	])('are not what "%s" says, which describes the form field', (key) => {
		const [value] = fieldValuesOf(snapshotOf({ id: 21, name: 'A', [key]: 'x', stars: 5 }));
		expect(value.value).toEqual({ stars: 5 });
	});

	it('of a form field that is shown twice are taken from where they are filled in', () => {
		const empty = { id: 21, name: 'A', value: null };
		const filled = { id: 21, name: 'A', value: { inputValue: 'x' } };
		const other = { id: 21, name: 'A', value: { inputValue: 'y' } };
		const valuesOf = (...fields: IDataObject[]) =>
			fieldValuesOf(snapshotOf(...fields)).map(({ value }) => value);
		expect(valuesOf(empty, filled)).toEqual(['x']);
		expect(valuesOf(filled, empty)).toEqual(['x']);
		expect(valuesOf(filled, other)).toEqual(['x']);
		expect(valuesOf(empty, empty)).toEqual([null]);
		const [first] = fieldValuesOf(snapshotOf(empty, { ...empty, name: 'B' }));
		expect(first.name).toBe('A');
	});

	it('have no name where the snapshot shows none', () => {
		const snapshot = snapshotOf({ id: 21, value: null }, { id: 22, name: ' B ', value: null });
		expect(fieldValuesOf(snapshot)[0]).not.toHaveProperty('name');
		const nameless = { steps: [{ id: 11, actions: [{ id: 21 }] }] };
		expect(Object.keys(fieldValuesOf(nameless)[0])).toEqual(['id', 'stepId', 'value']);
		expect(namesOfFields(snapshot)).toEqual(new Map([[22, 'B']]));
	});

	it('are never lost, whatever they are and whatever lies around them', () => {
		const json = fc.jsonValue({ maxDepth: 2 });
		fc.assert(
			fc.property(fc.constantFrom('value', 'values', 'inputObject'), json, (key, entered) => {
				const value = { [key]: entered } as IDataObject;
				const [found] = fieldValuesOf(snapshotOf({ id: 21, name: 'A', order: 3, ...value }));
				expect(found.value).toEqual(plainValue(value[key]));
			}),
		);
	});
});

describe('the keys of values', () => {
	const value = (id: number, name: string | undefined, stepName: string | undefined) => ({
		id,
		...(name !== undefined && { name }),
		...(stepName !== undefined && { stepName }),
		value: id,
	});

	it('are names, with the step in front of those that occur twice, and IDs in the end', () => {
		const values = [
			value(1, 'Amount', 'Request'),
			value(2, 'Note', 'Request'),
			value(3, 'Note', 'Decide'),
			value(4, 'File', 'Order'),
			value(5, 'File', 'Order'),
			value(6, undefined, 'Order'),
		];
		expect(keyValues(values, 'byName')).toEqual({
			Amount: 1,
			'Request: Note': 2,
			'Decide: Note': 3,
			'File (4)': 4,
			'File (5)': 5,
			'6': 6,
		});
		expect(Object.keys(keyValues(values, 'byId'))).toEqual(['1', '2', '3', '4', '5', '6']);
	});

	it('call a form field without a name by its ID, unless another has that for a name', () => {
		const values = [value(6, undefined, 'Order'), value(7, '6', 'Order')];
		expect(keyValues(values, 'byName')).toEqual({ 'Form Field (6)': 6, '6 (7)': 7 });
	});

	it('are set apart by the ID of the step that has no name', () => {
		const twice = [
			{ id: 1, name: 'Note', stepId: 7, value: 1 },
			{ id: 2, name: 'Note', value: 2 },
		];
		expect(keyValues(twice, 'byName')).toEqual({ 'Step 7: Note': 1, 'Step: Note': 2 });
	});

	it('get their ID once more where others have even that in their names', () => {
		const values = [
			value(1, 'A', 'S'),
			value(2, 'A', 'S'),
			value(3, 'A (1)', 'S'),
			value(4, 'A (1)', 'S'),
		];
		expect(keyValues(values, 'byName')).toEqual({
			'A (1)': 1,
			'A (2)': 2,
			'A (1) (3)': 3,
			'A (1) (4)': 4,
		});
	});

	it('keep every value, whatever the names are', () => {
		const names = fc.constantFrom('A', 'B', 'A (1)', 'S: A', '__proto__', '2', undefined);
		const steps = fc.constantFrom('S', 'T', 'S: S', undefined);
		fc.assert(
			fc.property(fc.array(fc.tuple(names, steps), { maxLength: 6 }), (given) => {
				const values = given.map(([name, step], index) => value(index + 1, name, step));
				const keyed = Object.values(keyValues(values, 'byName'));
				expect([...keyed].sort()).toEqual(values.map(({ id }) => id));
			}),
		);
	});
});
