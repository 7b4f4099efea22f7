// Gives big integers a toJSON, as in a running n8n.
import 'n8n-workflow';
import * as fc from 'fast-check';
import {
	atPlace,
	inputErrorOf,
	isMissing,
	quote,
	quotePlain,
	InputError,
} from '../../../nodes/NextMatter/input/inputError';

/** Without a prototype, it has no text either. */
function circular(): unknown {
	const self: Record<string, unknown> = Object.assign(Object.create(null), { name: 'loop' });
	self.self = self;
	return self;
}

describe('quote', () => {
	it.each<[string, unknown, string]>([
		['a text in quotes', 'Pen', '"Pen"'],
		['a number', 12.5, '12.5'],
		['a number that is none', NaN, 'NaN'],
		['null', null, 'null'],
		['nothing', undefined, 'undefined'],
		['a list as JSON', ['a', 1], '["a",1]'],
		['a circular object without failing', circular(), '[object Object]'],
		['a big integer', 12n, '12'],
		['a symbol', Symbol('pen'), 'Symbol(pen)'],
		[
			'line breaks and control characters as one space',
			'a\r\n\tb\u0000\u007fc',
			'"a b<U+0000><U+007F>c"',
		],
		['line separators as one space', 'a\u2028\u2029b', '"a b"'],
	])('shows %s', (_what, value, expected) => {
		expect(quote(value)).toBe(expected);
	});

	it('does not fail at lists nested too deeply', () => {
		const value: unknown = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000));
		expect(quote(value).length).toBeLessThanOrEqual(61);
	});

	it('keeps 60 characters whole', () => {
		expect(quote('x'.repeat(58))).toBe(`"${'x'.repeat(58)}"`);
	});

	it('cuts what is longer after 60 characters', () => {
		expect(quote('x'.repeat(59))).toBe(`"${'x'.repeat(59)}…`);
		expect(quote('x'.repeat(100_000))).toHaveLength(61);
	});

	it('is always short and on one line', () => {
		fc.assert(
			fc.property(fc.anything({ withDate: true, withMap: true }), (value) => {
				const quoted = quote(value);
				expect(quoted.length).toBeLessThanOrEqual(61);
				expect(quoted).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
			}),
		);
	});
});

describe('quotePlain', () => {
	it.each<[unknown, string]>([
		['save', '"save"'],
		['s\u0430ve', '"s\u0430ve" (contains U+0430)'],
		[
			'\u0455\u0430v\u0435, \u0430',
			'"\u0455\u0430v\u0435, \u0430" (contains U+0455, U+0430, U+0435)',
		],
		[
			'\u0455\u0430v\u0435\u2212',
			'"\u0455\u0430v\u0435\u2212" (contains U+0455, U+0430, U+0435, …)',
		],
		['sa\u200bv\u0435', '"sa<U+200B>v\u0435" (contains U+0435)'],
		[['s\u0430ve'], '["s\u0430ve"]'],
	])('names what only looks like ASCII: %j', (value, expected) => {
		expect(quotePlain(value)).toBe(expected);
	});
});

describe('isMissing', () => {
	it.each<[unknown]>([[undefined], [null], [''], ['\n\t ']])('takes %p as missing', (value) => {
		expect(isMissing(value)).toBe(true);
	});

	it.each<[unknown]>([[0], ['0'], [[]]])('takes %p as a value', (value) => {
		expect(isMissing(value)).toBe(false);
	});
});

describe('InputError', () => {
	it('is an error with a message and a remedy', () => {
		const refusal = new InputError('It is empty', 'Fill it in');
		expect(refusal).toBeInstanceOf(Error);
		expect(refusal).toMatchObject({
			name: 'InputError',
			message: 'It is empty',
			remedy: 'Fill it in',
		});
	});
});

describe('inputErrorOf', () => {
	it('is what was thrown, unless it is an error of another kind', () => {
		const refusal = new InputError('It is empty', 'Fill it in');
		expect(inputErrorOf(refusal)).toBe(refusal);
		const error = new TypeError('x is undefined');
		expect(() => inputErrorOf(error)).toThrow(error);
	});
});

describe('atPlace', () => {
	it('puts the place before the message of a refusal and keeps its remedy', () => {
		const placed = atPlace('Form Field 2 (50222)', new InputError('It is empty', 'Fill it in'));
		expect(placed).toBeInstanceOf(InputError);
		expect(placed).toMatchObject({
			message: 'Form Field 2 (50222): It is empty',
			remedy: 'Fill it in',
		});
	});

	it('hands on any other error untouched', () => {
		const error = new TypeError('x is undefined');
		expect(atPlace('Form Field 2', error)).toBe(error);
		expect(error.message).toBe('x is undefined');
	});
});
