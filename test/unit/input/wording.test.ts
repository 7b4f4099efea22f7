import { formatNames, formatNumbers, pluralize } from '../../../nodes/NextMatter/input/wording';

const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index + 1}`);

it.each([
	[0, '0 cells'],
	[1, '1 cell'],
	[2, '2 cells'],
])('%s is followed by its noun as in %j', (count, expected) => {
	expect(pluralize(count, 'cell')).toBe(expected);
});

describe('formatNames', () => {
	it('quotes names, up to 20 of them', () => {
		expect(formatNames(['Cost Center', 'Note\n'])).toBe('"Cost Center", "Note "');
		expect(formatNames(names(20))).toMatch(/, "n19", "n20"$/);
		expect(formatNames(names(22))).toMatch(/, "n19", "n20" and 2 more$/);
	});
});

describe('formatNumbers', () => {
	it('lists up to five', () => {
		expect(formatNumbers(['1', '2', '3', '4', '5'])).toBe('1, 2, 3, 4, 5');
		expect(formatNumbers(['1', '2', '3', '4', '5', '6'])).toBe('1, 2, 3, 4, 5 and 1 more');
	});

	it('cuts what is longer than 20 digits', () => {
		const digits = '12345678901234567890';
		expect(formatNumbers([digits, `${digits}1`])).toBe(`${digits}, ${digits}…`);
	});
});
