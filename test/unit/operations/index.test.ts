import { findOperation, nodeProperties } from '../../../nodes/NextMatter/operations';
import { completeStep } from '../../../nodes/NextMatter/operations/instance/completeStep';

describe('findOperation', () => {
	it('finds an operation by what a saved workflow holds', () => {
		expect(findOperation('instance', 'completeStep')).toBe(completeStep);
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
	const [resource, operation, ...others] = nodeProperties;

	it('start with the resource and its operation', () => {
		expect(resource).toMatchObject({
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			default: 'instance',
			options: [{ name: 'Instance', value: 'instance' }],
		});
		expect(operation).toMatchObject({
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: ['instance'] } },
			default: 'completeStep',
			options: [completeStep.option],
		});
	});

	it('go on with those of the operation, in its order, and end with the options', () => {
		expect(others.map(({ name }) => name)).toEqual([
			...completeStep.properties.map(({ name }) => name),
			'options',
		]);
	});

	it('hold the options of every operation and its own, by the alphabet', () => {
		const options = others.at(-1);
		expect(options).toMatchObject({
			displayName: 'Options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
		});
		expect(
			options?.options?.map((one) => ('displayName' in one ? one.displayName : one.name)),
		).toEqual([
			'Concurrency',
			'If an Item Fails',
			'If the Step Is Not Active',
			'Maximum Wait (Seconds)',
			'Time-Out (Seconds)',
			'Value Format',
			'Wait Until Active For (Seconds)',
		]);
	});

	it('are shown for their operation, under their own conditions', () => {
		const conditions = others.map(({ displayOptions }) => displayOptions);
		const own = [...completeStep.properties.map(({ displayOptions }) => displayOptions?.show), {}];
		expect(conditions).toEqual(
			own.map((show) => ({
				show: { resource: ['instance'], operation: ['completeStep'], ...show },
			})),
		);
		expect(others.find(({ name }) => name === 'formFieldsJson')?.displayOptions).toEqual({
			show: {
				resource: ['instance'],
				operation: ['completeStep'],
				specifyFormFields: ['json'],
			},
		});
	});

	it('leave those of the operation untouched', () => {
		const own = completeStep.properties.map(({ displayOptions }) => displayOptions?.show ?? {});
		expect(own.some((show) => 'operation' in show)).toBe(false);
	});
});
