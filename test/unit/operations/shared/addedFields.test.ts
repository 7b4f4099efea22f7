import type { INodeProperties } from 'n8n-workflow';
import { checkAddedFields } from '../../../../nodes/NextMatter/operations/shared/addedFields';
import { refusalOf } from '../../inputErrorOf';

const collection: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	default: {},
	options: [
		{ displayName: 'Name Contains', name: 'nameContains', type: 'string', default: '' },
		{ displayName: 'Lead User ID', name: 'leadUser', type: 'string', default: '' },
	],
};
const check = (value: unknown, optional: readonly string[] = []) =>
	checkAddedFields(collection, value, (name) => optional.includes(name));

describe('the fields of a collection', () => {
	it.each<[unknown]>([[{}], [{ nameContains: '', leadUser: 0 }]])(
		'are left to those who read them: %j',
		(value) => {
			expect(() => check(value)).not.toThrow();
		},
	);

	it('may come to nothing where that is allowed, each by itself', () => {
		const value = { nameContains: undefined, leadUser: null };
		expect(() => check(value, ['nameContains', 'leadUser'])).not.toThrow();
		expect(refusalOf(() => check(value, ['nameContains'])).message).toContain("'Lead User ID'");
	});

	it.each<[string, object, string]>([
		['nothing', { leadUser: '31', nameContains: undefined }, "'Name Contains' in 'Filters'"],
		['null', { leadUser: null }, "'Lead User ID' in 'Filters'"],
		['null', { unknown: null }, "'unknown' in 'Filters'"],
	])('are refused by name where an expression found %s', (found, value, place) => {
		const { message, remedy } = refusalOf(() => check(value));
		expect(message).toBe(`${place} has no value: its expression returned ${found}`);
		expect(remedy).toBe('Check the expression for this item, or remove the field');
	});

	it.each<[unknown, string]>([
		['x', '"x"'],
		[[{ leadUser: '31' }], '[{"leadUser":"31"}]'],
	])('are not to be found in %j', (value, quoted) => {
		const { message, remedy } = refusalOf(() => check(value));
		expect(message).toBe(`'Filters' is ${quoted}, which is not a set of fields`);
		expect(remedy).toBe(
			'Add the fields one by one, or use an expression that returns an object of them',
		);
	});

	it('have their own names where the collection describes none', () => {
		const bare = { ...collection, options: undefined };
		const work = () => checkAddedFields(bare, { leadUser: null }, () => false);
		expect(refusalOf(work).message).toContain("'leadUser'");
	});
});
