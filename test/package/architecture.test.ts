import { readHouse } from '../../scripts/docs/imports';
import { listFiles, readText } from './packageUnderTest';

const operationsAndBelow = ['input', 'api', 'formFields', 'operations'];

/** Which room may import from which; the nodes themselves may from all. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
	input: [],
	n8nCompat: [],
	api: ['input'],
	formFields: ['input', 'api'],
	operations: ['input', 'api', 'formFields'],
	run: [...operationsAndBelow, 'n8nCompat'],
	resume: [...operationsAndBelow, 'run', 'webhook'],
	methods: operationsAndBelow,
	trigger: operationsAndBelow,
	webhook: [...operationsAndBelow, 'run'],
	credentials: ['api', 'n8nCompat'],
};

it('no room imports from one above it or beside it', () => {
	const { arrows } = readHouse('.');
	const forbidden = arrows.filter(
		({ from, to }) => !from.endsWith('.node') && !MAY_IMPORT[from]?.includes(to),
	);
	expect(forbidden).toEqual([]);
	expect(arrows.length).toBeGreaterThan(10);
});

it('one file sends requests', () => {
	const senders = listFiles('nodes').filter(
		(file) => file.endsWith('.ts') && /\bhttpRequest|\brequestWith|\bfetch\(/.test(readText(file)),
	);
	expect(senders).toEqual(['nodes/NextMatter/api/httpClient.ts']);
});
