import type { IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';
import { resources } from '../../nodes/NextMatter/operations';
import { parametersOf } from '../../nodes/NextMatter/operations/description';
import { FIELD_IDS, PURCHASE_WORKFLOW_ID, REQUEST_STEP_ID } from '../standIn';
import { inMemory } from './binaryStore';
import { locator, NODE, openTestBed, type TestBed } from './testBed';

let bed: TestBed;
beforeAll(async () => (bed = await openTestBed()));
beforeEach(() => bed.standIn.reset());
afterAll(async () => await bed.standIn.close());

/** Good values of all parameters that any operation needs. */
const needed = (): IDataObject => ({
	instanceId: locator(bed.standIn.createInstance().id),
	workflowId: locator(PURCHASE_WORKFLOW_ID),
	stepId: locator(REQUEST_STEP_ID),
	formFieldId: locator(FIELD_IDS.text),
	resumeUrlField: locator(FIELD_IDS.text),
	decisionField: locator(FIELD_IDS.radio),
	answerStepId: locator(REQUEST_STEP_ID),
	binaryPropertyName: 'data',
});
const files: IBinaryKeyData[] = [
	{ data: inMemory(Buffer.from('%PDF'), 'a.pdf', 'application/pdf') },
];

/** What has to be chosen for a field to be shown, beside it or in the whole node. */
function shownBy({ displayOptions }: INodeProperties): {
	beside: IDataObject;
	root: IDataObject;
} {
	const conditions = Object.entries(displayOptions?.show ?? {}).map(
		([name, values]) => [name, values?.[0] as IDataObject[string]] as const,
	);
	const isRoot = ([name]: readonly [string, unknown]) => name.startsWith('/');
	return {
		beside: Object.fromEntries(conditions.filter((one) => !isRoot(one))),
		root: Object.fromEntries(conditions.filter(isRoot).map(([name, v]) => [name.slice(1), v])),
	};
}

const OPERATIONS = resources.flatMap(({ value: resource, operations }) =>
	operations.map((operation) => ({
		name: `${resource}: ${operation.option.value}`,
		chosen: { resource, operation: operation.option.value },
		collections: parametersOf(operation).filter(({ type }) => type === 'collection'),
	})),
);

/** A missing key, a missing object and a missing entry of a list all come to `undefined`. */
const EXPRESSIONS = ['={{ $json.nope }}', '={{ $json.a?.b }}', '={{ [][0] }}', '={{ null }}'];

describe('a field that was added, but whose expression finds nothing', () => {
	// As the description of the node has them, so a field added later is covered as well.
	it('is refused by its name, whichever it is, in each operation', async () => {
		const told: IDataObject[] = [];
		const expected: IDataObject[] = [];
		for (const { name, chosen, collections } of OPERATIONS) {
			for (const collection of collections) {
				for (const [place, field] of (collection.options ?? []).entries()) {
					if (!('type' in field) || field.type === 'fixedCollection') continue;
					const { beside, root } = shownBy(field);
					const expression = EXPRESSIONS[place % EXPRESSIONS.length];
					const parameters = {
						...needed(),
						...chosen,
						// Without it, Create hides what is about its first step.
						mode: 'complete',
						...root,
						[collection.name]: { ...beside, [field.name]: expression },
					};
					const { error } = await bed.run({ parameters, files });
					const found = expression.includes('null') ? 'null' : 'nothing';
					told.push({ name, message: error?.message });
					expected.push({
						name,
						message: `'${field.displayName}' in '${collection.displayName}' has no value: its expression returned ${found} [item 0]`,
					});
				}
			}
		}
		expect(told).toEqual(expected);
		expect(expected.length).toBeGreaterThan(OPERATIONS.length);
		expect(bed.standIn.log).toEqual([]);
	});

	it('is refused for the item that has nothing, and for no other', async () => {
		const result = await bed.run({
			parameters: {
				...needed(),
				resource: 'instance',
				operation: 'create',
				additionalFields: { name: '={{ $json.name }}' },
			},
			items: [{ name: 'Laptops' }, {}],
			node: { onError: 'continueErrorOutput' },
		});
		expect(result.output(NODE).map(({ json }) => json.name)).toEqual(['Laptops']);
		expect(result.output(NODE, 1).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(bed.standIn.log).toHaveLength(1);
	});

	it('is refused for the first item alone, too, where it is an option of each item', async () => {
		const ids = [1, 2].map(() => bed.standIn.createInstance().id);
		const result = await bed.run({
			parameters: {
				...needed(),
				resource: 'instance',
				operation: 'completeStep',
				instanceId: locator('={{ $json.id }}'),
				options: { waitUntilActive: '={{ $json.wait }}' },
			},
			items: [{ id: ids[0] }, { id: ids[1], wait: 5 }],
			node: { onError: 'continueErrorOutput' },
		});
		expect(result.output(NODE).map(({ json }) => json.id)).toEqual([ids[1]]);
		expect(result.output(NODE, 1).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
	});

	it('keeps Get Many from listing what a Delete behind it would take', async () => {
		bed.standIn.createInstance({ name: 'ACME' });
		const result = await bed.run({
			parameters: {
				...needed(),
				resource: 'instance',
				operation: 'getAll',
				returnAll: true,
				filters: { nameContains: '={{ $json.customer_name }}' },
			},
			items: [{ customerName: 'ACME' }],
		});
		expect(result.error?.message).toContain("'Name Contains' in 'Filters' has no value");
		expect(bed.standIn.log).toEqual([]);
	});
});
