import { instancePath, workflowPath } from '../../../nodes/NextMatter/api/paths';

it('ends in a slash, as the API wants it', () => {
	expect(instancePath(9001)).toBe('/instances/9001/');
	expect(workflowPath(120)).toBe('/processes/120/');
});
