import fc from 'fast-check';
import { createMatcher, symbolOf } from '../../../nodes/NextMatter/api/multiSearch';

it.each<[string, number | undefined]>([
	['0', 0],
	['9', 9],
	['a', 10],
	['z', 35],
	['A', 10],
	['Z', 35],
	...[...'/:@[`{é'].map((other): [string, undefined] => [other, undefined]),
])('the symbol of %s is %p', (character, symbol) => {
	expect(symbolOf(character.charCodeAt(0))).toBe(symbol);
});

describe('a matcher', () => {
	/** Few different symbols, so that words begin, end and repeat within each other. */
	const symbols = fc.constantFrom(0, 1, 35);
	const word = fc.array(symbols, { minLength: 1, maxLength: 5 });

	it('tells, symbol by symbol, the longest word that ends there', () => {
		fc.assert(
			fc.property(fc.array(word, { maxLength: 5 }), fc.array(symbols), (words, text) => {
				const matcher = createMatcher(words);
				const longestOf = (some: number[][]) => Math.max(0, ...some.map(({ length }) => length));
				let state = 0;
				const matched = text.map((symbol) => {
					state = matcher.next(state, symbol);
					return matcher.matched(state);
				});
				const ending = text.map((_, at) => {
					const before = ` ${text.slice(0, at + 1).join(' ')}`;
					return longestOf(words.filter((one) => before.endsWith(` ${one.join(' ')}`)));
				});
				expect([matched, matcher.maxLength]).toEqual([ending, longestOf(words)]);
			}),
		);
	});

	it('finds words that have an end or a begin of each other', () => {
		const matcher = createMatcher([[1, 2, 3, 4], [2, 3], [3, 4, 5, 6], [6]]);
		const matched: number[] = [];
		let state = 0;
		for (const symbol of [1, 2, 3, 4, 5, 6, 9, 1, 2, 3]) {
			state = matcher.next(state, symbol);
			matched.push(matcher.matched(state));
		}
		expect(matched).toEqual([0, 0, 2, 4, 0, 4, 0, 0, 0, 2]);
	});
});
