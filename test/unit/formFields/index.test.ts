import { fieldKinds } from '../../../nodes/NextMatter/formFields';
import type { FieldKind, ValueFormat } from '../../../nodes/NextMatter/formFields/types';
import { FIELD_KINDS } from '../../standIn/kinds';
import { validateInputObject } from '../../standIn/schemas';
import { settle } from '../inputErrorOf';

const FORMATS: readonly ValueFormat[] = ['standard', 'wrapped'];
const timeZone = 'Europe/Berlin';

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

describe('the example of every kind', () => {
	const outcomes = (of: (kind: FieldKind) => unknown) =>
		Object.fromEntries(fieldKinds.map((kind) => [kind.type, of(kind)]));

	it.each(FORMATS)('becomes what it says in the format %s', (valueFormat) => {
		const encoded = outcomes((kind) =>
			settle(() => kind.encode(kind.example.row, { timeZone, valueFormat })),
		);
		const said = outcomes(({ example: { standard, wrapped = standard } }) => ({
			result: valueFormat === 'wrapped' ? wrapped : standard,
		}));
		expect(encoded).toEqual(said);
	});

	it.each(FORMATS)('satisfies the contract in the format %s', (valueFormat) => {
		const problems = FIELD_KINDS.flatMap((name) =>
			fieldKinds
				.filter(({ type }) => type === name)
				.map((kind) => kind.encode(kind.example.row, { timeZone, valueFormat }))
				.flatMap((encoded) => validateInputObject(name, valueFormat, encoded))
				.map((problem) => [name, problem]),
		);
		expect(problems).toEqual([]);
	});

	it('fills inputs that the kind has', () => {
		const unknown = fieldKinds.flatMap(({ type, inputs, example }) =>
			Object.keys(example.row)
				.filter((key) => !inputs.some(({ name }) => name === key))
				.map((key) => [type, key]),
		);
		expect(unknown).toEqual([]);
	});
});

describe('an input', () => {
	const optional = [
		...['buttonLabel', 'comment', 'formattedNumber', 'routingAction', 'uncheckedItems'],
		// The source of files is new, and their names are needed only with one of its values.
		...['fileProperties', 'fileSource'],
	];
	const needed = byInput.filter(([, name]) => !optional.includes(name));

	const encodeWith = (kind: FieldKind, changed: object, valueFormat: ValueFormat) =>
		settle(() => kind.encode({ ...kind.example.row, ...changed }, { timeZone, valueFormat }));

	it('that is needed is missed under the name of its label', () => {
		const notMissed = needed.flatMap(([type, name, kind, input]) => {
			const label = name === 'targetStep' ? 'The ID of the target step' : `'${input.displayName}'`;
			return [undefined, null]
				.map((value) => encodeWith(kind, { [name]: value }, 'standard').refusal)
				.filter((refusal) => {
					const { message = '', remedy } = refusal ?? {};
					const isMissed = / is empty$| has no value: | is missing$/.test(message);
					return !isMissed || !message.startsWith(label) || !remedy;
				})
				.map((refusal) => [type, name, refusal]);
		});
		expect(notMissed).toEqual([]);
	});

	it('that is needed must not be left empty, unless an empty text is a value', () => {
		const emptyIsValue = ['text', 'street', 'city', 'zipCode'];
		const notRefused = needed
			.filter(([, name]) => !emptyIsValue.includes(name))
			.map(([type, name, kind]) => [
				...[type, name],
				encodeWith(kind, { [name]: '' }, 'standard').refusal?.message ?? '',
			])
			.filter(([, , message]) => !/ is empty$| is missing$/.test(message));
		expect(notRefused).toEqual([]);
	});

	it('that is not needed may be left out, whatever its default is', () => {
		const leftOut = byInput.filter(
			([, name]) => optional.includes(name) && name !== 'routingAction',
		);
		const encoded = leftOut.map(([type, name, kind]) => [
			...[type, name],
			encodeWith(kind, { [name]: undefined }, 'wrapped'),
		]);
		const same = leftOut.map(([type, name, { example }]) => [
			...[type, name],
			{ result: example.wrapped ?? example.standard },
		]);
		expect(encoded).toEqual(same);
	});
});
