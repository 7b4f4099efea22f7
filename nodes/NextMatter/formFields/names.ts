/**
 * How names are compared: what looks the same is the same. Letters of either case, all kinds of
 * blanks, dashes and quotes, and marks that nobody sees make no difference.
 */
export function comparable(name: string): string {
	const known = compared.get(name);
	if (known !== undefined) return known;
	const result = toComparable(name);
	// Thousands of items have the same keys.
	if (compared.size >= MAX_REMEMBERED) compared.clear();
	compared.set(name, result);
	return result;
}

const compared = new Map<string, string>();
const MAX_REMEMBERED = 2_000;

function toComparable(name: string): string {
	// Before NFKC, which would turn a lone accent into a space and a mark; and again after it, because some
	// quotes only appear then: "ŉ" becomes a quote and an "n".
	return straightQuotes(
		straightQuotes(name)
			.normalize('NFKC')
			.replace(/[\u0085\u2800]/g, ' ')
			.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?!\s)\p{Cc}/gu, '')
			.replace(/[\p{Dash_Punctuation}\u2212]/gu, '-')
			// By upper case, so that "ß", "ẞ" and "SS" are the same. The sigma at the end of a word has a form
			// of its own.
			.toLowerCase()
			.toUpperCase()
			.toLowerCase()
			.replace(/\u03c2/g, '\u03c3')
			.normalize('NFKC')
			.replace(/\s+/g, ' ')
			.trim(),
	);
}

function straightQuotes(text: string): string {
	return text
		.replace(/[`´\u02b9-\u02bd\u02c8\u02ca\u02cb\u2018-\u201b\u2032\u2035\u1fef\uff07\uff40]/g, "'")
		.replace(/[\u201c-\u201f\u2033\u2036\u00ab\u00bb\uff02]/g, '"');
}

/** Letters and digits only: `due_date` for `Due date`. */
export function bareLetters(name: string): string {
	return comparable(name).replace(/[^\p{L}\p{N}\p{M}]/gu, '');
}

const MAX_COMPARED_LENGTH = 80;

/**
 * Whether one of two different names is probably a slip of the other: the same letters with other
 * signs between them, or one slip (a letter too many, too few, wrong, or swapped with its neighbour) in
 * five to seven letters, two in eight or more. Names that differ in a digit are different names.
 *
 * @param one and `other`, of letters and digits only
 */
export function isNear(one: string, other: string): boolean {
	if (one === other) return one !== '';
	const length = Math.max(one.length, other.length);
	if (length < 5 || length > MAX_COMPARED_LENGTH) return false;
	const most = length < 8 ? 1 : 2;
	if (Math.abs(one.length - other.length) > most) return false;
	if (digitsOf(one) !== digitsOf(other)) return false;
	return distance(one, other, most) <= most;
}

function digitsOf(name: string): string {
	return name.replace(/\P{N}/gu, '');
}

/** Damerau-Levenshtein (optimal string alignment); a distance above `most` is not exact. */
function distance(one: string, other: string, most: number): number {
	let before: number[] = [];
	let last = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let i = 1; i <= one.length; i++) {
		const row = [i];
		for (let j = 1; j <= other.length; j++) {
			const cost = one[i - 1] === other[j - 1] ? 0 : 1;
			row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
			const isSwap = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
			if (isSwap) row[j] = Math.min(row[j], before[j - 2] + 1);
		}
		if (Math.min(...row) > most) return most + 1;
		[before, last] = [last, row];
	}
	return last[other.length];
}
