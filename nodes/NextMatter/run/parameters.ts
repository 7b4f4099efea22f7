import type { IExecuteFunctions } from 'n8n-workflow';
import { isMissing } from '../input/inputError';
import { isRecord } from '../input/isRecord';
import { parametersOf } from '../operations/description';
import { SELECTED } from '../operations/shared/outputProperties';
import { checkAddedFields } from '../operations/shared/addedFields';
import type { Operation } from '../operations/types';
import { isTool } from './isTool';

/** Reads a parameter of one item, with its expressions resolved. @throws InputError */
export type ItemParameterReader = (name: string, itemIndex: number) => unknown;

/**
 * Reads the parameters of an operation, and refuses fields that were added but came to nothing.
 *
 * @param isRead which fields of collections are of interest; the others may be anything
 */
export function openParameters(
	context: IExecuteFunctions,
	operation: Operation,
	isRead: (field: string) => boolean = () => true,
): ItemParameterReader {
	const collections = new Map(
		parametersOf(operation).flatMap((property) =>
			property.type === 'collection' ? [[property.name, property] as const] : [],
		),
	);
	return (name, itemIndex) => {
		const collection = collections.get(name);
		const value = context.getNodeParameter(name, itemIndex, collection && {});
		if (collection) {
			const isOptional = (field: string) => !isRead(field) || isLeftToModel(context, name, field);
			checkAddedFields(collection, value, isOptional);
			return withoutLeftOut(context, name, value);
		}
		// Which fields are put out is a matter of the whole run, see `readJob`.
		return name === 'simplify' && value === SELECTED ? true : value;
	};
}

/** Without the fields that a model has left empty: n8n asks it for a text in any case. */
function withoutLeftOut(context: IExecuteFunctions, name: string, value: unknown): unknown {
	if (!isTool(context.getNode()) || !isRecord(value)) return value;
	const isLeftOut = (field: string, one: unknown) =>
		typeof one === 'string' && isMissing(one) && isLeftToModel(context, name, field);
	return Object.fromEntries(Object.entries(value).filter(([field, one]) => !isLeftOut(field, one)));
}

/** What a model may fill in for a tool, it may also leave out. */
function isLeftToModel(context: IExecuteFunctions, name: string, field: string): boolean {
	const node = context.getNode();
	const raw: unknown = node.parameters[name];
	const expression = isRecord(raw) ? raw[field] : undefined;
	return isTool(node) && (expression === undefined || /\$fromai\b/i.test(String(expression)));
}
