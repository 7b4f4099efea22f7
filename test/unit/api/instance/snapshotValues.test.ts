import type { IDataObject } from 'n8n-workflow';
import { compareValues } from '../../../../nodes/NextMatter/api/instance/snapshotValues';

const snapshotOf = (
	field: IDataObject,
	wrap: (steps: unknown) => unknown = (steps) => ({ steps }),
) => ({ process_snapshot: wrap([{ id: 5001, actions: [{ id: 7, ...field }] }]) }) as IDataObject;
const sent = (input: IDataObject) => [{ action_id: 7, input_object: input }];

it.each<[string, IDataObject, IDataObject, string]>([
	['the same', { inputValue: 'A' }, { value: { inputValue: 'A' } }, 'match'],
	['another', { inputValue: 'A' }, { value: { inputValue: 'B' } }, 'contradict'],
	['nothing, though it is asked for', { inputValue: 'A' }, { value: null }, 'contradict'],
	['no value at all', { inputValue: 'A' }, { name: 'Note' }, 'none'],
	['flat', { inputValue: { city: 'Berlin' } }, { value: { city: 'Berlin' } }, 'match'],
	['a wrapped URL', { url: 'https://a' }, { value: { url: { url: 'https://a' } } }, 'match'],
	[
		'another moment of notation',
		{ date: '2026-06-16T10:00:00Z' },
		{ value: { date: '2026-06-16T12:00:00.000+02:00' } },
		'match',
	],
	[
		'a number as text',
		{ numberValue: 5, formattedValue: '' },
		{ value: { numberValue: '5', formattedValue: '5.0' } },
		'match',
	],
	[
		'one of them once more, in place of the other',
		{ itemsSelected: ['A', 'A', 'B'] },
		{ value: { itemsSelected: ['A', 'B', 'B'] } },
		'contradict',
	],
	['fewer', { itemsSelected: ['A', 'B'] }, { value: { itemsSelected: ['A'] } }, 'contradict'],
	['more', { itemsSelected: ['A'] }, { value: { itemsSelected: ['A', 'B'] } }, 'contradict'],
	[
		'a moment in place of a text',
		{ a: 'B' },
		{ value: { a: '2026-06-16T10:00:00Z' } },
		'contradict',
	],
	[
		'the same in one of two places',
		{ inputValue: 'A' },
		{ input_object: { inputValue: 'A' }, value: { inputValue: 'B' } },
		'match',
	],
	[
		'letters in another form of Unicode',
		{ inputValue: 'Cafe\u0301' },
		{ value: { inputValue: 'Caf\u00e9' } },
		'match',
	],
	[
		'a table as another server writes JSON',
		{ jsonResult: '[["Café","b"],["[1","2"]]' },
		{ value: { jsonResult: '[["Caf\\u00e9", "b"], ["[1", "2"]]' } },
		'match',
	],
	[
		'another table',
		{ jsonResult: '[["a","b"],["1","2"]]' },
		{ value: { jsonResult: '[["a", "b"], ["2", "1"]]' } },
		'contradict',
	],
	[
		'a text that only begins like JSON',
		{ inputValue: '[a' },
		{ value: { inputValue: '[A' } },
		'match',
	],
	['another case', { emailValue: 'Jane@x.y' }, { value: { emailValue: 'jane@x.y' } }, 'match'],
	[
		'a signed address',
		{ files: ['https://a/1'] },
		{ value: { files: ['https://b/1?s=2'] } },
		'none',
	],
	['a routing that was forgotten', { action: 'complete' }, { value: null }, 'none'],
	['an empty text', { inputValue: '' }, { value: null }, 'none'],
	['the empty part as nothing', { a: 'x', b: '' }, { value: { a: 'x', b: null } }, 'match'],
	['the empty part filled', { a: 'x', b: '' }, { value: { a: 'x', b: 'y' } }, 'contradict'],
	['only a part of it', { a: 'x', b: 'y' }, { value: { a: 'x' } }, 'contradict'],
	['nothing, where more than that was sent', { a: 'x', b: '' }, { value: null }, 'contradict'],
	['it in another shape', { inputValue: 'A' }, { value: { text: 'A', by: null } }, 'none'],
	['a list in place of a text', { a: 'B' }, { value: { a: ['B'] } }, 'contradict'],
	['a text in place of a list', { a: ['B'] }, { value: { a: 'B' } }, 'contradict'],
	['a group in place of a number', { a: 5 }, { value: { a: { b: 1 } } }, 'contradict'],
	[
		'a group of which a part differs',
		{ place: { city: 'B', zip: '1' } },
		{ value: { place: { city: 'B', zip: '2' } } },
		'contradict',
	],
	[
		'a text in place of a moment',
		{ date: '2026-06-16T10:00:00Z' },
		{ value: { date: 'soon' } },
		'contradict',
	],
	['an empty group', { inputValue: 'A' }, { value: { text: null, list: [] } }, 'contradict'],
	['nothing in one of two places', { inputValue: 'A' }, { value: null, answer: 'A' }, 'none'],
	['a default only', { inputValue: 'A' }, { default_value: { inputValue: 'B' } }, 'none'],
	['how it may be filled in', { inputValue: 'A' }, { values_of: { inputValue: 'B' } }, 'none'],
	['other spaces', { inputValue: 'a  b' }, { value: { inputValue: ' A b ' } }, 'match'],
	['no space', { inputValue: 'a b' }, { value: { inputValue: 'ab' } }, 'contradict'],
	[
		'parts of a second that were not sent',
		{ date: '2026-06-16T10:00:00Z' },
		{ value: { date: '2026-06-16T10:00:00.000400Z' } },
		'match',
	],
	[
		'another moment',
		{ date: '2026-06-16T10:00:00Z' },
		{ value: { date: '2026-06-16T10:00:01Z' } },
		'contradict',
	],
	[
		'a list of groups in another order',
		{ rows: [{ a: 1 }, { a: 2 }] },
		{ value: { rows: [{ a: '2' }, { a: '1', b: 3 }] } },
		'match',
	],
	[
		'other addresses beside the same text',
		{ inputValue: 'A', images: ['https://a/1'], formattedValue: 'A' },
		{ value: { inputValue: 'A', images: [], formattedValue: 'a.' } },
		'match',
	],
	['what has nothing in it', {}, { value: { inputValue: 'A' } }, 'none'],
	[
		'it four levels deep',
		{ inputValue: 'A' },
		{ value: { a: { a: { a: { a: { inputValue: 'B' } } } } } },
		'contradict',
	],
	[
		'it deeper than that',
		{ inputValue: 'A' },
		{ value: { a: { a: { a: { a: { a: { inputValue: 'B' } } } } } } },
		'none',
	],
])('a read that shows %s', (_what, input, field, expected) => {
	expect(compareValues(snapshotOf(field), sent(input))).toBe(expected);
});

it('says nothing where nothing was sent, or nothing is recognized', () => {
	const field = { value: { inputValue: 'A' } };
	expect(compareValues(snapshotOf(field), [])).toBe('none');
	expect(compareValues(snapshotOf(field), undefined)).toBe('none');
	expect(compareValues({ process_snapshot: 'x' }, sent({ inputValue: 'A' }))).toBe('none');
	const twice = (steps: unknown) => ({ steps, more: { steps } });
	expect(compareValues(snapshotOf(field, twice), sent({ inputValue: 'B' }))).toBe('none');
	expect(compareValues(snapshotOf(field), [{ action_id: 7, input_object: 'A' }])).toBe('none');
});

it('goes by what can be compared', () => {
	const instance = snapshotOf({ value: { inputValue: 'A' } });
	const input_object = { inputValue: 'A' };
	const other = { action_id: 8, input_object };
	expect(compareValues(instance, [null, other, { action_id: '7', input_object }])).toBe('match');
	expect(compareValues(instance, [null, other])).toBe('none');
});

it.each(['value', 'Values', 'input', 'inputObject', 'input_object', 'answer', 'data'])(
	'looks for a value under %s',
	(key) => {
		expect(compareValues(snapshotOf({ [key]: { a: 'B' } }), sent({ a: 'B' }))).toBe('match');
	},
);

it('reads the text of a snapshot as well', () => {
	const asText = snapshotOf({ value: { inputValue: 'A' } }, (steps) => JSON.stringify({ steps }));
	expect(compareValues(asText, sent({ inputValue: 'A' }))).toBe('match');
});

it('one that differs outweighs all that agree', () => {
	const steps = [
		{
			id: 1,
			actions: [
				{ id: 7, value: { inputValue: 'A' } },
				{ id: 8, value: { inputValue: 'B' } },
			],
		},
	];
	const actions = [7, 8].map((action_id) => ({ action_id, input_object: { inputValue: 'A' } }));
	expect(compareValues({ process_snapshot: { steps } }, actions)).toBe('contradict');
});
