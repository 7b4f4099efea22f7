import type { JsonValue } from './json';
import { FIELD_KINDS, INPUT_FORMATS, WRAPPED_KINDS, hasWrappedShape } from './kinds';
import { MALFORMED_SAMPLES, STANDARD_SAMPLES, WRAPPED_SAMPLES } from './samples';
import { schemaNameOf, validateInputObject } from './schemas';

/** Every sample of the reference, key by key. */
const ENTRIES = FIELD_KINDS.flatMap((kind) =>
	Object.entries(STANDARD_SAMPLES[kind]).map(([key, value]) => [kind, key, value] as const),
);

/** Values of other types than a given one; no list in the contract holds numbers. */
function ofOtherTypes(value: JsonValue): JsonValue[] {
	return [
		...[null, true, {}, [7]],
		...(typeof value === 'string' ? [] : ['text']),
		...(typeof value === 'number' ? [] : [7]),
	];
}

describe('the shapes of form fields in the contract', () => {
	it('accept every kind as the reference shows it', () => {
		const refused = FIELD_KINDS.flatMap((kind) =>
			validateInputObject(kind, 'standard', STANDARD_SAMPLES[kind]).map((error) => [kind, error]),
		);
		expect(refused).toEqual([]);
	});

	it('accept every kind as the help article shows it', () => {
		const refused = FIELD_KINDS.flatMap((kind) =>
			validateInputObject(kind, 'wrapped', WRAPPED_SAMPLES[kind]).map((error) => [kind, error]),
		);
		expect(refused).toEqual([]);
	});

	it('tell the two shapes of a kind apart', () => {
		const mistaken = WRAPPED_KINDS.filter(
			(kind) =>
				validateInputObject(kind, 'standard', WRAPPED_SAMPLES[kind]).length === 0 ||
				validateInputObject(kind, 'wrapped', STANDARD_SAMPLES[kind]).length === 0,
		);
		expect(mistaken).toEqual([]);
	});

	it('know one shape only for every other kind', () => {
		const others = FIELD_KINDS.filter((kind) => !hasWrappedShape(kind));
		for (const kind of others) {
			expect(schemaNameOf(kind, 'wrapped')).toBe(schemaNameOf(kind, 'standard'));
		}
	});

	it('refuse a key too many', () => {
		const accepted = FIELD_KINDS.filter((kind) => {
			const value = { ...STANDARD_SAMPLES[kind], surplus: true };
			const errors = validateInputObject(kind, 'standard', value);
			return !errors.includes('must not have the key surplus');
		});
		expect(accepted).toEqual([]);
	});

	it('refuse a key too few', () => {
		const accepted = ENTRIES.filter(([kind, key]) => {
			const rest = Object.entries(STANDARD_SAMPLES[kind]).filter(([other]) => other !== key);
			return validateInputObject(kind, 'standard', Object.fromEntries(rest)).length === 0;
		});
		expect(accepted).toEqual([]);
	});

	it('refuse a value of another type', () => {
		const changed = ENTRIES.flatMap(([kind, key, value]) =>
			ofOtherTypes(value).map(
				(other) => [kind, { ...STANDARD_SAMPLES[kind], [key]: other }] as const,
			),
		);
		const accepted = changed.filter(
			([kind, value]) => validateInputObject(kind, 'standard', value).length === 0,
		);
		expect(accepted).toEqual([]);
	});

	it.each(MALFORMED_SAMPLES)('refuse a %s %s', (kind, _why, value) => {
		for (const format of INPUT_FORMATS) {
			expect(validateInputObject(kind, format, value)).not.toEqual([]);
		}
	});

	it('say in words what is wrong with a table', () => {
		const value = { jsonResult: '[["Item","Pieces"],["Desk"]]' };
		expect(validateInputObject('table', 'standard', value)).toEqual([
			'/jsonResult must have rows of equal length',
		]);
	});
});
