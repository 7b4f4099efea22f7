import { FIELD_KINDS, INPUT_FORMATS, WRAPPED_KINDS, hasWrappedShape } from './kinds';
import { MALFORMED_SAMPLES, STANDARD_SAMPLES, WRAPPED_SAMPLES } from './samples';
import { inputObjectSchema, schemaNameOf, validateInputObject } from './schemas';

describe('the shapes of form fields in the contract', () => {
	it.each(FIELD_KINDS)('accept a %s as the reference shows it', (kind) => {
		expect(validateInputObject(kind, 'standard', STANDARD_SAMPLES[kind])).toEqual([]);
	});

	it.each(FIELD_KINDS)('accept a %s as the help article shows it', (kind) => {
		expect(validateInputObject(kind, 'wrapped', WRAPPED_SAMPLES[kind])).toEqual([]);
	});

	it.each(WRAPPED_KINDS)('tell the two shapes of a %s apart', (kind) => {
		expect(validateInputObject(kind, 'standard', WRAPPED_SAMPLES[kind])).not.toEqual([]);
		expect(validateInputObject(kind, 'wrapped', STANDARD_SAMPLES[kind])).not.toEqual([]);
	});

	it('know one shape only for every other kind', () => {
		const others = FIELD_KINDS.filter((kind) => !hasWrappedShape(kind));
		for (const kind of others) {
			expect(schemaNameOf(kind, 'wrapped')).toBe(schemaNameOf(kind, 'standard'));
		}
	});

	it.each(MALFORMED_SAMPLES)('refuse a %s %s', (kind, _why, value) => {
		for (const format of INPUT_FORMATS) {
			expect(validateInputObject(kind, format, value)).not.toEqual([]);
		}
	});

	it.each(FIELD_KINDS)('refuse a %s with a key too many', (kind) => {
		const value = { ...STANDARD_SAMPLES[kind], surplus: true };
		expect(validateInputObject(kind, 'standard', value)).toContain('must not have the key surplus');
	});

	it.each(FIELD_KINDS)('refuse a %s that misses a key', (kind) => {
		for (const key of Object.keys(STANDARD_SAMPLES[kind])) {
			const value: Partial<Record<string, unknown>> = { ...STANDARD_SAMPLES[kind] };
			delete value[key];
			expect(validateInputObject(kind, 'standard', value)).not.toEqual([]);
		}
	});

	it.each(['return', 'skip_forward'])('let %s lead to a step in digits or quotes', (action) => {
		for (const returnToStep of [5003, '5003']) {
			const value = { action, comment: 'Please add the quote', label: 'Back', returnToStep };
			expect(validateInputObject('routing', 'standard', value)).toEqual([]);
		}
	});

	it('say in words what is wrong with a table', () => {
		const value = { jsonResult: '[["Item","Pieces"],["Desk"]]' };
		expect(validateInputObject('table', 'standard', value)).toEqual([
			'/jsonResult must have rows of equal length',
		]);
	});

	it('are compiled once', () => {
		expect(inputObjectSchema('text', 'wrapped')).toBe(inputObjectSchema('text', 'standard'));
	});
});
