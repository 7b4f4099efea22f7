import type { IDataObject, INode } from 'n8n-workflow';
import { create } from '../../../nodes/NextMatter/operations/instance/create';
import { openParameters } from '../../../nodes/NextMatter/run/parameters';
import { refusalOf } from '../inputErrorOf';
import { fakeContext, node } from './fakeContext';

/** @param raw the collection as the workflow holds it, @param resolved as n8n resolves it */
function read(raw: IDataObject, resolved: unknown, type = node.type) {
	const { context } = fakeContext({ items: [{ additionalFields: resolved }] });
	context.getNode = (): INode => ({
		...node,
		type,
		parameters: { additionalFields: raw as never },
	});
	return openParameters(context, create)('additionalFields', 0);
}
const TOOL = `${node.type}Tool`;

describe('a field that was added to a collection', () => {
	it.each<[unknown]>([[{}], [{ name: '' }], [undefined]])('is handed on as it is: %j', (value) => {
		expect(read({}, value)).toEqual(value ?? {});
	});

	it.each<[unknown]>([['x'], [[]]])('is not to be found in %j, which is refused', (value) => {
		expect(refusalOf(() => read({}, value)).message).toMatch(
			/^'Additional Fields' is .+, which is not a set of fields$/,
		);
	});

	it('is refused by its name when its expression returned null', () => {
		const refusal = refusalOf(() => read({ name: '={{ null }}' }, { name: null }));
		expect(refusal.message).toBe(
			"'Name' in 'Additional Fields' has no value: its expression returned null",
		);
	});

	it('is refused by its name when its expression returned nothing', () => {
		const refusal = refusalOf(() => read({ deadline: '={{ 1 }}' }, { deadline: undefined }));
		expect(refusal.message).toMatch(/^'Deadline' in 'Additional Fields' has no value/);
		expect(refusal.remedy).toBe('Check the expression for this item, or remove the field');
	});

	it('may be left out by the model that calls the node as a tool', () => {
		const raw = { name: "={{ $fromAI('Name') }}" };
		expect(read(raw, { name: undefined }, TOOL)).toEqual({ name: undefined });
		expect(refusalOf(() => read(raw, { name: undefined })).message).toContain("'Name'");
	});

	it.each<[string, IDataObject]>([
		['whose name is spelt as n8n allows it', { name: "={{ $FromAI('Name') }}" }],
		['that the node does not even name', {}],
	])('may be left out by a model %s', (_which, raw) => {
		expect(read(raw, { name: null }, TOOL)).toEqual({ name: null });
	});

	it('may be left out as an empty text: n8n asks the model for a text in any case', () => {
		const raw = {
			name: 'Fixed',
			deadline: "={{ $fromAI('Due') }}",
			tags: "={{ $fromAI('Tags') }}",
		};
		const resolved = { name: '', deadline: ' ', tags: [] };
		expect(read(raw, resolved, TOOL)).toEqual({ name: '', tags: [] });
		expect(read(raw, resolved)).toEqual(resolved);
	});

	it('is refused in a tool too when no model was asked for it', () => {
		const raw = { name: '={{ $json.name }}' };
		expect(refusalOf(() => read(raw, { name: undefined }, TOOL)).message).toContain("'Name'");
	});
});

it.each([
	['simplify', 'selected', true],
	['simplify', false, false],
	['resultFormat', 'selected', 'selected'],
])('%s of %j is read as %j', (name, value, expected) => {
	const { context } = fakeContext({ items: [{ [name]: value }] });
	expect(openParameters(context, create)(name, 0)).toBe(expected);
});
