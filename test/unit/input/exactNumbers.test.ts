import * as fc from 'fast-check';
import { findInexact, isExact } from '../../../nodes/NextMatter/input/exactNumbers';
import { readJson } from '../../../nodes/NextMatter/input/json';
import { readNumber } from '../../../nodes/NextMatter/input/texts';
import { refusalOf, settle } from '../inputErrorOf';

/** Exact arithmetic: digits and power of ten as a big integer over a common power. */
function isSame(numeral: string, number: number): boolean {
	const scale = (text: string) => {
		const [, sign, whole, fraction = '', power = '0'] =
			/^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text) ?? [];
		const shift = 60 + Number(power) - fraction.length;
		return BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`) * 10n ** BigInt(shift);
	};
	return scale(numeral) === scale(String(number));
}

const numerals = fc
	.tuple(
		fc.constantFrom('', '-'),
		fc.stringMatching(/^(0|[1-9]\d{0,20})$/),
		fc.stringMatching(/^(\.\d{1,20})?$/),
		fc.constantFrom('', 'e3', 'E+12', 'e-7'),
	)
	.map((parts) => parts.join(''));

describe('isExact', () => {
	it.each<[string, boolean]>([
		['9007199254740992', true],
		['9007199254740993', false],
		['10000000000000000000000', true],
		['000000000000000000001.50', true],
		['0.1000000000000000055', false],
		['1e400', false],
		['1e-400', false],
		['0e400', true],
		['1e23', true],
		['12345678901234567890e3', false],
	])('%s: %p', (numeral, expected) => {
		expect(isExact(numeral)).toBe(expected);
	});

	it('agrees with exact arithmetic', () => {
		fc.assert(
			fc.property(numerals, (numeral) => {
				expect(isExact(numeral)).toBe(isSame(numeral, Number(numeral)));
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('a number in JSON', () => {
	it('is found where it would change, and only outside of texts', () => {
		fc.assert(
			fc.property(numerals, fc.jsonValue(), fc.string(), (numeral, value, text) => {
				const json = `[${JSON.stringify(value)}, ${JSON.stringify(`\\" ${numeral} ${text}`)}, ${numeral}]`;
				expect(findInexact(json)).toBe(isExact(numeral) ? undefined : numeral);
			}),
		);
	});

	it('is not looked for in a text that never ends', () => {
		expect(findInexact('["9007199254740993')).toBeUndefined();
	});

	it('is refused, and may be given as text', () => {
		const { message, remedy } = refusalOf(() => readJson('Rows', '[9007199254740993]', 'a list'));
		expect(message).toBe(
			`'Rows' contains the number 9007199254740993, which n8n can't keep exactly`,
		);
		expect(remedy).toContain('quotes');
		expect(refusalOf(() => readJson('Rows', '9007199254740993', 'a list')).message).toBe(message);
		expect(readJson('Rows', '["9007199254740993"]', 'a list')).toEqual(['9007199254740993']);
	});
});

describe('a number as text', () => {
	it('is refused where other digits would be sent', () => {
		expect(refusalOf(() => readNumber('Number', '9007199254740993'))).toMatchObject({
			message: '\'Number\' is "9007199254740993", which has more digits than a number can keep',
			remedy: 'Use a text field for it, or round it to 15 digits',
		});
	});

	it('is never sent with other digits', () => {
		fc.assert(
			fc.property(numerals, (numeral) => {
				const { result } = settle(() => readNumber('Number', numeral));
				if (result !== undefined)
					expect(isSame(numeral, Number(JSON.stringify(result)))).toBe(true);
			}),
		);
	});
});
