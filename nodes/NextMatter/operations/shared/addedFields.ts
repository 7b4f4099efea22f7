import type { INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../input/isRecord';
import { quote, InputError } from '../../input/inputError';

/**
 * Refuses a field that was added to a collection, such as a filter, if its expression found nothing.
 * n8n hands it on as a key without a value, and taken for a field that was never added it would
 * change what the item does: a list without its filter holds everything.
 *
 * @param value the collection as n8n resolved it
 * @param isOptional whether an added field may have no value, by its name
 * @throws InputError that names the field
 */
export function checkAddedFields(
	{ displayName, options = [] }: INodeProperties,
	value: unknown,
	isOptional: (name: string) => boolean,
): void {
	if (!isRecord(value)) {
		throw new InputError(
			`'${displayName}' is ${quote(value)}, which is not a set of fields`,
			'Add the fields one by one, or use an expression that returns an object of them',
		);
	}
	const empty = Object.keys(value).find((name) => isNothing(value[name]) && !isOptional(name));
	if (empty === undefined) return;
	const field = options.find(({ name }) => name === empty);
	const label = field && 'displayName' in field ? field.displayName : empty;
	throw new InputError(
		`'${label}' in '${displayName}' has no value: its expression returned ${value[empty] === null ? 'null' : 'nothing'}`,
		'Check the expression for this item, or remove the field',
	);
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null;
}
