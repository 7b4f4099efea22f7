import { readApiMessages } from '../../../../nodes/NextMatter/api/errors/apiMessages';

const LABELS = ['Form Field 1 (50222)', 'Form Field 2 (50223)'];

describe('readApiMessages', () => {
	it.each<[string, unknown, string[]]>([
		['a detail', { detail: 'Not found.' }, ['Not found.']],
		['a message', { message: 'No.' }, ['No.']],
		['an error', { error: 'No.' }, ['No.']],
		['errors of no field', { non_field_errors: ['One.', 'Two.'] }, ['One.', 'Two.']],
		['the mode', { mode: ['"x" is not a choice.'] }, ['Mode: "x" is not a choice.']],
		['an unknown field', { colour: ['Too red.'] }, ['colour: Too red.']],
		['all form fields', { actions: ['Expected a list.'] }, ['Form Fields: Expected a list.']],
		[
			'two form fields, the inner names left out',
			{ actions: [{ input_object: ['Bad.'] }, { input_object: { date: ['No date.'] } }] },
			['Form Field 1 (50222): Bad.', 'Form Field 2 (50223), date: No date.'],
		],
		['a form field without a label', { actions: [{}, {}, { x: 'y' }] }, ['Form Field 3, x: y']],
		[
			'form fields by index',
			{ actions: { '1': { action_id: ['No.'] }, '0': ['Bad.'], x: ['Odd.'] } },
			['Form Field 1 (50222): Bad.', 'Form Field 2 (50223), ID: No.', 'Form Fields, x: Odd.'],
		],
		[
			'keys of form fields that merely hold digits',
			{ actions: { x1: 'One.', '1x': 'Two.', '10': 'Three.' } },
			['Form Field 11: Three.', 'Form Fields, x1: One.', 'Form Fields, 1x: Two.'],
		],
		['other keys that are digits', { others: { '1': 'No.' } }, ['others, 1: No.']],
		[
			'a list of objects',
			[{ detail: 'One.' }, {}, { step_id: 'Two.' }],
			['1: One.', '3, Step: Two.'],
		],
		['a text', 'Not found.', ['Not found.']],
		['a message on several lines', { detail: ' a\n\u0000b ' }, ['a b']],
		[
			'what a new instance may be refused for, in the words of the node',
			{
				process: ['Gone.'],
				name: ['Long.'],
				deadline: ['Past.'],
				priority: ['Odd.'],
				tags: ['Many.'],
				step_assignments: [{}, { step_id: ['No.'], user_id: ['No.'] }],
			},
			[
				'Workflow: Gone.',
				'Name: Long.',
				'Deadline: Past.',
				'Priority: Odd.',
				'Tags: Many.',
				'Step Assignments, 2, Step: No.',
				'Step Assignments, 2, User: No.',
			],
		],
		[
			'what files, stops and values may be refused for, in the words of the node',
			{
				file: ['Large.'],
				image: ['Odd.'],
				ids: ['Many.'],
				process_instance: ['No.'],
				created_time: ['Bad.'],
			},
			['File: Large.', 'Image: Odd.', 'Instances: Many.', 'Instance: No.', 'Created Time: Bad.'],
		],
	])('reads %s', (_what, body, messages) => {
		expect(readApiMessages(body, LABELS)).toEqual(messages);
	});

	it.each<[unknown]>([[undefined], [null], [{ detail: ' \n' }], [{ a: null, b: '', c: [[{}]] }]])(
		'finds nothing in %j',
		(body) => {
			expect(readApiMessages(body, LABELS)).toEqual([]);
		},
	);

	it('takes a key that every object has as the name it is', () => {
		const body = { constructor: ['Unknown field.'] };
		expect(readApiMessages(body)).toEqual(['constructor: Unknown field.']);
	});

	it('cuts a long message', () => {
		expect(readApiMessages({ detail: 'x'.repeat(100_000) })[0]).toHaveLength(501);
	});

	it('reads twenty messages and no more', () => {
		const texts = Array.from({ length: 100_000 }, (_, index) => `No ${index}.`);
		expect(readApiMessages(texts)).toEqual(texts.slice(0, 20));
		expect(readApiMessages({ actions: texts.map((x) => ({ x })) })).toHaveLength(20);
	});

	it('reads deep nesting', () => {
		const body: unknown = JSON.parse(`${'['.repeat(500)}"x"${']'.repeat(500)}`);
		expect(readApiMessages(body)).toEqual(['x']);
	});

	it.each([
		['lists', '[', ']', /^\(nested too deeply to be read\)$/],
		['objects', '{"a":', '}', /^a, a, a, .*…$/],
	])('does not fail at nesting of %s that is too deep', (_what, start, end, expected) => {
		const body: unknown = JSON.parse(`${start.repeat(5000)}"x"${end.repeat(5000)}`);
		expect(readApiMessages(body)).toEqual([expect.stringMatching(expected)]);
	});
});
