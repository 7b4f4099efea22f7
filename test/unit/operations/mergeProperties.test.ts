import * as fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';
import { nodeProperties, resources } from '../../../nodes/NextMatter/operations';
import {
	mergeOptions,
	mergeProperties,
	type OperationProperties,
} from '../../../nodes/NextMatter/operations/mergeProperties';

const property = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
});
const namesShown = (merged: readonly INodeProperties[], resource: string, operation: string) =>
	merged
		.filter(({ displayOptions: { show = {} } = {} }) => {
			const { resource: ofResources = [], operation: ofOperations = [] } = show;
			return ofResources.includes(resource) && ofOperations.includes(operation);
		})
		.map(({ name }) => name);

describe('the parameters of all operations in one list', () => {
	it('lists what several share once', () => {
		const merged = mergeProperties([
			{ resource: 'a', operation: 'x', properties: [property('id'), property('simplify')] },
			{ resource: 'a', operation: 'y', properties: [property('id'), property('limit')] },
			{ resource: 'b', operation: 'z', properties: [property('simplify')] },
		]);
		expect(merged.map(({ name }) => name).sort()).toEqual(['id', 'limit', 'simplify']);
	});

	it('lists the largest once where the orders allow for one of several', () => {
		const large = { ...property('form'), description: 'x'.repeat(100) };
		const merged = mergeProperties([
			{ resource: 'a', operation: 'x', properties: [large, property('id')] },
			{ resource: 'a', operation: 'y', properties: [property('id'), large] },
		]);
		expect(merged.map(({ name }) => name)).toEqual(['id', 'form', 'id']);
	});

	it('keeps apart what only looks the same', () => {
		const one = { ...property('id'), default: '1' };
		const merged = mergeProperties([
			{ resource: 'a', operation: 'x', properties: [property('id')] },
			{ resource: 'a', operation: 'y', properties: [one] },
		]);
		expect(merged).toHaveLength(2);
	});

	it('shows each operation its own, in its order and none twice, however they are shared', () => {
		const names = fc.uniqueArray(fc.constantFrom('p', 'q', 'r', 's'), { maxLength: 4 });
		const pairs = ['a', 'b', 'c'].flatMap((resource) =>
			['x', 'y', 'z'].map((operation) => ({ resource, operation })),
		);
		const operations = fc.tuple(...pairs.map(() => fc.option(names)));
		fc.assert(
			fc.property(operations, (lists) => {
				const all = pairs.flatMap((pair, index): OperationProperties[] => {
					const list = lists[index];
					return list ? [{ ...pair, properties: list.map(property) }] : [];
				});
				const merged = mergeProperties(all);
				for (const { resource, operation, properties } of all) {
					const wanted = properties.map(({ name }) => name);
					expect(namesShown(merged, resource, operation)).toEqual(wanted);
				}
			}),
		);
	});

	it('holds for the operations of the node', () => {
		for (const { value: resource, operations } of resources) {
			for (const { option, properties } of operations) {
				const wanted = [...properties.map(({ name }) => name), 'options'];
				expect(namesShown(nodeProperties, resource, option.value)).toEqual(wanted);
			}
		}
	});
});

describe('the options of all operations in one collection', () => {
	const conditions = (all: readonly OperationProperties[]) =>
		mergeOptions(all).map(({ name, displayOptions }) => [name, displayOptions?.show]);

	it('are shown by as few conditions as tell their operations from the others', () => {
		expect(
			conditions([
				{ resource: 'a', operation: 'x', properties: [property('all'), property('own')] },
				{ resource: 'a', operation: 'y', properties: [property('all')] },
				{ resource: 'b', operation: 'y', properties: [property('all'), property('ofB')] },
			]),
		).toEqual([
			['all', undefined],
			['ofB', { '/resource': ['b'], '/operation': ['y'] }],
			['own', { '/operation': ['x'] }],
		]);
	});

	it('keep their own conditions', () => {
		const own = { ...property('own'), displayOptions: { show: { '/mode': ['m'] } } };
		expect(conditions([{ resource: 'a', operation: 'x', properties: [own] }])).toEqual([
			['own', { '/mode': ['m'] }],
		]);
	});
});
