import Ajv from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

import { readContract } from './document';
import { hasWrappedShape } from './kinds';
import type { FieldKind, InputFormat } from './kinds';
import { findTableFault } from './table';

/** Teaches a validator the formats our contract uses, one of which is our own. */
export function addContractFormats(ajv: Ajv): Ajv {
	addFormats(ajv);
	return ajv.addFormat('table-json', (text) => findTableFault(text) === undefined);
}

const ajv = addContractFormats(
	new Ajv({ strict: false, allErrors: true, verbose: true, validateSchema: false }),
);
ajv.addSchema(readContract(), 'contract');

/** Name of the schema a kind has in the contract, such as `AddressWrapped`. */
export function schemaNameOf(kind: FieldKind, format: InputFormat): string {
	const suffix = format === 'wrapped' && hasWrappedShape(kind) ? 'Wrapped' : '';
	return `${kind[0].toUpperCase()}${kind.slice(1)}${suffix}`;
}

/** The compiled schema of a kind's `input_object`, straight from the contract. */
function inputObjectSchema(kind: FieldKind, format: InputFormat): ValidateFunction {
	const validate = ajv.getSchema(`contract#/components/schemas/${schemaNameOf(kind, format)}`);
	if (!validate) throw new Error(`The contract has no shape for ${kind} (${format})`);
	return validate;
}

function describe({ instancePath, keyword, message, params, data }: ErrorObject): string {
	const place = instancePath === '' ? '' : `${instancePath} `;
	if (keyword === 'additionalProperties') {
		return `${place}must not have the key ${params.additionalProperty}`;
	}
	if (params.format === 'table-json' && typeof data === 'string') {
		return `${place}${findTableFault(data)}`;
	}
	return `${place}${message}`;
}

/** What is wrong with a form field's `input_object`; empty if it satisfies the contract. */
export function validateInputObject(
	kind: FieldKind,
	format: InputFormat,
	value: unknown,
): string[] {
	const validate = inputObjectSchema(kind, format);
	return validate(value) ? [] : (validate.errors ?? []).map(describe);
}
