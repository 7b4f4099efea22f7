import type { INodeProperties } from 'n8n-workflow';
import { findOperation } from '../../nodes/NextMatter/operations';
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
			const operations = operationsOf(property).filter((name) => isShownFor(owner, name));
			// The inputs of form fields are there twice, shown under different conditions.
			operationsByRow.set(row, new Set([...known, ...operations]));
		}
	}
	return [
		'| Parameter | Type | Default | Values | Operations |',
		'| --- | --- | --- | --- | --- |',
		...[...operationsByRow].map(
			([row, operations]) => `${row} ${[...operations].join(', ') || 'all'} |`,
		),
	].join('\n');
}

/** By resource, e.g. `instance: stop`. */
function operationsOf({ displayOptions: { show } = {} }: INodeProperties): string[] {
	const operations = show?.operation ?? [];
	return (show?.resource ?? []).flatMap((resource) =>
		operations.length > 0
			? operations
					// What resources share is shown for every pair of them that exists.
					.filter((operation) => findOperation(resource, operation))
					.map((operation) => `${String(resource)}: ${String(operation)}`)
			: [`${String(resource)}: all`],
	);
}

/** Whether an option that all operations have in common is shown for one, such as `instance: stop`. */
function isShownFor({ displayOptions: { show } = {} }: INodeProperties, name: string): boolean {
	const [resource, operation] = name.split(': ');
	const { '/resource': resources, '/operation': operations } = show ?? {};
	return (resources?.includes(resource) ?? true) && (operations?.includes(operation) ?? true);
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
