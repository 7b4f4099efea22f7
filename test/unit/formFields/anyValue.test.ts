import * as fc from 'fast-check';
import { fieldKinds } from '../../../nodes/NextMatter/formFields';
import { encodeColumns } from '../../../nodes/NextMatter/formFields/fromMapper';
import { encodeRows } from '../../../nodes/NextMatter/formFields/fromRows';
import { isBlank } from '../../../nodes/NextMatter/input/blank';
import { FIELD_KINDS } from '../../standIn/kinds';
import { validateInputObject } from '../../standIn/schemas';
import { scale } from '../../scale';
import { settle } from '../inputErrorOf';
import { itemContextIn } from '../itemContext';

const settings = { timeZone: 'UTC', valueFormat: 'standard' } as const;
const { files } = itemContextIn('UTC');

/** Whatever an item can hold, with the shapes that other services are known for. */
const values = fc.oneof(
	fc.jsonValue({ maxDepth: 4 }),
	fc.jsonValue().map((value) => JSON.stringify(value)),
	fc.array(fc.string(), { maxLength: 4 }).map((lines) => lines.join('\n')),
	fc.array(fc.record({ url: fc.webUrl(), filename: fc.string() }), { maxLength: 3 }),
	fc.record({ id: fc.integer(), name: fc.string(), color: fc.string() }),
	fc.record({ street: fc.string(), 'ZIP Code': fc.string(), country: fc.string() }),
	fc.array(fc.oneof(fc.integer(), fc.string(), fc.emailAddress()), { maxLength: 2 }),
	fc.date({ noInvalidDate: true }),
	fc.constantFrom('[', '["a"', "['a']", '{}', '[]', '[[]]', '[1]', 'continue', 'Stop', '\u200b'),
);

const columns = fieldKinds.filter(({ column }) => column !== undefined);

describe('any value in a column', () => {
	it.each(columns.map((kind) => [kind.type, kind] as const))(
		'of %s is sent as documented, refused by name, or empty',
		(type) => {
			const schema = [
				{ id: `${type}:7`, displayName: 'Given' },
				{ id: 'text:8', displayName: 'Other' },
			];
			const documented = FIELD_KINDS.filter((name) => name === type);
			fc.assert(
				fc.property(values, fc.boolean(), (given, isByName) => {
					const value = { [schema[0].id]: given, 'text:8': 'x' };
					const parameter = {
						mappingMode: isByName ? 'autoMapInputData' : 'defineBelow',
						schema,
						value,
					};
					const item = { Given: given as never, Other: 'x' };
					const { result, refusal } = settle(() =>
						encodeColumns(parameter, { item, completes: true }, settings),
					);
					if (refusal) {
						expect(refusal.message).toContain('Form Field "Given" (7)');
						expect(refusal.message.length).toBeLessThan(500);
						expect(refusal.remedy).not.toBe('');
						return;
					}
					const sent = result?.fields.find(({ field }) => field.action_id === 7)?.field;
					if (sent === undefined) {
						const isEmptyJson =
							typeof given === 'string' && /^\s*[[{][\s[\]]*[\]}]\s*$/.test(given);
						expect(isBlank(given) || isEmptyJson).toBe(true);
						return;
					}
					for (const name of documented) {
						expect(validateInputObject(name, 'standard', sent.input_object)).toEqual([]);
					}
				}),
				{ numRuns: scale(80, 400) },
			);
		},
	);
});

describe('all that is wrong', () => {
	const wrong = { fieldType: 'number', number: 'x' };

	it('is reported at once, bounded', () => {
		const field = Array.from({ length: 30 }, (_, index) => ({ ...wrong, fieldId: index + 1 }));
		const { refusal } = settle(() => encodeRows({ field }, settings, files));
		expect(refusal?.message).toMatch(/^Form Field 1 \(1\), Number: .+; Form Field 2 \(2\), Number/);
		expect(refusal?.message).toMatch(/; and 20 more$/);
		expect(refusal?.message).not.toContain('Form Field 11');
	});

	it('says each remedy once', () => {
		const field = [
			{ ...wrong, fieldId: 1 },
			{ ...wrong, fieldId: 2 },
			{ fieldType: 'url', url: 'x', fieldId: 3 },
		];
		const { refusal } = settle(() => encodeRows({ field }, settings, files));
		expect(refusal?.remedy.split('. ')).toHaveLength(2);
	});

	it('is reported for more form fields than a step can have', () => {
		const field = Array.from({ length: 1001 }, (_, index) => ({ ...wrong, fieldId: index + 1 }));
		expect(settle(() => encodeRows({ field }, settings, files)).refusal?.message).toBe(
			'There are 1001 form fields',
		);
	});
});
