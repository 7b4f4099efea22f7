import { readBoolean, readChoice } from '../../../nodes/NextMatter/input/choices';
import { refusalOf } from '../inputErrorOf';

describe('readChoice', () => {
	const modes = ['complete', 'save'] as const;

	it.each(modes)('reads %s', (mode) => {
		expect(readChoice('Mode', mode, modes)).toBe(mode);
	});

	it.each<[unknown, string]>([
		['Save', '"Save"'],
		[undefined, 'undefined'],
		[['save'], '["save"]'],
	])('refuses %p', (value, quoted) => {
		expect(refusalOf(() => readChoice('Mode', value, modes))).toMatchObject({
			message: `'Mode' is ${quoted}, which is not one of its values`,
			remedy: 'Expected one of complete, save',
		});
	});
});

describe('readBoolean', () => {
	it.each<[unknown, boolean]>([
		[true, true],
		[false, false],
		['true', true],
		['false', false],
		[' TRUE ', true],
	])('reads %p as %p', (value, expected) => {
		expect(readBoolean('Simplify', value)).toBe(expected);
	});

	it.each<[unknown]>([[undefined], [1]])('refuses %p', (value) => {
		const { message, remedy } = refusalOf(() => readBoolean('Simplify', value));
		expect(message).toMatch(/^'Simplify' is .+, which is not one of its values$/);
		expect(remedy).toBe('Expected one of true, false');
	});
});
