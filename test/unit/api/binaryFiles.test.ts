import { openItemFiles } from '../../../nodes/NextMatter/api/binaryFiles';

const json = {};

it('describes a file in memory without its content', () => {
	const binary = { scan: { data: 'AAEC', mimeType: 'image/png', fileName: 'a.png' } };
	const files = openItemFiles({ json, binary }, 4);
	expect(files.names).toEqual(['scan']);
	expect(files.find('scan')).toEqual({
		itemIndex: 4,
		property: 'scan',
		fileName: 'a.png',
		mimeType: 'image/png',
		size: 3,
	});
});

it('describes where a file on disk is, and its size where n8n knows it', () => {
	const stored = { data: 'filesystem-v2', id: 'filesystem-v2:1', mimeType: '' };
	const binary = { old: stored, young: { ...stored, bytes: 7 } };
	const files = openItemFiles({ json, binary }, 0);
	expect(files.find('old')).toEqual({
		itemIndex: 0,
		property: 'old',
		fileName: 'old',
		mimeType: 'application/octet-stream',
		storedAs: 'filesystem-v2:1',
	});
	expect(files.find('young')?.size).toBe(7);
});

it.each([
	[{ json }],
	[{ json, binary: {} }],
	[{ json, binary: null as never }],
	[{ json, binary: { data: null as never } }],
	[{ json, binary: { data: undefined as never } }],
	[{ json, binary: { data: 'scan.pdf' as never } }],
])('finds nothing in %j', (item) => {
	const files = openItemFiles(item, 0);
	expect([files.names, files.find('data'), files.find('constructor')]).toEqual([
		[],
		undefined,
		undefined,
	]);
});

it('finds a file without content, which n8n cannot read', () => {
	const files = openItemFiles({ json, binary: { scan: { mimeType: 'image/png' } as never } }, 0);
	expect(files.find('scan')?.size).toBeUndefined();
});
