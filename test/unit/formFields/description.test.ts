/* eslint-disable @n8n/community-nodes/no-restricted-imports -- evaluates an expression of the editor; it never ships */
import { runInNewContext } from 'node:vm';
import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { fieldKinds } from '../../../nodes/NextMatter/formFields';
import { WITH_TYPE } from '../../../nodes/NextMatter/formFields/typedIds';
import { formFieldsProperty } from '../../../nodes/NextMatter/formFields/description';

function valuesOf({ options = [] }: INodeProperties): INodeProperties[] {
	return options.flatMap((option) => ('values' in option ? option.values : []));
}

const [fieldId, fieldType, ...allInputs] = valuesOf(formFieldsProperty);
const inputs = allInputs.slice(0, allInputs.length / 2);
const inputsForTypedIds = allInputs.slice(allInputs.length / 2);
/** What a row shows, by n8n's own function. */
const shownFor = (row: INodeParameters) =>
	[fieldType, ...allInputs]
		.filter((input) => NodeHelpers.displayParameter(row, input, null, null))
		.map(({ name }) => name);

describe('the title of a row', () => {
	const expression = formFieldsProperty.typeOptions?.fixedCollection?.itemTitle ?? '';
	const titleOf = (value: INodeParameters): unknown => {
		const [, code = ''] = /^=\{\{ (.+) \}\}$/s.exec(expression) ?? [];
		return runInNewContext(code, { $collection: { item: { value } } });
	};

	it('calls every type by its name', () => {
		const titles = fieldKinds.map(({ type }) => [
			titleOf({ fieldType: type, fieldId: { value: '70003' } }),
			titleOf({ fieldType: 'text', fieldId: `${type}:70003` }),
		]);
		expect(titles).toEqual(fieldKinds.map(({ name }) => [`${name} 70003`, `${name} 70003`]));
	});

	it.each<[INodeParameters, string]>([
		[{ fieldId: { value: 'date:7', cachedResultName: 'Needed by: Date' } }, 'Needed by: Date'],
		[{ fieldType: 'text', fieldId: { value: 70003 } }, 'Text 70003'],
		[{ fieldType: 'text', fieldId: { value: 'date:70003x' } }, 'Text date:70003x'],
		[{ fieldType: 'text', fieldId: { value: 'date:7\n8' } }, 'Text date:7\n8'],
		[{ fieldType: 'text' }, 'Text '],
	])('of %j is "%s"', (value, title) => {
		expect(titleOf(value)).toBe(title);
	});
});

describe('the list of form fields', () => {
	it('is a collection of many rows under the name that encoding reads', () => {
		expect(formFieldsProperty).toMatchObject({
			name: 'formFields',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			default: {},
		});
		expect(formFieldsProperty.options?.map(({ name }) => name)).toEqual(['field']);
	});

	it('asks for the ID without being required, so that rows without one can be explained', () => {
		expect(fieldId).toMatchObject({ name: 'fieldId', type: 'resourceLocator' });
		expect(fieldId.required).toBeUndefined();
	});

	it('offers every kind by its name', () => {
		expect(fieldType).toMatchObject({
			name: 'fieldType',
			type: 'options',
			default: 'text',
			displayOptions: { hide: { fieldId: WITH_TYPE } },
		});
		expect(fieldType.options).toEqual(fieldKinds.map(({ name, type }) => ({ name, value: type })));
	});

	describe('shows the inputs of a kind for that kind only', () => {
		const values = { routingAction: 'return', fileSource: 'urls' };
		const own = fieldKinds.map(({ type, inputs: all }) => ({
			type,
			names: all
				.filter((one) => NodeHelpers.displayParameter(values, { ...one }, null, null))
				.map(({ name }) => name),
		}));

		it.each(['', '70003', 70003, 'Amount', 'https://a.b/actions/5/'])(
			'by the field type, next to the ID %j',
			(value) => {
				const fieldId: INodeParameters = { __rl: true, mode: 'id', value };
				const shown = own.map(({ type }) => ({
					type,
					names: shownFor({ fieldId, fieldType: type, ...values }),
				}));
				expect(shown).toEqual(
					own.map(({ type, names }) => ({ type, names: ['fieldType', ...names] })),
				);
			},
		);

		it.each(['text', 'date'])(
			'by an ID that tells its type, whatever else is saved: %s',
			(saved) => {
				const shown = own.map(({ type }) => {
					const fieldId: INodeParameters = { __rl: true, mode: 'list', value: `${type}:70003` };
					return { type, names: shownFor({ fieldId, fieldType: saved, ...values }) };
				});
				expect(shown).toEqual(own);
			},
		);
	});

	it('takes the field type of an ID that is not known yet', () => {
		const fieldId: INodeParameters = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
		expect(shownFor({ fieldId, fieldType: 'text' })).toEqual(['fieldType', 'text']);
	});

	it('asks for the URLs of files once while it is open where the files come from', () => {
		const fileSource = '={{ $json.source }}';
		for (const fieldId of ['70003', 'fileUpload:70003']) {
			const shown = shownFor({ fieldId, fieldType: 'fileUpload', fileSource });
			expect(shown.filter((name) => name === 'fileUrls')).toEqual(['fileUrls']);
		}
		expect(shownFor({ fieldId: 'date:70003', fieldType: 'text', fileSource })).not.toContain(
			'fileUrls',
		);
	});

	it('lists what several kinds share letter by letter once', () => {
		const names = inputs.map(({ name }) => name);
		for (const name of ['fileSource', 'fileProperties', 'selectedOption']) {
			expect(names.filter((one) => one === name)).toEqual([name]);
		}
	});

	it('has the same inputs a second time, for IDs that name their type', () => {
		const lists = fieldKinds.flatMap(({ optionLists = [] }) => optionLists);
		const plain = (list: INodeProperties[]) =>
			list
				.filter(({ name }) => !lists.includes(name))
				.map((input) => ({ ...input, displayOptions: undefined }));
		expect(plain(inputsForTypedIds)).toEqual(plain(inputs));
		expect(inputsForTypedIds.map(({ name }) => name)).toEqual(inputs.map(({ name }) => name));
	});

	it('offers the options of a list where the form field was chosen, and lets people type them where not', () => {
		for (const { optionLists = [], inputs: own } of fieldKinds) {
			expect(own.map(({ name }) => name)).toEqual(expect.arrayContaining([...optionLists]));
			for (const list of optionLists) {
				const ofList = ({ name }: INodeProperties) => name === list;
				expect(inputs.find(ofList)).toMatchObject({ type: 'string', default: [] });
				expect(inputsForTypedIds.find(ofList)).toMatchObject({
					type: 'multiOptions',
					typeOptions: { loadOptionsMethod: 'getFieldOptions' },
					default: [],
				});
			}
		}
	});

	it('leaves the kinds themselves untouched', () => {
		const own = fieldKinds.flatMap((kind) =>
			kind.inputs.map(({ displayOptions }) => displayOptions),
		);
		const conditions = own.flatMap((options) => [options?.show ?? {}, options?.hide ?? {}]);
		expect(conditions.some((names) => 'fieldType' in names || 'fieldId' in names)).toBe(false);
	});
});
