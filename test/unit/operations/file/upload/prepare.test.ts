import { openItemFiles } from '../../../../../nodes/NextMatter/api/binaryFiles';
import { prepareUpload } from '../../../../../nodes/NextMatter/operations/file/upload/prepare';
import { refusalOf } from '../../../inputErrorOf';
import { itemContextIn } from '../../../itemContext';

const binary = {
	data: { data: 'AAEC', mimeType: 'application/pdf', fileName: 'offer.pdf' },
	scan: { data: 'AAEC', mimeType: 'image/png', fileName: 'scan.png' },
};
const itemContext = {
	...itemContextIn('Europe/Berlin'),
	files: openItemFiles({ json: {}, binary }, 0),
};

function prepare(given: Record<string, unknown> = {}) {
	const values: Record<string, unknown> = {
		binaryPropertyName: 'data',
		uploadAs: 'file',
		additionalFields: {},
		simplify: true,
		...given,
	};
	return prepareUpload((name) => values[name], itemContext);
}

it.each([
	['data', 'automatic', '/files/', 'file'],
	['scan', 'file', '/files/', 'file'],
	['scan', 'automatic', '/images/', 'image'],
	['data', 'image', '/images/', 'image'],
])('sends %s as %s to %s', (binaryPropertyName, uploadAs, path, part) => {
	const { request, idempotency } = prepare({ binaryPropertyName, uploadAs });
	expect([request.path, request.file?.part, request.file?.property]).toEqual([
		path,
		part,
		binaryPropertyName,
	]);
	expect(idempotency).toBe('nonIdempotent');
});

it('adds what was entered, and only that', () => {
	const additionalFields = {
		createdTime: '2030-06-16T12:00:00',
		workflowId: 'https://core.nextmatter.com/api/processes/120/',
		instanceId: '9001',
	};
	const plan = prepare({ additionalFields });
	expect(plan.request.file?.fields).toEqual({
		created_time: '2030-06-16T10:00:00Z',
		process: '120',
		process_instance: '9001',
	});
	expect(plan.details).toEqual({ fileName: 'offer.pdf', workflowId: 120, instanceId: 9001 });
	expect(prepare().request.file?.fields).toEqual({});
	expect(prepare().details).toEqual({ fileName: 'offer.pdf' });
	expect(prepare({ additionalFields: undefined }).details).toEqual({ fileName: 'offer.pdf' });
});

it.each([
	[{ binaryPropertyName: 'photo' }, '\'Input Data Field Name\' is "photo"'],
	[{ uploadAs: 'video' }, '\'Upload As\' is "video"'],
	[{ additionalFields: { createdTime: '' } }, "'Created Time' is empty"],
	[{ additionalFields: { instanceId: 'x' } }, '"x" is not the ID of an instance'],
	[{ simplify: 'maybe' }, '\'Simplify\' is "maybe"'],
])('refuses %j', (given, words) => {
	expect(refusalOf(() => prepare(given)).message).toContain(words);
});
