import { fieldKinds } from '../../../nodes/NextMatter/formFields';
import type { FieldKind, ValueFormat } from '../../../nodes/NextMatter/formFields/types';
import { FIELD_KINDS } from '../../standIn/kinds';
import { validateInputObject } from '../../standIn/schemas';
import { refusalOf } from '../inputErrorOf';

const FORMATS: readonly ValueFormat[] = ['standard', 'wrapped'];
const timeZone = 'Europe/Berlin';

const byType = fieldKinds.map((kind) => [kind.type, kind] as const);
const byInput = fieldKinds.flatMap((kind) =>
	kind.inputs.map((input) => [kind.type, input.name, kind, input] as const),
);

describe('the kinds of form fields', () => {
	it('are the 17 of the API and a custom one', () => {
		const types = fieldKinds.map(({ type }) => type);
		expect([...types].sort()).toEqual(['custom', ...FIELD_KINDS].sort());
	});

	it('are listed by name', () => {
		const names = fieldKinds.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it('have names that no other kind has', () => {
		for (const words of [fieldKinds.map(({ type }) => type), fieldKinds.map(({ name }) => name)]) {
			expect(new Set(words).size).toBe(words.length);
		}
	});

	it('mean the same by a parameter that several have', () => {
		const meanings = byInput.map(([, name, , { displayName, type, default: none }]) =>
			JSON.stringify([name, displayName, type, none]),
		);
		expect(new Set(meanings).size).toBe(new Set(byInput.map(([, name]) => name)).size);
	});

	it('have no parameter of the name of the row itself', () => {
		const names = byInput.map(([, name]) => name);
		expect(names).not.toContain('fieldId');
		expect(names).not.toContain('fieldType');
	});

	it('differ between the two formats for address, checklist, radio and URL only', () => {
		const wrapped = fieldKinds.filter(({ example }) => example.wrapped !== undefined);
		expect(wrapped.map(({ type }) => type)).toEqual(['address', 'checklist', 'radio', 'url']);
	});
});

describe.each(byType)('the example of %s', (type, kind) => {
	it.each(FORMATS)('becomes what it says in the format %s', (valueFormat) => {
		const { row, standard, wrapped = standard } = kind.example;
		expect(kind.encode(row, { timeZone, valueFormat })).toEqual(
			valueFormat === 'wrapped' ? wrapped : standard,
		);
	});

	it.each(FORMATS)('satisfies the contract in the format %s', (valueFormat) => {
		const encoded = kind.encode(kind.example.row, { timeZone, valueFormat });
		const documented = FIELD_KINDS.filter((name) => name === type);
		expect(documented).toHaveLength(type === 'custom' ? 0 : 1);
		for (const name of documented) {
			expect(validateInputObject(name, valueFormat, encoded)).toEqual([]);
		}
	});

	it('fills inputs that the kind has', () => {
		const names = kind.inputs.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(Object.keys(kind.example.row)));
	});
});

describe('an input that is needed', () => {
	const optional = [
		...['buttonLabel', 'comment', 'formattedNumber', 'routingAction', 'uncheckedItems'],
		// The source of files is new, and their names are needed only with one of its values.
		...['fileProperties', 'fileSource'],
	];
	const needed = byInput.filter(([, name]) => !optional.includes(name));

	const encodeWithout = (kind: FieldKind, name: string, value: unknown) =>
		refusalOf(() =>
			kind.encode({ ...kind.example.row, [name]: value }, { timeZone, valueFormat: 'standard' }),
		);

	it.each(needed)('of %s is missed under the name of its label: %s', (_type, name, kind, input) => {
		for (const value of [undefined, null]) {
			const { message, remedy } = encodeWithout(kind, name, value);
			const label = name === 'targetStep' ? 'The ID of the target step' : `"${input.displayName}"`;
			expect(message).toMatch(/ is empty$| has no value: | is missing$/);
			expect(message.startsWith(label)).toBe(true);
			expect(remedy).toBeTruthy();
		}
	});

	const emptyIsValue = ['text', 'street', 'city', 'zipCode'];
	const filled = needed.filter(([, name]) => !emptyIsValue.includes(name));

	it.each(filled)('of %s must not be left empty: %s', (_type, name, kind) => {
		expect(encodeWithout(kind, name, '').message).toMatch(/ is empty$| is missing$/);
	});

	it.each(optional.filter((name) => name !== 'routingAction'))('is not %s', (name) => {
		const kind = byInput.find(([, input]) => input === name)?.[2];
		const settings = { timeZone, valueFormat: 'wrapped' } as const;
		const row = { ...kind?.example.row, [name]: undefined };
		const { standard, wrapped = standard } = kind?.example ?? { standard: {} };
		expect(kind?.encode(row, settings)).toEqual(wrapped);
	});
});
