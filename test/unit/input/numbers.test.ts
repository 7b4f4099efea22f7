import { readNumberWithin, type NumberRange } from '../../../nodes/NextMatter/input/numbers';
import { refusalOf } from '../inputErrorOf';

const SECONDS: NumberRange = { min: 0, max: 60 };
const PIECES: NumberRange = { min: 1, max: 100, whole: true };

describe('readNumberWithin', () => {
	it.each<[unknown, NumberRange, number]>([
		[0, SECONDS, 0],
		[60, SECONDS, 60],
		[0.5, SECONDS, 0.5],
		['30', SECONDS, 30],
		[1, PIECES, 1],
	])('reads %j', (value, range, expected) => {
		expect(readNumberWithin('Label', value, range)).toBe(expected);
	});

	it.each<[unknown, NumberRange, string]>([
		[-0.1, SECONDS, "'Label' is -0.1, which is not a number from 0 to 60"],
		[60.1, SECONDS, "'Label' is 60.1, which is not a number from 0 to 60"],
		[0, PIECES, "'Label' is 0, which is not a whole number from 1 to 100"],
		[1.5, PIECES, "'Label' is 1.5, which is not a whole number from 1 to 100"],
		['many', PIECES, '\'Label\' is "many", which is not a number'],
	])('refuses %j', (value, range, message) => {
		expect(refusalOf(() => readNumberWithin('Label', value, range)).message).toBe(message);
	});

	it('says what to enter instead', () => {
		expect(refusalOf(() => readNumberWithin('Label', 99, SECONDS)).remedy).toBe(
			'Enter a number from 0 to 60',
		);
		expect(refusalOf(() => readNumberWithin('Label', 0, PIECES)).remedy).toBe(
			'Enter a whole number from 1 to 100',
		);
	});
});
