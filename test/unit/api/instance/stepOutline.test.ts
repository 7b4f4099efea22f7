import { outlineOf } from '../../../../nodes/NextMatter/api/instance/stepOutline';
import type { WorkflowDefinition } from '../../../standIn/definitions';
import { DEFAULT_WORKFLOWS, PURCHASE_WORKFLOW_ID } from '../../../standIn/fixtures';
import { structureOf } from '../../../standIn/snapshots';

const workflow = (id: number): WorkflowDefinition => {
	const found = DEFAULT_WORKFLOWS.find((one) => one.id === id);
	if (!found) throw new Error(`There is no workflow ${id}`);
	return found;
};

describe('the outline of a workflow', () => {
	const purchase = workflow(PURCHASE_WORKFLOW_ID);
	const { steps } = purchase;

	it.each(['object', 'nested'] as const)('is found in the shape %s', (shape) => {
		const outline = outlineOf(structureOf(purchase, shape));
		expect(outline.map((step) => [step.id, step.name])).toEqual(
			steps.map((step) => [step.id, step.name]),
		);
		expect(
			outline.map(({ fields }) => fields.map((field) => ({ ...field, type: undefined }))),
		).toEqual(
			steps.map(({ formFields }) =>
				formFields.map(({ id: fieldId, name, required = false, options }) => ({
					id: fieldId,
					name,
					type: undefined,
					required,
					...(options && { options: [...options] }),
				})),
			),
		);
		expect(outline.flatMap(({ fields }) => fields).every(({ type }) => type)).toBe(true);
	});
});

describe('the outline', () => {
	it('is empty when nothing is recognized', () => {
		expect(outlineOf(structureOf(workflow(101), 'unrecognizable'))).toEqual([]);
	});

	it('reports no more than there is', () => {
		const steps = [{ id: '7', name: ' ', fields: [{ id: 1 }, { id: 'x' }, { id: 1, label: 'A' }] }];
		expect(outlineOf({ steps })).toEqual([{ id: 7, fields: [{ id: 1 }] }]);
	});

	it('does not take the form fields of a step within a step for its own', () => {
		const steps = [{ id: 1, actions: [{ id: 11 }], steps: [{ id: 2, actions: [{ id: 22 }] }] }];
		expect(outlineOf({ steps })).toEqual([
			{ id: 1, fields: [{ id: 11 }] },
			{ id: 2, fields: [{ id: 22 }] },
		]);
	});
});

it.each([
	['one step that comes again and again', () => 5001],
	['different steps', (place: number) => 5001 + place],
])('reads a snapshot with many entries in proportion to them: %s', (_, idOf) => {
	const timeOf = (count: number) => {
		const steps = Array.from({ length: count }, (__, place) => ({
			id: idOf(place),
			actions: [{ id: place + 1, name: 'Notes' }],
		}));
		const start = performance.now();
		expect(outlineOf({ steps }).flatMap(({ fields }) => fields)).toHaveLength(count);
		return performance.now() - start;
	};
	timeOf(1000);
	const [short, long] = [timeOf(2000), timeOf(20_000)];
	// Ten times as many; in quadratic time it would take a hundred times as long.
	expect(long).toBeLessThan(50 * Math.max(short, 5));
});
