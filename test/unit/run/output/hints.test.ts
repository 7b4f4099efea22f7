import { mergeHints, showHints } from '../../../../nodes/NextMatter/run/output/hints';

describe('hints', () => {
	it('tells equal ones once, with the items they are about', () => {
		expect(mergeHints([['a'], [], ['b', 'a']])).toEqual(['a [items 0, 2]', 'b [item 2]']);
	});

	it('names no item where there is only one', () => {
		expect(mergeHints([['a', 'a', 'b']])).toEqual(['a', 'b']);
	});

	it('stays short however many there are', () => {
		const many = Array.from({ length: 1000 }, (_, index) => ['same', `hint ${index}`]);
		const merged = mergeHints(many);
		expect(merged).toHaveLength(21);
		expect(merged[0]).toMatch(/^same \[items 0, 1, .*, 19 and 980 more\]$/);
		expect(merged.at(-1)).toBe('And 981 more hints');
		expect(mergeHints([merged]).at(-1)).toBe('And 1 more hint');
	});

	it('names as many as there may be', () => {
		const numbers = Array.from({ length: 20 }, (_, index) => index);
		expect(mergeHints([numbers.map((number) => `hint ${number}`)])).toHaveLength(20);
		expect(mergeHints(numbers.map(() => ['a']))).toEqual([`a [items ${numbers.join(', ')}]`]);
	});

	it('shows them above the output', () => {
		const addExecutionHints = jest.fn();
		showHints({ addExecutionHints }, [['a']]);
		const hint = { message: 'a', type: 'warning', location: 'outputPane' };
		expect(addExecutionHints.mock.calls).toEqual([[hint]]);
	});

	it('shows nothing where there is none, and fails in no version of n8n that cannot show any', () => {
		const addExecutionHints = jest.fn();
		showHints({ addExecutionHints }, [[], []]);
		expect(addExecutionHints).not.toHaveBeenCalled();
		expect(() => showHints({}, [['a']])).not.toThrow();
	});
});
