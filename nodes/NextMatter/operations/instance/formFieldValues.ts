import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { fieldValuesOf, keyValues, type Keying } from '../../formFields/fieldValues';
import { readChoice } from '../../input/choices';
import type { ParameterReader } from '../types';

/** Adds what people entered to an instance. */
export const formFieldValuesProperty: INodeProperties = {
	displayName: 'Form Field Values',
	name: 'formFieldValues',
	type: 'options',
	options: [
		{ name: 'By ID', value: 'byId', description: "An object 'fields', with the IDs as keys" },
		{ name: 'By Name', value: 'byName', description: "An object 'fields', with the names as keys" },
		{ name: 'None', value: 'none', description: 'Leave the values out' },
	],
	default: 'none',
	description: 'Whether and how to add what was entered into the form fields',
};

/** The query that makes the API put the values into the snapshot of an instance. */
export const WITH_VALUES = { inject_values: 'true' } as const;

/** @returns undefined when the values are not wanted. @throws Refusal */
export function readKeying(parameter: ParameterReader): Keying | undefined {
	const choice = readChoice('Form Field Values', parameter('formFieldValues') ?? 'none', [
		'byId',
		'byName',
		'none',
	]);
	return choice === 'none' ? undefined : choice;
}

/**
 * @param json the output for the instance so far
 * @param instance as the API sent it, read with its values
 * @returns the output with `fields`; where no form field is recognised in the snapshot, with the
 * snapshot as it is, so that nothing is lost
 */
export function withFieldValues(
	json: IDataObject,
	instance: IDataObject,
	keying: Keying | undefined,
): IDataObject {
	if (!keying) return json;
	const values = fieldValuesOf(instance.process_snapshot);
	const fields = keyValues(values, keying);
	return values.length > 0
		? { ...json, fields }
		: { ...json, fields, process_snapshot: instance.process_snapshot ?? null };
}
