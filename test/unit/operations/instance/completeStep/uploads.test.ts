import { openItemFiles } from '../../../../../nodes/NextMatter/api/binaryFiles';
import { findFiles } from '../../../../../nodes/NextMatter/api/findFile';
import type { ApiRequest } from '../../../../../nodes/NextMatter/api/types';
import { uploadsFirst } from '../../../../../nodes/NextMatter/operations/instance/completeStep/uploads';

const files = openItemFiles(
	{
		json: {},
		binary: {
			data: { data: 'AAEC', mimeType: 'application/pdf', fileName: 'offer.pdf' },
			scan: { data: 'AAEC', mimeType: 'image/png', fileName: 'scan.png' },
		},
	},
	3,
);
const rowOf = (index: number, kind: 'file' | 'image', properties: string[]) => ({
	index,
	place: `Form Field ${index + 1} (7000${index})`,
	uploads: { kind, key: `${kind}s`, files: findFiles('', properties, files) },
});
const documents = rowOf(1, 'file', ['data', 'scan']);
const photos = rowOf(2, 'image', ['scan']);
const firstOf = (...rows: Array<typeof documents>) => uploadsFirst(rows, 'Step not touched');

const request: ApiRequest = {
	method: 'POST',
	path: '/instances/9001/complete_step/',
	body: {
		step_id: 5001,
		mode: 'complete',
		actions: [
			{ action_id: 70000, input_object: { inputValue: 'A' } },
			{ action_id: 70001, input_object: { files: [] } },
			{ action_id: 70002, input_object: { images: [], note: 'kept' } },
		],
	},
};

describe('the uploads before a step is filled in', () => {
	it('are one for each file, in the order of the form fields', () => {
		const first = firstOf(documents, photos);
		expect(first).toMatchObject([
			{
				request: { method: 'POST', path: '/files/', file: { property: 'data', part: 'file' } },
				idempotency: 'nonIdempotent',
				action: 'upload "offer.pdf" for Form Field 2 (70001)',
				consequence: 'Step not touched',
			},
			{ request: { path: '/files/', file: { property: 'scan', part: 'file' } } },
			{
				request: { path: '/images/', file: { property: 'scan', part: 'image', itemIndex: 3 } },
				action: 'upload "scan.png" for Form Field 3 (70002)',
			},
		]);
	});

	it('are none where nothing is to be uploaded', () => {
		expect(firstOf()).toEqual([]);
		expect(firstOf(rowOf(0, 'file', []))).toEqual([]);
	});

	it('put their addresses into the request, each into its form field', () => {
		const addresses = ['https://f.example/1', '/media/2', 'https://f.example/3'];
		const filled = firstOf(documents, photos).reduce<ApiRequest | undefined>(
			(current, { apply }, place) => current && apply({ file_uri: addresses[place] }, current),
			request,
		);
		expect(filled).toEqual({
			...request,
			body: {
				step_id: 5001,
				mode: 'complete',
				actions: [
					{ action_id: 70000, input_object: { inputValue: 'A' } },
					{ action_id: 70001, input_object: { files: ['https://f.example/1', '/media/2'] } },
					{
						action_id: 70002,
						input_object: { images: ['https://f.example/3'], note: 'kept' },
					},
				],
			},
		});
	});

	it('leave the request as it was', () => {
		const given = structuredClone(request);
		firstOf(documents)[0].apply('/media/1', request);
		expect(request).toEqual(given);
	});

	it('are known again by the address alone, when n8n runs the node again', () => {
		const [upload] = firstOf(documents);
		const body = { id: 7, file_uri: '/media/1' };
		const digest = upload.toCheckpoint?.(body);
		expect(digest).toBe('/media/1');
		expect(upload.apply(digest, request)).toEqual(upload.apply(body, request));
		expect(upload.toCheckpoint?.({ id: 7 })).toBeUndefined();
	});

	it.each<[unknown]>([[undefined], ['offer.pdf']])('are not done by the answer %j', (body) => {
		expect(firstOf(documents)[0].apply(body, request)).toBeUndefined();
	});

	it.each([[undefined], [{ actions: 'x' }]])(
		'find no place in a request with the body %j',
		(body) => {
			expect(firstOf(documents)[0].apply('/media/1', { ...request, body })).toBeUndefined();
		},
	);
});
