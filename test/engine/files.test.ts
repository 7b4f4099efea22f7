/* eslint-disable @n8n/community-nodes/no-restricted-imports -- checks what arrived; never ships */
import { createHash } from 'node:crypto';
import { appendFile, rm, truncate } from 'node:fs/promises';
import Ajv from 'ajv';
import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import uploadSchema from '../../nodes/NextMatter/__schema__/v1.0.0/file/upload.json';
import { DECISION_STEP_ID, FIELD_IDS, PURCHASE_WORKFLOW_ID, REQUEST_STEP_ID } from '../standIn';
import { inMemory, openBinaryStore, type BinaryStore } from './binaryStore';
import type { RunResult } from './index';
import { completeStep, NODE, openTestBed, row, type TestBed } from './testBed';
import { MANY } from '../scale';

let bed: TestBed;
let store: BinaryStore;
beforeAll(async () => {
	bed = await openTestBed();
	store = await openBinaryStore();
});
beforeEach(() => bed.standIn.reset());
afterEach(() => {
	expect(bed.standIn.contractViolations).toEqual([]);
	expect(bed.standIn.log.flatMap(({ contractErrors }) => contractErrors)).toEqual([]);
});
afterAll(async () => {
	await bed.standIn.close();
	await store.close();
});

const upload = (rest: IDataObject = {}): IDataObject => ({
	resource: 'file',
	operation: 'upload',
	additionalFields: {},
	...rest,
});
const PDF = Buffer.from('%PDF-1.7 \u0000\r\n--\r\n a small one');
const NAME = 'Angebot "Größe".pdf';
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const jsonOf = (result: RunResult) => result.output(NODE).map(({ json }) => json);
const detailsOf = (result: RunResult) =>
	result.output(NODE, 1).map(({ json }) => json.details as IDataObject);
const toErrorOutput = { onError: 'continueErrorOutput' } as const;
const pdf: IBinaryKeyData = { data: inMemory(PDF, 'offer.pdf', 'application/pdf') };

describe.each([
	['in memory', async (content: Buffer, name: string) => inMemory(content, name, 'image/png')],
	[
		'on disk',
		async (content: Buffer, name: string) => await store.store(content, name, 'image/png'),
	],
])('a file that n8n keeps %s', (_where, keep) => {
	it.each([
		['file', '/api/files/'],
		['automatic', '/api/images/'],
	])('arrives as it is, uploaded as %s', async (uploadAs, path) => {
		const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 256));
		const scan = await keep(content, NAME);
		const result = await bed.run({
			parameters: upload({ uploadAs, binaryPropertyName: 'scan' }),
			files: [{ scan }],
		});
		expect(result.error).toBeUndefined();
		expect(bed.standIn.log.map((entry) => entry.path)).toEqual([path]);
		const [file] = bed.standIn.files;
		expect(file).toMatchObject({
			name: NAME.replaceAll('"', '%22'),
			mimeType: 'image/png',
			size: content.length,
			sha256: sha256(content),
		});
		const [json] = jsonOf(result);
		expect(json).toEqual({
			url: file.url,
			file_name: NAME,
			mime_type: 'image/png',
			// Older versions of n8n do not say how large a file on disk is.
			size: scan.id && scan.bytes === undefined ? null : content.length,
		});
		expect(
			new Ajv({ strict: false }).compile({ ...uploadSchema, additionalProperties: false })(json),
		).toBe(true);
	});

	it('is sent again as a whole after it was throttled', async () => {
		bed.standIn.faults.add({ kind: { status: 429, headers: { 'Retry-After': '1' } } });
		const result = await bed.run({
			parameters: upload(),
			files: [{ data: await keep(PDF, 'offer.pdf') }],
		});
		expect(jsonOf(result)).toHaveLength(1);
		expect(bed.standIn.log.map(({ status }) => status)).toEqual([429, 201]);
		expect(bed.standIn.files.map((file) => file.sha256)).toEqual([sha256(PDF)]);
	});

	it('comes for each of many items, each linked to its item', async () => {
		const contents = Array.from({ length: MANY }, (_, index) => Buffer.from(`Number ${index}`));
		const files = [];
		for (const content of contents) files.push({ data: await keep(content, 'a.txt') });
		const result = await bed.run({
			parameters: upload(),
			items: contents.map(() => ({})),
			files,
		});
		const output = result.output(NODE);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			contents.map((_, item) => ({ item })),
		);
		const hashes = new Map(bed.standIn.files.map((file) => [file.url, file.sha256]));
		expect(output.map(({ json }) => hashes.get(String(json.url)))).toEqual(contents.map(sha256));
		expect(bed.standIn.log).toHaveLength(MANY);
	});
});

it.each([
	['reset before', { reset: 'before' }, 0],
	['reset after', { reset: 'after' }, 1],
	['500', { status: 500, afterProcessing: true }, 1],
	['cut off', { truncate: true }, 1],
	['no address', { status: 201, body: { id: 7, name: 'offer.pdf' }, afterProcessing: true }, 1],
] as const)('is never uploaded twice after: %s', async (_what, kind, stored) => {
	bed.standIn.faults.add({ kind });
	const result = await bed.run({
		parameters: upload({ options: { maximumWait: 5 } }),
		files: [pdf],
		node: { ...toErrorOutput, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(bed.standIn.log).toHaveLength(1);
	expect(bed.standIn.files).toHaveLength(stored);
	expect(detailsOf(result)).toEqual([
		expect.objectContaining({
			certainty: 'unknown',
			fileName: 'offer.pdf',
			description: expect.stringContaining('would only leave a spare copy'),
		}),
	]);
});

it('is attached to a workflow and an instance, by ID or link', async () => {
	const { id } = bed.standIn.createInstance();
	await bed.run({
		parameters: upload({
			additionalFields: {
				workflowId: `https://core.nextmatter.com/api/processes/${PURCHASE_WORKFLOW_ID}/`,
				instanceId: id,
				createdTime: '2030-06-16T12:00:00+02:00',
			},
		}),
		files: [pdf],
	});
	expect(bed.standIn.files).toEqual([
		expect.objectContaining({
			workflowId: PURCHASE_WORKFLOW_ID,
			instanceId: id,
			createdTime: '2030-06-16T10:00:00Z',
		}),
	]);
});

it('puts out the whole answer without Simplify', async () => {
	const result = await bed.run({ parameters: upload({ simplify: false }), files: [pdf] });
	expect(jsonOf(result)).toEqual([
		expect.objectContaining({
			file_uri: bed.standIn.files[0].url,
			process: null,
			created_time: expect.any(String),
		}),
	]);
});

it.each([
	[{ additionalFields: { workflowId: 4711 } }, 400, 'Workflow: Invalid pk'],
	[{ uploadAs: 'image' }, 400, 'Image: Upload a valid image'],
])('reports what the API rejects: %j', async (rest, statusCode, words) => {
	const result = await bed.run({ parameters: upload(rest), files: [pdf], node: toErrorOutput });
	expect(detailsOf(result)).toEqual([
		expect.objectContaining({
			certainty: 'rejected',
			statusCode,
			message: expect.stringContaining(words),
		}),
	]);
});

it('refuses a file that an item does not have, before anything is sent', async () => {
	const result = await bed.run({
		parameters: upload({ binaryPropertyName: 'scan' }),
		items: [{}, {}],
		files: [{ ...pdf, scan: pdf.data }, pdf],
	});
	expect(result.error?.message).toBe(
		'\'Input Data Field Name\' is "scan", but the item has no file of that name [item 1]',
	);
	expect(bed.standIn.log).toEqual([]);
});

it('says of a file whose content n8n has lost that nothing was sent', async () => {
	const data = await store.store(PDF, 'offer.pdf', 'application/pdf');
	const gone = await store.store(PDF, 'gone.pdf', 'application/pdf');
	await rm(`${store.directory}/${gone.id?.split(':')[1]}`);
	const result = await bed.run({
		parameters: upload(),
		items: [{}, {}],
		files: [{ data: gone }, { data }],
		node: toErrorOutput,
	});
	expect(jsonOf(result)).toHaveLength(1);
	expect(detailsOf(result)).toEqual([
		expect.objectContaining({
			certainty: 'not-sent',
			itemIndex: 0,
			message: expect.stringMatching(/^n8n could not read the whole file in "data"/),
		}),
	]);
	expect(JSON.stringify(detailsOf(result))).not.toContain(store.directory);
	expect(bed.standIn.log).toHaveLength(1);
});

it.each([
	['shorter', async (path: string) => await truncate(path, 200_000)],
	['longer', async (path: string) => await appendFile(path, 'more')],
])('breaks off an upload whose content turns out %s than n8n says', async (_what, change) => {
	const data = await store.store(Buffer.alloc(300_000), 'offer.pdf', 'application/pdf');
	await change(`${store.directory}/${data.id?.split(':')[1]}`);
	const started = Date.now();
	const result = await bed.run({ parameters: upload(), files: [{ data }], node: toErrorOutput });
	expect(detailsOf(result)).toEqual([
		expect.objectContaining({
			certainty: 'not-sent',
			message: expect.stringMatching(/^n8n could not read the whole file in "data"/),
		}),
	]);
	expect(Date.now() - started).toBeLessThan(20_000);
	expect(bed.standIn.files).toEqual([]);
});

it('does not upload again for Retry On Fail what is done', async () => {
	const result = await bed.run({
		parameters: upload({ additionalFields: { workflowId: '={{ $json.workflow }}' } }),
		items: [{ workflow: 4711 }, { workflow: PURCHASE_WORKFLOW_ID }],
		files: [pdf, pdf],
		node: { ...toErrorOutput, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});
	expect(jsonOf(result)).toHaveLength(1);
	expect(bed.standIn.files).toHaveLength(1);
	expect(bed.standIn.log.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400]);
});

describe('a step that is filled in from binary', () => {
	const { fileUpload, imageUpload } = FIELD_IDS;
	const fromBinary = (fileProperties: unknown = ['data'], rest: IDataObject = {}) =>
		row(fileUpload, 'fileUpload', {
			fileSource: 'binary',
			fileProperties: fileProperties as IDataObject,
			...rest,
		});
	const complete = (rows: IDataObject[], rest: IDataObject = {}) =>
		completeStep('={{ $json.instance }}', REQUEST_STEP_ID, rows, rest);
	const newItem = () => ({ instance: bed.standIn.createInstance().id });
	const valuesOf = (id: number) => bed.standIn.getInstance(id)?.values ?? {};
	const paths = () => bed.standIn.log.map(({ path }) => path.replace(/\d+/, 'ID'));
	const STEP = '/api/instances/ID/complete_step/';

	it.each([
		['in memory', async () => inMemory(PDF, 'offer.pdf', 'application/pdf')],
		['on disk', async () => await store.store(PDF, 'offer.pdf', 'application/pdf')],
	])('uploads files kept %s first, and fills in their addresses in order', async (_where, keep) => {
		const item = newItem();
		const photo = inMemory(Buffer.from('photo'), 'photo.png', 'image/png');
		const result = await bed.run({
			parameters: complete([
				row(FIELD_IDS.text, 'text', { text: 'See files' }),
				fromBinary('={{ ["data", "second"] }}'),
				row(imageUpload, 'imageUpload', { fileSource: 'binary', fileProperties: ['photo'] }),
			]),
			items: [item],
			files: [{ data: await keep(), second: await keep(), photo }],
		});
		expect(result.error).toBeUndefined();
		expect(paths()).toEqual(['/api/files/', '/api/files/', '/api/images/', STEP]);
		const [first, second, image] = bed.standIn.files.map(({ url }) => url);
		expect(valuesOf(item.instance)).toMatchObject({
			[FIELD_IDS.text]: { inputValue: 'See files' },
			[fileUpload]: { files: [first, second] },
			[imageUpload]: { images: [image] },
		});
		expect(bed.standIn.files[0].sha256).toBe(sha256(PDF));
		expect(result.output(NODE)[0].json.completed_step).toMatchObject({
			form_fields: [
				{ id: FIELD_IDS.text, name: 'Reason', value: 'See files' },
				{ id: fileUpload, name: 'Quote', value: [first, second] },
				{ id: imageUpload, name: 'Photos', value: [image] },
			],
		});
	});

	it('takes rows that were saved before there was a choice as addresses', async () => {
		const item = newItem();
		const url = 'https://files.example.com/a.pdf';
		await bed.run({
			parameters: complete([row(fileUpload, 'fileUpload', { fileUrls: [url] })]),
			items: [item],
		});
		expect(valuesOf(item.instance)).toEqual({ [fileUpload]: { files: [url] } });
		expect(paths()).toEqual([STEP]);
	});

	it('refuses an item that has another before anything is sent', async () => {
		const result = await bed.run({
			parameters: complete([fromBinary()]),
			items: [newItem(), newItem()],
			files: [pdf, { scan: pdf.data }],
		});
		expect(result.error?.message).toBe(
			`Form Field 1 (${fileUpload}), File Upload: 'Input Data Field Names' is "data", but the item has no file of that name [item 1]`,
		);
		expect(result.error).toMatchObject({
			description: expect.stringContaining('Enter the name of a file that it has: "scan"'),
		});
		expect(bed.standIn.log).toEqual([]);
	});

	it.each([
		['refused', { status: 403 }, 'rejected'],
		['reset after', { reset: 'after' }, 'not-sent'],
		['500', { status: 500, afterProcessing: true }, 'not-sent'],
		['no address', { status: 201, body: { id: 1 }, afterProcessing: true }, 'not-sent'],
	] as const)('leaves the step alone when the upload is %s', async (_what, kind, certainty) => {
		const item = newItem();
		bed.standIn.faults.add({ kind, match: { path: '/files/' } });
		const result = await bed.run({
			parameters: complete([fromBinary()]),
			items: [item],
			files: [pdf],
			node: toErrorOutput,
		});
		expect(paths()).toEqual(['/api/files/']);
		expect(bed.standIn.getInstance(item.instance)?.activeStepIds).toEqual([REQUEST_STEP_ID]);
		expect(detailsOf(result)).toEqual([
			expect.objectContaining({
				certainty,
				message: expect.stringContaining(
					`. Step ${REQUEST_STEP_ID} of instance ${item.instance} was not touched`,
				),
				...(certainty === 'not-sent' && {
					description: expect.stringContaining('The file may have been uploaded'),
				}),
			}),
		]);
	});

	it('says of a file whose content is lost that the step was not touched', async () => {
		const gone = await store.store(PDF, 'gone.pdf', 'application/pdf');
		await rm(`${store.directory}/${gone.id?.split(':')[1]}`);
		const result = await bed.run({
			parameters: complete([fromBinary()]),
			items: [newItem()],
			files: [{ data: gone }],
			node: toErrorOutput,
		});
		expect(detailsOf(result)).toEqual([
			expect.objectContaining({
				certainty: 'not-sent',
				message: expect.stringMatching(/could not read the whole file in "data".*not touched$/),
			}),
		]);
		expect(bed.standIn.log).toEqual([]);
	});

	it('uploads once when the step is throttled, or settled by a read', async () => {
		const item = newItem();
		bed.standIn.faults.add({
			kind: { status: 429, headers: { 'Retry-After': '0' } },
			match: { path: 'complete_step' },
		});
		bed.standIn.faults.add({ kind: { reset: 'after' }, match: { path: 'complete_step' } });
		const result = await bed.run({
			parameters: complete([fromBinary()]),
			items: [item],
			files: [pdf],
		});
		expect(jsonOf(result)).toHaveLength(1);
		expect(bed.standIn.files).toHaveLength(1);
		expect(bed.standIn.getInstance(item.instance)?.activeStepIds).toEqual([DECISION_STEP_ID]);
	});

	const retries = { ...toErrorOutput, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const uploads = () => paths().filter((path) => path === '/api/files/');

	it.each([
		['again only when it was refused', { path: '/files/' }, { status: 403 }, 3, 0],
		['once when its outcome is unknown', { path: '/files/' }, { reset: 'after' }, 1, 0],
		['once when the step is refused', { path: 'complete_step' }, { status: 400 }, 1, 3],
	] as const)('is uploaded %s, by Retry On Fail', async (_what, match, kind, times, steps) => {
		bed.standIn.faults.add({ match, kind, times: 99 });
		await bed.run({
			parameters: complete([fromBinary()]),
			items: [newItem()],
			files: [pdf],
			node: retries,
		});
		expect(uploads()).toHaveLength(times);
		expect(paths().filter((path) => path === STEP)).toHaveLength(steps);
	});

	it('is not uploaded again by Retry On Fail for an item that is done', async () => {
		const result = await bed.run({
			parameters: complete([fromBinary()]),
			// The first item fails each time, so that n8n runs the node three times with both.
			items: [{ instance: 4711 }, newItem()],
			files: [pdf, pdf],
			node: retries,
		});
		expect(jsonOf(result)).toHaveLength(1);
		expect(uploads()).toHaveLength(2);
		expect(paths().filter((path) => path === STEP)).toHaveLength(4);
	});

	it('keeps the files of many items apart', async () => {
		const items = Array.from({ length: MANY }, newItem);
		const contents = items.map((_, index) => Buffer.from(`Number ${index}`));
		const result = await bed.run({
			parameters: complete([fromBinary()]),
			items,
			files: contents.map((content) => ({ data: inMemory(content, 'a.pdf', 'application/pdf') })),
		});
		expect(result.output(NODE).map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		const hashes = new Map(bed.standIn.files.map((file) => [file.url, file.sha256]));
		const found = items.map(({ instance }) => {
			const value = valuesOf(instance)[fileUpload] as { files: string[] };
			return value.files.map((url) => hashes.get(url));
		});
		expect(found).toEqual(contents.map((content) => [sha256(content)]));
	});
});
