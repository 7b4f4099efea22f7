import { NodeHelpers, type INode, type INodeProperties } from 'n8n-workflow';
import { fieldKinds } from '../../../nodes/NextMatter/formFields';
import { formFieldsProperty } from '../../../nodes/NextMatter/formFields/description';
import {
	splitColumnId,
	splitTypedId,
	typedId,
	WITH_TYPE,
	withoutTypes,
} from '../../../nodes/NextMatter/formFields/typedIds';

it('an ID names the type of every kind', () => {
	const split = fieldKinds.map((kind) => splitTypedId(typedId(70003, kind)));
	expect(split).toEqual(fieldKinds.map(({ type }) => ({ id: '70003', type })));
});

it('is the same inside a locator', () => {
	const locator = { __rl: true, mode: 'list', value: 'date:70003' };
	expect(splitTypedId(locator)).toEqual({ id: '70003', type: 'date' });
});

it.each([
	[70003],
	['70003'],
	['date:'],
	['date: 70003'],
	[' date:70003'],
	['date:70003\n'],
	['date:text:70003'],
	['70003:date'],
	[':70003'],
	[{ value: 'date:70003' }],
	[{ __rl: true, mode: 'id', value: 70003 }],
])('leaves %j as it is', (given) => {
	expect(splitTypedId(given)).toEqual({ id: given });
});

it.each(['date:70003', '70003:date'])('a column is understood as it was ever saved: %s', (id) => {
	expect(splitColumnId(id)).toEqual({ id: '70003', type: 'date' });
});

it.each(['x70003:date', '70003:date1', 'Amount'])(
	'a column that nobody made is left as it is: %s',
	(id) => {
		expect(splitColumnId(id)).toEqual({ id });
	},
);

const NODE: INode = {
	id: '',
	name: '',
	type: '',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

describe('inputs that are shown for the types date and table', () => {
	const input: INodeProperties = {
		displayName: 'Input',
		name: 'input',
		type: 'string',
		default: '',
		displayOptions: { hide: { id: withoutTypes([{ type: 'table' }, { type: 'date' }]) } },
	};
	const isShown = (id: number | string) => NodeHelpers.displayParameter({ id }, input, NODE, null);

	it.each<[number | string, boolean]>([
		[70003, false],
		['70003', false],
		['address:70003', false],
		['date:70003', true],
		['dates:70003', false],
		['number:70003', false],
		['table:70003', true],
		['tables:70003', false],
	])('with the ID %j: %s', (id, shown) => {
		expect(isShown(id)).toBe(shown);
	});
});

describe('inputs that are hidden for an ID that names its type', () => {
	const input: INodeProperties = {
		displayName: 'Input',
		name: 'input',
		type: 'string',
		default: '',
		displayOptions: { hide: { id: WITH_TYPE } },
	};
	const isShown = (id: number | string) => NodeHelpers.displayParameter({ id }, input, NODE, null);

	it('are hidden for the type of every kind', () => {
		const ids = fieldKinds.map((kind) => typedId(70003, kind));
		expect(ids.filter(isShown)).toEqual([]);
	});

	it.each([
		[70003],
		['70003'],
		['https://core.nextmatter.com/api/actions/70003/'],
		// Of words in lower-case letters, those before, between and after which no type begins.
		['abc'],
		['group'],
		['id'],
	])('are shown for %j', (id) => {
		expect(isShown(id)).toBe(true);
	});

	it('need no regular expression, which n8n gives up on a busy machine', () => {
		expect(JSON.stringify(formFieldsProperty)).not.toContain('"regex"');
	});
});
