import type { INodeProperties } from 'n8n-workflow';
import { findOperation, nodeProperties, resources } from '../../../nodes/NextMatter/operations';
import { completeStep } from '../../../nodes/NextMatter/operations/instance/completeStep';

const all = resources.flatMap(({ value, operations }) =>
	operations.map((operation) => [value, operation.option.value, operation] as const),
);
const shownFor = (resource: string, operation: string): INodeProperties[] =>
	nodeProperties.filter(({ displayOptions: { show } = {} }) => {
		return show?.resource?.includes(resource) && show.operation?.includes(operation);
	});

describe('findOperation', () => {
	it.each(all)('finds by what a saved workflow holds: %s, %s', (resource, name, operation) => {
		expect(findOperation(resource, name)).toBe(operation);
	});

	it.each<[unknown, unknown]>([
		['instance', 'abort'],
		['instance', 'constructor'],
		['workflow', 'completeStep'],
		['Instance', 'completeStep'],
		[undefined, 'completeStep'],
		['instance', undefined],
		[['instance'], 'completeStep'],
	])('finds nothing for the resource %p and the operation %p', (resource, operation) => {
		expect(findOperation(resource, operation)).toBeUndefined();
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

	it.each(all)(
		'of %s, %s are its own, in its order, and end with the options',
		(resource, name, operation) => {
			expect(shownFor(resource, name).map((property) => property.name)).toEqual([
				...operation.properties.map((property) => property.name),
				'options',
			]);
		},
	);

	it.each(all)(
		'of %s, %s have options of all operations and its own, by the alphabet',
		(resource, name, { lane, options }) => {
			const property = shownFor(resource, name).at(-1);
			expect(property).toMatchObject({
				displayName: 'Options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
			});
			const expected = [
				'Concurrency',
				'If the Hourly Limit Is Reached',
				'Maximum Wait (Seconds)',
				'Maximum Wait for the Hourly Limit (Minutes)',
				'Requests per Hour',
				'Timeout (Seconds)',
				// Only where items have an order there is a rest that can be skipped.
				...(lane ? ['If an Item Fails'] : []),
				...options.map(({ displayName }) => displayName),
			];
			const shown = property?.options?.flatMap((one) => {
				const show = 'displayOptions' in one ? one.displayOptions?.show : undefined;
				const { '/resource': resources, '/operation': operations } = show ?? {};
				const isShown =
					(resources?.includes(resource) ?? true) && (operations?.includes(name) ?? true);
				return isShown && 'displayName' in one ? [one.displayName] : [];
			});
			expect(shown).toEqual(expected.sort((one, other) => one.localeCompare(other, 'en')));
		},
	);

	it('are shown under their own conditions as well', () => {
		const map = nodeProperties.find(({ name }) => name === 'formFieldsMap');
		expect(map?.displayOptions).toEqual({
			show: {
				resource: ['instance'],
				operation: ['completeStep', 'create'],
				specifyFormFields: ['map'],
			},
			hide: { mode: ['none'] },
		});
	});

	it('leave those of the operation untouched', () => {
		const own = completeStep.properties.map(({ displayOptions }) => displayOptions?.show ?? {});
		expect(own.some((show) => 'operation' in show)).toBe(false);
	});
});
