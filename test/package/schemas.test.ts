import { inheritedSchemas } from '../../scripts/schemas';

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
