import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { findOperation, resources } from '../../../nodes/NextMatter/operations';
import { nodeProperties } from '../../../nodes/NextMatter/operations/description';
import { completeStep } from '../../../nodes/NextMatter/operations/instance/completeStep';

const all = resources.flatMap(({ value, operations }) =>
	operations.map((operation) => [value, operation.option.value, operation] as const),
);
/** What is listed for an operation, whatever other conditions it has. */
const shownFor = (resource: string, operation: string): INodeProperties[] =>
	nodeProperties.filter(({ name, displayOptions = {} }) => {
		const isOwn = !['resource', 'operation'].includes(name);
		return isOwn && isOf(displayOptions, { resource, operation });
	});

function isOf({ show = {}, hide = {} }: IDisplayOptions, values: Record<string, string>): boolean {
	return Object.entries(values).every(
		([key, value]) =>
			[show[key], show[`/${key}`]].every((list) => list?.includes(value) ?? true) &&
			![hide[key], hide[`/${key}`]].some((list) => list?.includes(value)),
	);
}

describe('findOperation', () => {
	it('finds each by what a saved workflow holds', async () => {
		const found = all.map(async ([resource, name]) => await findOperation(resource, name));
		const options = (await Promise.all(found)).map((operation) => operation?.option);
		expect(options).toEqual(all.map(([, , { option }]) => option));
	});

	it.each<[unknown, unknown]>([
		['instance', 'constructor'],
		['workflow', 'completeStep'],
		[undefined, 'completeStep'],
		['instance', undefined],
	])('finds nothing for the resource %p and the operation %p', async (resource, operation) => {
		expect(await findOperation(resource, operation)).toBeUndefined();
	});
});

describe('the operations of a resource', () => {
	// Their names are held by test/engine/everyOperation.test.ts.
	it('are left out of saved workflows where they are the first choice, which stays the same', () => {
		const first = resources.map(({ value, operationProperty }) => [
			value,
			operationProperty.default,
		]);
		expect(Object.fromEntries(first)).toEqual({
			file: 'upload',
			formField: 'getValues',
			instance: 'completeStep',
			workflow: 'get',
		});
	});

	it('are offered by the alphabet', () => {
		const offered = resources.map(({ operations }) => operations.map(({ option }) => option.name));
		expect(offered).toEqual(
			offered.map((names) => [...names].sort((one, other) => one.localeCompare(other, 'en'))),
		);
		expect(resources.map(({ name }) => name)).not.toContain('');
	});

	it('say what they do, and as a node begin with their name', () => {
		const wrong = all.filter(([, , { option }]) => {
			const { name, description = '', action = '' } = option;
			const [verb] = name.split(' ');
			const says = /^[A-Z].+[^.]$/.test(description);
			return !(says && verb && new RegExp(`^${verb} .+[^.]$`).test(action));
		});
		expect(wrong).toEqual([]);
	});
});

describe('the parameters of the node', () => {
	it('start with the resource, then the operations of each', () => {
		const [resource, ...others] = nodeProperties;
		expect(resource).toMatchObject({
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			default: 'instance',
			options: resources.map(({ name, value }) => ({ name, value })),
		});
		for (const [place, { value, operations }] of resources.entries()) {
			expect(others[place]).toMatchObject({
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: [value] } },
				options: operations.map(({ option }) => option),
			});
			expect(operations.map(({ option }) => option.value)).toContain(others[place].default);
		}
	});

	it('are for each operation its own, in its order, and end with the options', () => {
		const shown = all.map(([resource, name]) => [
			`${resource}, ${name}`,
			...shownFor(resource, name).map((property) => property.name),
		]);
		expect(shown).toEqual(
			all.map(([resource, name, { properties }]) => [
				`${resource}, ${name}`,
				...properties.map((property) => property.name),
				'options',
			]),
		);
	});

	it('have for each operation the options of all and its own, by the alphabet', () => {
		const common = [
			'Concurrency',
			'If the Hourly Limit Is Reached',
			'Maximum Wait (Seconds)',
			'Maximum Wait for the Hourly Limit (Minutes)',
			'Requests per Hour',
			'Timeout (Seconds)',
		];
		for (const [resource, name, { isOrdered, options }] of all) {
			const property = shownFor(resource, name).at(-1);
			const shown = property?.options?.flatMap((one) => {
				const conditions = 'displayOptions' in one ? (one.displayOptions ?? {}) : {};
				const isShown = isOf(conditions, { resource, operation: name });
				return isShown && 'displayName' in one ? [one.displayName] : [];
			});
			const expected = [
				...common,
				// Only where items have an order there is a rest that can be skipped.
				...(isOrdered ? ['On Item Failure'] : []),
				...options.map(({ displayName }) => displayName),
			].sort((one, other) => one.localeCompare(other, 'en'));
			expect([resource, name, shown]).toEqual([resource, name, expected]);
			expect(property).toMatchObject({
				displayName: 'Options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
			});
		}
	});

	it('ask for resource and operation from within the options as n8n wants it', () => {
		const options = nodeProperties.find(({ name }) => name === 'options')?.options ?? [];
		const conditions = options.flatMap((one) =>
			'displayOptions' in one ? Object.values(one.displayOptions ?? {}) : [],
		);
		const names = new Set(conditions.flatMap((one) => Object.keys(one as object)));
		const ofOperations = [...names].filter((name) => /(resource|operation)$/.test(name));
		expect(ofOperations.sort()).toEqual(['/operation', '/resource']);
	});

	it('stay small, since n8n sends them to every browser', () => {
		// With what the node says of itself and n8n adds, 50 KB; `npm run bench:node-type` measures it.
		expect(Buffer.byteLength(JSON.stringify(nodeProperties))).toBeLessThan(49_680);
	});

	it('are shown under their own conditions as well', () => {
		const map = nodeProperties.find(({ name }) => name === 'formFieldsMap');
		expect(map?.displayOptions).toEqual({
			show: {
				operation: ['completeStep', 'create', 'sendAndWait'],
				specifyFormFields: ['map'],
			},
			hide: { mode: ['none'] },
		});
	});

	it('have the option of items in order where these have one', async () => {
		const operations = await Promise.all(all.map(async ([, , { load }]) => await load()));
		const differ = operations.filter(({ isOrdered, orderingKey }) => !isOrdered !== !orderingKey);
		expect(differ).toEqual([]);
	});

	it('leave those of the operation untouched', () => {
		const own = completeStep.properties.map(({ displayOptions }) => displayOptions?.show ?? {});
		expect(own.some((show) => 'operation' in show)).toBe(false);
	});
});
