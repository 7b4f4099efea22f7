import { readActions as fillActions } from '../../../nodes/NextMatter/formFields/fromJson';
import { refusalOf } from '../inputErrorOf';

const action = { action_id: 50222, input_object: { inputValue: 'x' } };

const readActions = (value: unknown) => fillActions(value).map(({ field }) => field);

describe('readActions', () => {
	it.each<[string, unknown]>([
		['a list', [action]],
		['a list as JSON', JSON.stringify([action])],
		['an ID in a link', [{ ...action, action_id: 'https://h/actions/50222' }]],
	])('reads %s', (_what, value) => {
		expect(readActions(value)).toEqual([action]);
	});

	it('reads an empty list as no form fields', () => {
		expect(readActions('[]')).toEqual([]);
	});

	it('hands the input object on as it is, and keys it does not know', () => {
		const input_object = { rating: 5, nested: [{ a: null }] };
		const read = readActions([{ action_id: 1, input_object, note: 'new' }]);
		expect(read).toEqual([{ action_id: 1, input_object, note: 'new' }]);
		expect(read[0].input_object).toBe(input_object);
	});

	it('refuses what JSON cannot hold, before it could look as if it had been sent', () => {
		const read = () =>
			readActions([
				{ action_id: 1, input_object: { amount: 1n } },
				{ action_id: 2, input_object: { inputValue: 'A' } },
				{ action_id: 3, input_object: { inputValue: undefined } },
			]);
		expect(refusalOf(read).message).toMatch(
			/^Form Field 1: 'Form Fields \(JSON\)' is not valid JSON \("amount" is 1, .+; Form Field 3: .+\("inputValue" is undefined,/,
		);
	});

	it('does not change what it was given', () => {
		const given = [{ action_id: '7', input_object: {} }];
		readActions(given);
		expect(given).toEqual([{ action_id: '7', input_object: {} }]);
	});

	it.each<[unknown, string]>([
		['', "'Form Fields (JSON)' is empty"],
		['{}', "'Form Fields (JSON)' is {}, which is not a list"],
		['["a"]', 'Form Field 1: "a" is not an object with "action_id" and "input_object"'],
		[[action, null], 'Form Field 2: null is not an object with "action_id" and "input_object"'],
		[
			[{ action_id: 5 }],
			'Form Field 1: {"action_id":5} is not an object with "action_id" and "input_object"',
		],
		[
			[{ action_id: 5, input_object: [] }],
			'Form Field 1: {"action_id":5,"input_object":[]} is not an object with "action_id" and "input_object"',
		],
	])('refuses %j', (value, message) => {
		const refusal = refusalOf(() => readActions(value));
		expect(refusal.message).toBe(message);
		expect(refusal.remedy).toMatch(/^Expected a list such as \[{"action_id": 50222, .*\[\] for no/);
	});

	it('refuses what is no ID and names its entry', () => {
		const entries = [action, { ...action, action_id: '5/../6' }];
		expect(refusalOf(() => readActions(entries)).message).toBe(
			'Form Field 2: "5/../6" is not the ID of a form field',
		);
	});

	it('refuses a form field that is listed twice', () => {
		const entries = [action, { ...action, action_id: '50222' }];
		expect(refusalOf(() => readActions(entries)).message).toBe(
			'Form Field 2 (50222) is the same form field as Form Field 1 (50222)',
		);
	});
});

describe('JSON that multiplies or is nested', () => {
	const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

	it.each([101, 200_000])('is refused at a depth of %i', (depth) => {
		const text = `[{"action_id": 1, "input_object": {"a": ${nested(depth)}}}]`;
		const { message } = refusalOf(() => readActions(text));
		expect(message).toMatch(/nested more than 100 levels|is not valid JSON/);
		expect(message.length).toBeLessThan(300);
	});

	it('is refused with too many entries', () => {
		const entries = Array.from({ length: 1_001 }, (_, index) => ({
			action_id: index + 1,
			input_object: {},
		}));
		expect(refusalOf(() => readActions(entries))).toMatchObject({
			message: 'There are 1001 form fields',
			remedy: 'Fill in at most 1000 form fields of a step',
		});
		expect(readActions(entries.slice(1))).toHaveLength(1_000);
	});
});
