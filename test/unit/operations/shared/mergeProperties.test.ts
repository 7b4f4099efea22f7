import * as fc from 'fast-check';
import { NodeHelpers, type INodeProperties } from 'n8n-workflow';
import {
	mergeProperties,
	type OperationProperties,
} from '../../../../nodes/NextMatter/operations/shared/mergeProperties';

const property = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
});
const namesShown = (
	merged: readonly INodeProperties[],
	{ resource, operation }: { readonly resource: string; readonly operation: string },
) =>
	merged
		.filter((one) => NodeHelpers.displayParameter({ resource, operation }, one, null, null))
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
		const reversed = mergeProperties([
			{ resource: 'a', operation: 'x', properties: [property('id'), large] },
			{ resource: 'a', operation: 'y', properties: [large, property('id')] },
		]);
		expect(reversed.map(({ name }) => name)).toEqual(['id', 'form', 'id']);
	});

	it('lists what most end with once, whatever comes before it', () => {
		const lists = [
			['id', 'step', 'options'],
			['file', 'simplify', 'options'],
			['id', 'step', 'simplify', 'options'],
		];
		const merged = mergeProperties(
			lists.map((names, index) => ({
				...{ resource: 'a', operation: String(index) },
				properties: names.map(property),
			})),
		);
		expect(merged.map(({ name }) => name)).toEqual([
			...['id', 'step', 'file', 'simplify', 'options'],
		]);
	});

	it('lists what all have once, also where a name that two resources have is not the first', () => {
		const of = (resource: string, operation: string) => ({
			...{ resource, operation },
			properties: [property('timeout')],
		});
		const merged = mergeProperties([of('a', 'get'), of('b', 'count'), of('b', 'get')]);
		expect(merged).toEqual([property('timeout')]);
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
				for (const one of all) {
					const wanted = one.properties.map(({ name }) => name);
					expect(namesShown(merged, one)).toEqual(wanted);
				}
			}),
		);
	});
});

describe('the conditions', () => {
	const conditions = (all: readonly OperationProperties[], prefix: '' | '/' = '') =>
		mergeProperties(all, prefix).map(({ name, displayOptions }) => [name, displayOptions]);

	it('are as few as tell the operations from the others', () => {
		const all: OperationProperties[] = [
			{ resource: 'a', operation: 'x', properties: [property('all'), property('own')] },
			{ resource: 'a', operation: 'y', properties: [property('all')] },
			{ resource: 'b', operation: 'y', properties: [property('all'), property('ofB')] },
		];
		expect(conditions(all)).toEqual([
			['all', undefined],
			['own', { show: { operation: ['x'] } }],
			['ofB', { show: { resource: ['b'] } }],
		]);
		expect(conditions(all, '/')).toEqual([
			['all', undefined],
			['own', { show: { '/operation': ['x'] } }],
			['ofB', { show: { '/resource': ['b'] } }],
		]);
	});

	it('name those that have it not where that is shorter', () => {
		const most = ['u', 'v', 'w'].map((operation) => ({
			...{ resource: 'a', operation },
			properties: [property('most')],
		}));
		expect(conditions([...most, { resource: 'a', operation: 'x', properties: [] }])).toEqual([
			['most', { hide: { operation: ['x'] } }],
		]);
	});

	it('come before those that a parameter has of its own', () => {
		const own = { ...property('own'), displayOptions: { show: { mode: ['m'] } } };
		const all: OperationProperties[] = [
			{ resource: 'a', operation: 'x', properties: [own] },
			{ resource: 'a', operation: 'y', properties: [] },
		];
		const [{ displayOptions }] = mergeProperties(all);
		expect(displayOptions).toEqual({ show: { operation: ['x'], mode: ['m'] } });
		expect(Object.keys(displayOptions?.show ?? {})).toEqual(['operation', 'mode']);
	});
});
