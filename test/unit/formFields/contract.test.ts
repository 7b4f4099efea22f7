import * as fc from 'fast-check';
import { fieldKinds } from '../../../nodes/NextMatter/formFields';
import type { FieldKind, ValueFormat } from '../../../nodes/NextMatter/formFields/types';
import { FIELD_KINDS } from '../../standIn/kinds';
import { validateInputObject } from '../../standIn/schemas';
import { scale } from '../../scale';
import { settle } from '../inputErrorOf';

const texts = fc.oneof(
	fc.string(),
	fc.emailAddress(),
	fc.webUrl(),
	fc.constantFrom('', ' ', '0', '-1', '5003', 'https://h/steps/5003', 'ftp://h', '1e3', '1,5'),
	fc.constantFrom('2026-06-16', '2026-02-30', '2026-03-29T02:30', '2026-06-16T10:00:00.5+02:00'),
	fc.constantFrom('continue', 'return', 'skipForward', 'stop', '{"a": 1}', '[["a"], [1]]', '[]'),
);

const cells = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.anything());

const values = fc.oneof(
	{ weight: 5, arbitrary: texts },
	{ weight: 2, arbitrary: fc.oneof(fc.double(), fc.integer(), fc.date(), fc.boolean()) },
	{ weight: 2, arbitrary: fc.array(texts, { maxLength: 3 }) },
	{
		weight: 2,
		arbitrary: fc.array(fc.array(cells, { minLength: 1, maxLength: 2 }), { maxLength: 3 }),
	},
	{ weight: 1, arbitrary: fc.array(fc.dictionary(fc.string(), cells), { maxLength: 3 }) },
	{ weight: 1, arbitrary: fc.anything({ withDate: true }) },
);

/** Rows that miss inputs, fill them with anything, or are right but for one input. */
function rowsOf({ inputs, example }: FieldKind) {
	const names = inputs.map(({ name }) => name);
	const wild = fc.record(Object.fromEntries(names.map((name) => [name, values])), {
		requiredKeys: [],
	});
	if (names.length === 0) return fc.oneof(wild, fc.dictionary(fc.string(), values));
	const nearlyRight = fc
		.tuple(fc.constantFrom(...names), values)
		.map(([name, value]) => ({ ...example.row, [name]: value }));
	return fc.oneof(wild, nearlyRight);
}

const documented = FIELD_KINDS.flatMap((name) =>
	fieldKinds.filter(({ type }) => type === name).map((kind) => [name, kind] as const),
);

it.each<ValueFormat>(['standard', 'wrapped'])(
	'any row of any kind is refused or becomes what the contract asks for, in the format %s',
	(valueFormat) => {
		const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Apia');
		const broken = documented.flatMap(([name, kind]) => {
			const property = fc.property(rowsOf(kind), zones, (row, timeZone) => {
				const { result, refusal } = settle(() => kind.encode(row, { timeZone, valueFormat }));
				if (refusal) {
					expect(refusal.message).toBeTruthy();
					expect(refusal.remedy).toBeTruthy();
				} else {
					expect(validateInputObject(name, valueFormat, result)).toEqual([]);
				}
			});
			const details = fc.check(property, { numRuns: scale(100, 500), includeErrorInReport: true });
			return details.failed ? [`${name}: ${fc.defaultReportMessage(details)}`] : [];
		});
		expect(broken).toEqual([]);
	},
);

describe('rows that are right', () => {
	const accepted = (type: string, row: Readonly<Record<string, unknown>>) =>
		fieldKinds
			.find((kind) => kind.type === type)
			?.encode(row, { timeZone: 'UTC', valueFormat: 'standard' });

	it('let every common email address through', () => {
		fc.assert(
			fc.property(
				fc.stringMatching(/^[a-z]([a-z0-9+_-]|\.[a-z]){0,9}@[a-z]{1,9}\.[a-z]{2,5}$/),
				(email) => {
					expect(accepted('email', { email })).toEqual({ emailValue: email });
					expect(accepted('userSelection', { userEmail: email })).toEqual({
						selection: { user_email: email },
					});
				},
			),
		);
	});

	it('let every web address through, as typed', () => {
		fc.assert(
			fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
				expect(accepted('url', { url })).toEqual({ url });
				expect(accepted('fileUpload', { fileUrls: [url] })).toEqual({ files: [url] });
			}),
		);
	});

	it('let every list of options through, in order', () => {
		// What looks like a list in JSON is one.
		const option = fc.string().filter((text) => text.trim() !== '' && !/^\s*\[/.test(text));
		fc.assert(
			fc.property(fc.array(option), (options) => {
				expect(accepted('multiSelect', { selectedItems: options })).toEqual({
					itemsSelected: options,
				});
				expect(accepted('checklist', { checkedItems: options })).toEqual({
					itemsChecked: options,
				});
			}),
		);
	});
});
