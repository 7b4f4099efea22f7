import type { INodeProperties } from 'n8n-workflow';
import { byDisplayName } from '../../../../nodes/NextMatter/operations/shared/byDisplayName';

const named = (displayName: string): INodeProperties => ({
	displayName,
	name: 'x',
	type: 'string',
	default: '',
});

it('sorts by what people read', () => {
	const sorted = ['Tags', 'Status', 'Step', 'Status'].map(named).sort(byDisplayName);
	expect(sorted.map(({ displayName }) => displayName)).toEqual([
		'Status',
		'Status',
		'Step',
		'Tags',
	]);
	expect(byDisplayName(named('A'), named('A'))).toBe(0);
});
