import type { IDataObject } from 'n8n-workflow';
import { openItemFiles } from '../../../../../nodes/NextMatter/api/binaryFiles';
import { readFields } from '../../../../../nodes/NextMatter/operations/instance/completeStep/fields';
import type { ItemContext } from '../../../../../nodes/NextMatter/operations/types';
import { itemContextIn } from '../../../itemContext';
import { refusalOf } from '../../../inputErrorOf';

interface Given {
	readonly completes?: boolean;
	readonly options?: IDataObject;
	readonly context?: Partial<ItemContext>;
}

function read(
	parameters: Readonly<Record<string, unknown>>,
	{ completes = true, options = {}, context = {} }: Given = {},
) {
	return readFields((name) => parameters[name], options, {
		...itemContextIn('UTC'),
		...context,
		completes,
	});
}

/** Columns of the step that are mapped by the names of the item's keys. */
const byName = {
	specifyFormFields: 'map',
	formFieldsMap: {
		mappingMode: 'autoMapInputData',
		value: {},
		schema: [
			{ id: 'text:7', displayName: 'Note' },
			{ id: 'routing:8', displayName: 'Decision' },
			{ id: 'routing:9', displayName: 'Appeal' },
		],
	},
};
const ROUTED = { Decision: 'complete', Appeal: 'complete' };
const json = { Note: 'A', Total: 5, Owner: 'Eve', ...ROUTED };
const LABEL = 'Keys That Match No Form Field';

describe('keys of the item that match no form field', () => {
	it('are ignored, though not in silence', () => {
		const { actions, hints } = read(byName, { context: { json } });
		expect(actions).toContainEqual({ action_id: 7, input_object: { inputValue: 'A' } });
		expect(hints).toEqual(['Keys that match no form field were ignored: "Total", "Owner"']);
	});

	it('are refused if that is wanted', () => {
		const options = { unmatchedKeys: 'fail' };
		const { message, remedy } = refusalOf(() => read(byName, { options, context: { json } }));
		expect(message).toBe('The input item has keys that match no form field: "Total", "Owner"');
		expect(remedy).toBe(
			`Rename them to match form fields, remove them, or set '${LABEL}' to Ignore`,
		);
	});

	it('are none of those that an expression of the node uses', () => {
		const saved = { instanceId: '={{ $json.Owner }}' };
		const options = { unmatchedKeys: 'fail' };
		expect(read(byName, { context: { json, saved } }).hints).toEqual([
			'Keys that match no form field were ignored: "Total"',
		]);
		expect(refusalOf(() => read(byName, { options, context: { json, saved } })).message).toBe(
			'The input item has keys that match no form field: "Total"',
		);
		const used = { json: { Note: 'A', Owner: 'Eve', ...ROUTED }, saved };
		expect(read(byName, { options, context: used }).hints).toEqual([]);
	});
});

describe('what was left open', () => {
	const context = { json: { Note: 'A' } };

	it('is reported for routings, unless the values are only saved', () => {
		expect(read(byName, { context }).hints).toEqual([
			'No routing was chosen for Form Field "Decision" (8), Form Field "Appeal" (9)',
		]);
		expect(read(byName, { context, completes: false }).hints).toEqual([]);
	});

	it('is reported for a step that is completed without any form field, beside other hints', () => {
		const nothing = 'No form field of the step was filled in';
		const rows = { specifyFormFields: 'fields', formFields: {} };
		expect(read(rows).hints).toEqual([nothing]);
		expect(read(rows, { completes: false }).hints).toBeUndefined();
	});
});

it('a column mapped by an expression that came to nothing is refused', () => {
	const saved = { formFieldsMap: { value: { 'text:7': '={{ $json.gone }}' } } };
	const { schema } = byName.formFieldsMap;
	const value = { 'text:7': null, 'routing:8': '{"routingAction":"continue"}' };
	const parameters = { ...byName, formFieldsMap: { mappingMode: 'defineBelow', value, schema } };
	expect(read(parameters).actions).toHaveLength(1);
	expect(refusalOf(() => read(parameters, { context: { saved } })).message).toMatch(/"Note" \(7\)/);
});

it('files are to be uploaded for their form field, by its place and its name', () => {
	const files = openItemFiles(
		{ json: {}, binary: { offer: { data: 'AAEC', mimeType: 'application/pdf' } } },
		0,
	);
	const upload = { fieldType: 'fileUpload', fileSource: 'binary', fileProperties: ['offer'] };
	const field = [
		{ fieldId: 7, fieldType: 'text', text: 'A' },
		{ ...upload, fieldId: 8 },
	];
	const rows = { specifyFormFields: 'fields', formFields: { field } };
	const { uploads, labels } = read(rows, { context: { files } });
	expect(labels).toEqual(['Form Field 1 (7)', 'Form Field 2 (8)']);
	expect(uploads).toEqual([
		{
			index: 1,
			place: 'Form Field 2 (8)',
			uploads: {
				kind: 'file',
				key: 'files',
				files: [expect.objectContaining({ property: 'offer' })],
			},
		},
	]);
});
