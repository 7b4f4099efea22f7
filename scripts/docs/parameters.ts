import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { formFieldsProperty } from '../../nodes/NextMatter/formFields/description';
import { resources } from '../../nodes/NextMatter/operations';
import { code } from './markdown';

/**
 * Every parameter that saved workflows hold, with its values and the operations that have it, but for the
 * inputs of form fields, which docs/form-fields.md lists; for docs/parameters.md.
 */
export function parameterTable(properties: readonly INodeProperties[]): string {
	const operationsByRow = new Map<string, Set<string>>();
	for (const property of properties) {
		for (const { row, owners } of parameterRows(property)) {
			const known = operationsByRow.get(row) ?? [];
			const operations = operationsOf(property).filter((name) => {
				const [resource, operation] = name.split(': ');
				return owners.every(({ displayOptions = {} }) =>
					isShownFor(displayOptions, { resource, operation }, '/'),
				);
			});
			// Some parameters are described twice, under different conditions.
			operationsByRow.set(row, new Set([...known, ...operations]));
		}
	}
	return [
		'| Parameter | Type | Default | Values | Operations |',
		'| --- | --- | --- | --- | --- |',
		...[...operationsByRow].map(([row, operations]) => {
			const areAll = operations.size === OPERATIONS.length;
			return `${row} ${areAll ? 'all' : [...operations].join(', ')} |`;
		}),
	].join('\n');
}

/** Every parameter of a trigger, which has no operations, or of a credential. */
export function plainParameterTable(properties: readonly INodeProperties[]): string {
	const rows = properties.flatMap((property) => parameterRows(property).map(({ row }) => row));
	return ['| Parameter | Type | Default | Values |', '| --- | --- | --- | --- |', ...rows].join(
		'\n',
	);
}

const OPERATIONS = resources.flatMap(({ value: resource, operations }) =>
	operations.map(({ option }) => ({ resource, operation: option.value })),
);

/** By resource, e.g. `instance: stop`. */
function operationsOf({ name, displayOptions = {} }: INodeProperties): string[] {
	if (name === 'operation') {
		return (displayOptions.show?.resource ?? []).map((resource) => `${String(resource)}: all`);
	}
	const shown = OPERATIONS.filter((one) => isShownFor(displayOptions, one, ''));
	return shown.map(({ resource, operation }) => `${resource}: ${operation}`);
}

/** Whether what the conditions say of resource and operation fits. */
function isShownFor(
	{ show = {}, hide = {} }: IDisplayOptions,
	{ resource, operation }: (typeof OPERATIONS)[number],
	prefix: '' | '/',
): boolean {
	const isShown = (name: string, value: string) =>
		(show[`${prefix}${name}`]?.includes(value) ?? true) &&
		!hide[`${prefix}${name}`]?.includes(value);
	return isShown('resource', resource) && isShown('operation', operation);
}

interface ParameterRow {
	readonly row: string;
	/** The parameter and those that it is part of. */
	readonly owners: readonly INodeProperties[];
}

function parameterRows(
	property: INodeProperties,
	parent = '',
	parents: readonly INodeProperties[] = [],
): ParameterRow[] {
	// A notice holds nothing.
	if (property.type === 'notice') return [];
	const path = `${parent}${property.name}`;
	const owners = [...parents, property];
	const options = property.name === formFieldsProperty.name ? [] : (property.options ?? []);
	const nested = options.flatMap((option) => {
		if ('values' in option) {
			const inside = `${path}.${option.name}[].`;
			return option.values.flatMap((value) => parameterRows(value, inside, owners));
		}
		return 'displayName' in option ? parameterRows(option, `${path}.`, owners) : [];
	});
	const row = `| ${parameterCells(property, path).join(' | ')} |`;
	return [{ row, owners }, ...nested];
}

/** What a saved workflow holds of a parameter: its name, type, default and values. */
export function parameterCells(property: INodeProperties, path: string = property.name): string[] {
	const values = (property.options ?? []).flatMap((option) =>
		'value' in option ? [`\`${String(option.value)}\``] : [],
	);
	const modes = property.modes?.map(({ name }) => `\`${name}\``) ?? [];
	const isForTools = property.displayOptions?.show?.['@tool'] !== undefined;
	return [
		`\`${path}\`${isForTools ? ' of a tool' : ''}`,
		property.type,
		code(property.default),
		[...values, ...modes].join(' '),
	];
}
