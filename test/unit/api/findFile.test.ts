import type { ItemFiles } from '../../../nodes/NextMatter/api/binaryFiles';
import { findFile, findFiles } from '../../../nodes/NextMatter/api/findFile';
import { refusalOf } from '../inputErrorOf';

const scan = { itemIndex: 0, property: 'scan', fileName: 'a.png', mimeType: 'image/png' };
const one: ItemFiles = { names: ['scan'], find: (name) => (name === 'scan' ? scan : undefined) };
const none: ItemFiles = { names: [], find: () => undefined };

it('finds a file by the name of its property', () => {
	expect(findFile('Label', ' scan ', one)).toBe(scan);
});

it.each<[unknown, ItemFiles, RegExp, RegExp]>([
	['data', one, /^'Label' is "data", but the item has no file of that name$/, /"scan"$/],
	['scan', none, /has no file of that name$/, /^The item has no files\./],
	['', one, /^'Label' is empty$/, /./],
	[{ id: 1 }, one, /not text$/, /./],
])('refuses %j', (name, files, message, remedy) => {
	const refusal = refusalOf(() => findFile('Label', name, files));
	expect(refusal.message).toMatch(message);
	expect(refusal.remedy).toMatch(remedy);
});

it('finds several files, in the order of their names', () => {
	const find = (name: string) => ({ ...scan, property: name });
	const files: ItemFiles = { names: ['a', 'b'], find };
	expect(findFiles('Label', ['b ', 'a'], files)).toMatchObject([
		{ property: 'b' },
		{ property: 'a' },
	]);
});

it('reports all missing files at once, and each of them once', () => {
	const { message, remedy } = refusalOf(() => findFiles('Label', ['a', 'scan', 'b', 'a'], one));
	expect(message).toBe('\'Label\' contains "a", "b", but the item has no files of these names');
	expect(remedy).toBe('Enter the name of a file that it has: "scan"');
	const two: ItemFiles = { ...one, names: ['scan', 'photo'] };
	expect(refusalOf(() => findFile('Label', 'a', two)).remedy).toBe(
		'Enter the name of a file that it has: "scan", "photo"',
	);
});
