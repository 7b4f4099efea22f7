import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { resources } from '../../nodes/NextMatter/operations';
import { code } from './markdown';

/**
 * Every parameter that saved workflows hold, with its values and the operations that have it; for
 * docs/parameters.md.
 */
export function parameterTable(properties: readonly INodeProperties[]): string {
	const operationsByRow = new Map<string, Set<string>>();
	for (const property of properties) {
		for (const { row, owner } of parameterRows(property, '')) {
			const known = operationsByRow.get(row) ?? [];
			const operations = operationsOf(property).filter((name) => {
				const [resource, operation] = name.split(': ');
				return isShownFor(owner.displayOptions ?? {}, { resource, operation }, '/');
			});
			// The inputs of form fields are there twice, shown under different conditions.
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
	readonly owner: INodeProperties;
}

function parameterRows(property: INodeProperties, parent: string): ParameterRow[] {
	const path = `${parent}${property.name}`;
	const options = property.options ?? [];
	const values = options.flatMap((option) =>
		'value' in option ? [`\`${String(option.value)}\``] : [],
	);
	const modes = property.modes?.map(({ name }) => `\`${name}\``) ?? [];
	const isForTools = property.displayOptions?.show?.['@tool'] !== undefined;
	const cells = [
		`\`${path}\`${isForTools ? ' of a tool' : ''}`,
		property.type,
		code(property.default),
		[...values, ...modes].join(' '),
	];
	const nested = options.flatMap((option) => {
		if ('values' in option) {
			return option.values.flatMap((value) => parameterRows(value, `${path}.${option.name}[].`));
		}
		return 'displayName' in option ? parameterRows(option, `${path}.`) : [];
	});
	return [{ row: `| ${cells.join(' | ')} |`, owner: property }, ...nested];
}
