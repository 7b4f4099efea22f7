import * as fc from 'fast-check';
import { fieldKinds } from '../../../../../nodes/NextMatter/formFields';
import { plainValue } from '../../../../../nodes/NextMatter/operations/formField/getValues/plainValue';

type Value = Parameters<typeof plainValue>[0];

describe('a value as people have entered it', () => {
	it.each<[Value, Value]>([
		[{ inputValue: 'A' }, 'A'],
		[{ inputValue: 'A', note: null }, 'A'],
		[{ inputValue: { radioItemSelected: 'Yes' } }, 'Yes'],
		[{ date: '2026-06-16T08:00:00Z' }, '2026-06-16T08:00:00Z'],
		[{ itemsChecked: ['A', 'B'] }, ['A', 'B']],
		[{ files: [] }, []],
		[{ flag: false }, false],
		[{ numberValue: 0 }, 0],
		[{ url: { url: 'https://example.com' } }, 'https://example.com'],
		['A', 'A'],
		[7, 7],
		[['A'], ['A']],
		[[{ inputValue: 'A' }], [{ inputValue: 'A' }]],
	])('of %j is %j', (value, plain) => {
		expect(plainValue(value)).toEqual(plain);
	});

	it.each<[Value]>([
		[undefined],
		[null],
		[''],
		[{}],
		[{ inputValue: '' }],
		[{ inputValue: null }],
		[{ inputValue: {} }],
		[{ inputValue: { radioItemSelected: '' } }],
		[{ numberValue: null, formattedValue: '' }],
		[{ street: '', city: '', zipCode: '' }],
		[{ street: '', city: null }],
	])('is null where nobody has entered anything: %j', (value) => {
		expect(plainValue(value)).toBeNull();
	});

	it.each<[Value]>([
		[{ street: '12 Main Street', city: 'Berlin', zipCode: '10115' }],
		// Alone, a city could not be told from a street.
		[{ street: '', city: 'Berlin', zipCode: '' }],
		[{ action: 'return', returnToStep: '5001' }],
	])('stays an object where it has several parts: %j', (value) => {
		expect(plainValue(value)).toEqual(value);
		expect(plainValue({ inputValue: value })).toEqual(value);
	});

	it.each<[Value, number | null]>([
		[{ numberValue: 1000.5, formattedValue: '' }, 1000.5],
		[{ numberValue: 1000.5, formattedValue: '1.000,50' }, 1000.5],
		[{ numberValue: 0, formattedValue: '0' }, 0],
		[{ numberValue: null, formattedValue: null }, null],
	])('is the number alone, however it is displayed: %j', (value, number) => {
		expect(plainValue(value)).toBe(number);
	});

	it('is found in both shapes of every kind', () => {
		for (const { example } of fieldKinds) {
			const { standard, wrapped = standard } = example;
			expect(plainValue(wrapped as Value)).toEqual(plainValue(standard as Value));
		}
	});

	it('is as plain as it gets', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (drawn) => {
				const plain = plainValue(drawn as Value);
				expect(plainValue(plain)).toEqual(plain);
				expect(plain).not.toBeUndefined();
			}),
		);
	});
});
