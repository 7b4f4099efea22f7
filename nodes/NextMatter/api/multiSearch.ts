/** Letters and digits. */
const SYMBOLS = 36;

/** Finds any of several words in a row of symbols in one go (Aho-Corasick). */
export interface Matcher {
	/** The state after one more symbol; it begins with 0. */
	next(state: number, symbol: number): number;
	/** How long the longest word is that ends in this state, 0 if none does. */
	matched(state: number): number;
	readonly maxLength: number;
}

/** @returns undefined for anything but a letter or digit of ASCII; both cases are the same symbol */
export function symbolOf(code: number): number | undefined {
	if (code >= 48 && code <= 57) return code - 48;
	const small = code | 32;
	return small >= 97 && small <= 122 ? small - 87 : undefined;
}

export function createMatcher(words: ReadonlyArray<readonly number[]>): Matcher {
	const size = words.reduce((sum, { length }) => sum + length, 1);
	const table = new Int32Array(size * SYMBOLS);
	const lengths = new Int32Array(size);
	let states = 1;
	for (const word of words) {
		let state = 0;
		for (const symbol of word) {
			table[state * SYMBOLS + symbol] ||= states++;
			state = table[state * SYMBOLS + symbol];
		}
		lengths[state] = Math.max(lengths[state], word.length);
	}
	linkFailures(table, lengths, states);
	return {
		next: (state, symbol) => table[state * SYMBOLS + symbol],
		matched: (state) => lengths[state],
		maxLength: Math.max(0, ...words.map(({ length }) => length)),
	};
}

/** Where a word goes on no further, the longest end of it that begins another one does. */
function linkFailures(table: Int32Array, lengths: Int32Array, states: number): void {
	const failures = new Int32Array(states);
	// Every state gets in once, so that it cannot grow.
	const queue = new Int32Array(states);
	let queued = 1;
	for (let place = 0; place < queued; place += 1) {
		const state = queue[place];
		const failure = failures[state];
		lengths[state] = Math.max(lengths[state], lengths[failure]);
		for (let symbol = 0; symbol < SYMBOLS; symbol += 1) {
			const at = state * SYMBOLS + symbol;
			const fallback = state === 0 ? 0 : table[failure * SYMBOLS + symbol];
			if (table[at] === 0) {
				table[at] = fallback;
			} else {
				failures[table[at]] = fallback;
				queue[queued++] = table[at];
			}
		}
	}
}
