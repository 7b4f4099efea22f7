import { readFilledList, readIds, readList } from '../../../nodes/NextMatter/input/lists';
import { readRequiredText } from '../../../nodes/NextMatter/input/texts';
import { refusalOf } from '../inputErrorOf';

describe('readList', () => {
	it.each<[string, unknown, string[]]>([
		['a list', ['A', 'B'], ['A', 'B']],
		['a single text', 'A', ['A']],
		['numbers as texts', [1, 2.5], ['1', '2.5']],
		['a list inside of the list', ['A', ['B', 'C']], ['A', 'B', 'C']],
		['the same value twice', ['A', 'A'], ['A', 'A']],
	])('reads %s', (_what, value, expected) => {
		expect(readList('Checked Items', value, readRequiredText)).toEqual(expected);
	});

	it('refuses a number in a JSON list that would change', () => {
		const typed = '["A", 9007199254740993]';
		expect(refusalOf(() => readList('Checked Items', typed, readRequiredText)).message).toContain(
			'the number 9007199254740993',
		);
	});

	it.each<[unknown, string]>([
		[undefined, 'nothing'],
		[null, 'null'],
	])('refuses %p', (value, words) => {
		const { message, remedy } = refusalOf(() => readList('Checked Items', value, readRequiredText));
		expect(message).toBe(`'Checked Items' has no value: its expression returned ${words}`);
		expect(remedy).toBe(
			'Check the expression; it should return a list, such as {{ ["Option A", "Option B"] }}',
		);
	});

	it.each<[string, unknown, number]>([
		['an empty text', ['A', ''], 2],
		['an empty text in an inner list', ['A', ['B', ' ']], 3],
		['a bare empty text', '', 1],
	])('names the position of %s', (_what, value, position) => {
		expect(refusalOf(() => readList('Checked Items', value, readRequiredText)).message).toBe(
			`'Checked Items ${position}' is empty`,
		);
	});

	it('reads an empty list', () => {
		expect(readList('Checked Items', [], readRequiredText)).toEqual([]);
	});
});

describe('readFilledList', () => {
	it('reads a list', () => {
		expect(readFilledList('File URLs', ['A', 'B'], readRequiredText)).toEqual(['A', 'B']);
	});

	it('refuses an empty one', () => {
		expect(refusalOf(() => readFilledList('File URLs', [], readRequiredText))).toMatchObject({
			message: "'File URLs' is empty ([])",
			remedy: 'Add at least one value, or remove it',
		});
	});
});

describe('a list that was typed', () => {
	it.each<[unknown, string[]]>([
		['[]', []],
		[' [ "a" ] ', ['a']],
		['[1, 2]', ['1', '2']],
		['a\nb', ['a', 'b']],
		['a, b', ['a, b']],
		['[a]', ['[a]']],
		[
			['[1]', '[2]'],
			['[1]', '[2]'],
		],
		[
			['x', '["a","b"]'],
			['x', 'a', 'b'],
		],
		[
			['x', ' [1, "a"]'],
			['x', '1', 'a'],
		],
		['[["a"], "b"]', ['a', 'b']],
		['\n a \r\n\u2028 b\u2029', ['a', 'b']],
		[' a ', [' a ']],
		['[Draft', ['[Draft']],
		['as ["a" says', ['as ["a" says']],
		[
			['x', 'as ["a" says'],
			['x', 'as ["a" says'],
		],
		[
			['x', '[{y', '["z'],
			['x', '[{y', '["z'],
		],
	])('%j is %j', (value, expected) => {
		expect(readList('Tags', value, readRequiredText)).toEqual(expected);
	});

	it.each<[unknown, string]>([
		['["a"', '["a"'],
		["['a']", "['a']"],
		['[["a"', '[["a"'],
		['[ {"a"', '[ {"a"'],
		[['x', '["Option A"'], '["Option A"'],
		[['x', "[ 'a', 'b']"], "[ 'a', 'b']"],
	])('is refused if its JSON is broken: %j', (value, quoted) => {
		expect(refusalOf(() => readList('Tags', value, readRequiredText))).toMatchObject({
			message: `'Tags' is "${quoted}", which is not a list in JSON`,
			remedy:
				'Enter one value per line, a JSON list such as ["Option A", "Option B"], or an expression that returns a list',
		});
	});

	it('is refused if it is endless', () => {
		const value = Array.from({ length: 10_001 }, () => 'a');
		expect(refusalOf(() => readList('Tags', value, readRequiredText))).toMatchObject({
			message: "'Tags' has 10001 values",
			remedy: 'Enter at most 10000 values',
		});
		expect(readList('Tags', value.slice(1), readRequiredText)).toHaveLength(10_000);
	});
});

describe('readIds', () => {
	it.each<[unknown, string[]]>([
		[
			[9001, '9002'],
			['9001', '9002'],
		],
		['9001\n https://app.nextmatter.com/instances/9002', ['9001', '9002']],
		['[9001]', ['9001']],
	])('reads %j', (value, expected) => {
		expect(readIds('Instance IDs', value, 'instance')).toEqual(expected);
	});

	it('says which entry is no ID, and where', () => {
		expect(refusalOf(() => readIds('Instance IDs', [9001, 'x'], 'instance'))).toMatchObject({
			message: 'Instance IDs 2: "x" is not the ID of an instance',
			remedy: 'An ID is a whole number of at least 1, in digits only, such as 50222',
		});
	});

	it.each(['IDs 9001, 9002', '9001, 9002 and more'])('gives other advice for %s', (value) => {
		expect(refusalOf(() => readIds('Instance IDs', value, 'instance')).message).not.toContain(
			'which contains several numbers',
		);
	});

	it.each(['9001, 9002', '9,001', '9001; 9002 | 9003'])('says how to give several: %s', (value) => {
		expect(refusalOf(() => readIds('Instance IDs', value, 'instance'))).toMatchObject({
			message: `'Instance IDs 1' is "${value}", which contains several numbers`,
			remedy:
				'Enter one ID per line, a JSON list such as [9001, 9002], or an expression that returns a list; digits only',
		});
	});
});
