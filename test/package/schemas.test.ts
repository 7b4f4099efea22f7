import { resources } from '../../nodes/NextMatter/operations';
import { inheritedSchemas } from '../../scripts/schemas';
import { listFiles } from './packageUnderTest';

it('each operation has an output schema, and each schema an operation', () => {
	const folder = 'nodes/NextMatter/__schema__';
	const names = listFiles(folder).flatMap((file) => file.match(/v[\d.]+\/(.+)\.json$/)?.[1] ?? []);
	const operations = resources.flatMap(({ value, operations }) =>
		operations.map(({ option }) => `${value}/${option.value}`),
	);
	expect([...new Set(names)].sort()).toEqual(operations.sort());
});

it('gives each version the output schemas of the one before, but for its own', () => {
	const written = [
		'v1.0.0.json',
		'v1.0.0/instance/get.json',
		'v1.0.0/workflow/get.json',
		'v1.2.0/instance/get.json',
		'v2.0.0/instance/stop.json',
	];
	expect([...inheritedSchemas(written, [1, 1.1, 1.2, 2])].sort()).toEqual([
		['v1.1.0/instance/get.json', 'v1.0.0/instance/get.json'],
		['v1.1.0/workflow/get.json', 'v1.0.0/workflow/get.json'],
		['v1.2.0/workflow/get.json', 'v1.0.0/workflow/get.json'],
		['v2.0.0/instance/get.json', 'v1.2.0/instance/get.json'],
		['v2.0.0/workflow/get.json', 'v1.0.0/workflow/get.json'],
	]);
});
