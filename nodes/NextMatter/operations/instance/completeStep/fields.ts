import type { IDataObject } from 'n8n-workflow';
import { readActions } from '../../../formFields/fromJson';
import { encodeColumns, type Mapped } from '../../../formFields/fromMapper';
import type { EncodedField, FieldUploads, FilledField } from '../../../formFields/filledField';
import { encodeRows } from '../../../formFields/fromRows';
import type { EncodingSettings, ValueFormat } from '../../../formFields/types';
import { readChoice } from '../../../input/choices';
import { InputError } from '../../../input/inputError';
import { formatNames } from '../../../input/wording';
import type { ParameterReader, ItemContext } from '../../types';
import { keysInUse } from './keysInUse';

export interface Fields {
	readonly actions: readonly EncodedField[];
	/** How messages call them. */
	readonly labels: readonly string[];
	/** What has to be uploaded before they can be filled in. */
	readonly uploads: readonly FieldUploads[];
	/** What people should know, though it is no reason to refuse. */
	readonly hints?: readonly string[];
}

interface FieldsContext extends ItemContext {
	/** Whether the step is completed, not only saved. */
	readonly completes: boolean;
	/** The IDs of form fields that are filled in by other parameters. */
	readonly filledElsewhere?: readonly number[];
}

const SOURCES = ['fields', 'json', 'map'] as const;
const VALUE_FORMATS: readonly ValueFormat[] = ['standard', 'wrapped'];
const UNMATCHED = ['ignore', 'fail'] as const;

/** Reads the form fields that are to be filled in. @throws InputError naming all that are wrong */
export function readFields(
	parameter: ParameterReader,
	options: IDataObject,
	context: FieldsContext,
): Fields {
	const source = readChoice('Specify Form Fields', parameter('specifyFormFields'), SOURCES);
	const fields = readFrom(source, { parameter, options, context });
	const isFilledIn = fields.actions.length > 0 || (context.filledElsewhere ?? []).length > 0;
	if (!context.completes || isFilledIn) return fields;
	return { ...fields, hints: [...(fields.hints ?? []), NOTHING_FILLED_IN] };
}

const NOTHING_FILLED_IN = 'No form field of the step was filled in';

function readFrom(
	source: (typeof SOURCES)[number],
	{
		parameter,
		options,
		context,
	}: {
		readonly parameter: ParameterReader;
		readonly options: IDataObject;
		readonly context: FieldsContext;
	},
): Fields {
	if (source === 'json') return toFields(readActions(parameter('formFieldsJson')));
	const settings = readEncoding(options, context);
	if (source === 'fields') {
		return toFields(encodeRows(parameter('formFields'), settings, context.files));
	}
	const { json: item, completes, filledElsewhere, saved = {} } = context;
	const mapping = { item, completes, filledElsewhere, raw: saved.formFieldsMap };
	const mapped = encodeColumns(parameter('formFieldsMap'), mapping, settings);
	return { ...toFields(mapped.fields), hints: hintsOf(mapped, options, context) };
}

/** How form fields are encoded, whichever parameter fills them in. @throws InputError */
export function readEncoding(
	options: IDataObject,
	{ timeZone }: Pick<ItemContext, 'timeZone'>,
): EncodingSettings {
	const format = options.valueFormat ?? 'standard';
	return { timeZone, valueFormat: readChoice('Value Format', format, VALUE_FORMATS) };
}

function toFields(filled: readonly FilledField[]): Fields {
	return {
		actions: filled.map(({ field }) => field),
		labels: filled.map(({ label }) => label),
		uploads: filled.flatMap(({ label, uploads }, index) =>
			uploads ? [{ uploads, index, place: label }] : [],
		),
	};
}

/** @throws InputError for keys that mean no form field, if such keys are not to be ignored */
function hintsOf(
	{ unmatched, openRoutings }: Mapped,
	options: IDataObject,
	{ completes, saved }: FieldsContext,
): string[] {
	const choice = readChoice(LABEL, options.unmatchedKeys ?? 'ignore', UNMATCHED);
	const used = unmatched.length > 0 ? keysInUse(saved) : () => false;
	const keys = unmatched.filter((key) => !used(key));
	if (keys.length > 0 && choice === 'fail') {
		throw new InputError(
			`The input item has keys that match no form field: ${formatNames(keys)}`,
			`Rename them to match form fields, remove them, or set '${LABEL}' to Ignore`,
		);
	}
	return [
		...(keys.length > 0
			? [`Keys that match no form field were ignored: ${formatNames(keys)}`]
			: []),
		...(completes && openRoutings.length > 0
			? [`No routing was chosen for ${openRoutings.join(', ')}`]
			: []),
	];
}

const LABEL = 'Keys That Match No Form Field';
