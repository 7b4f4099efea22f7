import { createHash } from 'node:crypto';

import { PURCHASE_WORKFLOW_ID, startStandIn } from './index';
import type { StandIn } from './index';
import { TestClient } from './testClient';

let standIn: StandIn;
let client: TestClient;

beforeAll(async () => {
	standIn = await startStandIn();
	client = new TestClient(standIn);
});
beforeEach(() => standIn.reset());
afterEach(() => expect(standIn.contractViolations).toEqual([]));
afterAll(async () => await standIn.close());

const CONTENT = Buffer.from([0, 1, 2, 13, 10, 255]);
const PDF = { filename: 'offer.pdf', contentType: 'application/pdf' };
const PNG = { filename: 'photo.png', contentType: 'image/png' };

async function upload(
	url: string,
	part: string,
	options: typeof PDF,
	fields: Record<string, string> = {},
	content = CONTENT,
	key = 'admin',
) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	form.append(part, new Blob([content], { type: options.contentType }), options.filename);
	const encoded = new Response(form);
	return await client.send({
		method: 'POST',
		url,
		data: Buffer.from(await encoded.arrayBuffer()),
		headers: {
			authorization: `Api-Key ${standIn.keys[key]}`,
			'content-type': encoded.headers.get('content-type'),
		},
	});
}

it.each([
	['/files/', 'file', PDF],
	['/images/', 'image', PNG],
])(
	'%s keeps what the part "%s" is, and answers 201 with its address',
	async (url, part, options) => {
		const { id } = standIn.createInstance();
		const fields = {
			created_time: '2030-01-02T03:04:05Z',
			process: String(PURCHASE_WORKFLOW_ID),
			process_instance: String(id),
		};
		const { status, data } = await upload(url, part, options, fields);
		expect(status).toBe(201);
		expect(data).toEqual({
			created_time: fields.created_time,
			process: PURCHASE_WORKFLOW_ID,
			process_instance: id,
			[`${part}_uri`]: standIn.files[0].url,
		});
		expect(standIn.files).toEqual([
			{
				part,
				name: options.filename,
				mimeType: options.contentType,
				size: CONTENT.length,
				sha256: createHash('sha256').update(CONTENT).digest('hex'),
				createdTime: fields.created_time,
				workflowId: PURCHASE_WORKFLOW_ID,
				instanceId: id,
				url: expect.stringMatching(/^http:.*\/media\/1\//),
			},
		]);
		expect(standIn.log).toEqual([
			expect.objectContaining({ effect: 'uploaded', contractErrors: [], body: undefined }),
		]);
	},
);

it.each([
	['/files/', 'image', PNG, {}, { file: ['No file was submitted.'] }],
	['/images/', 'image', PDF, {}, { image: [expect.stringContaining('valid image')] }],
	['/files/', 'file', PDF, { process: '7' }, { process: [expect.stringContaining('"7"')] }],
	[
		'/files/',
		'file',
		PDF,
		{ process_instance: 'x' },
		{ process_instance: [expect.stringContaining('pk value')] },
	],
	['/files/', 'file', PDF, { created_time: 'now' }, { created_time: [expect.any(String)] }],
])('%s refuses %s of %j with %j', async (url, part, options, fields, errors) => {
	const { status, data } = await upload(url, part, options, fields);
	expect([status, data]).toEqual([400, errors]);
	expect(standIn.files).toEqual([]);
});

it('refuses an empty file', async () => {
	const { status, data } = await upload('/files/', 'file', PDF, {}, Buffer.alloc(0));
	expect([status, data]).toEqual([400, { file: ['The submitted file is empty.'] }]);
});

it('refuses who sees nothing', async () => {
	const { status } = await upload('/files/', 'file', PDF, {}, CONTENT, 'outsider');
	expect(status).toBe(403);
	expect(standIn.files).toEqual([]);
});

it.each([
	['application/json', '{}', 415],
	['multipart/form-data', 'x', 400],
	['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; na', 400],
])('refuses a body of %s that is no form', async (type, data, expected) => {
	const { status } = await client.send({
		method: 'POST',
		url: '/files/',
		data,
		headers: { authorization: `Api-Key ${standIn.keys.admin}`, 'content-type': type },
	});
	expect(status).toBe(expected);
	expect(standIn.files).toEqual([]);
});

it('notices a part that the contract does not provide for', async () => {
	await upload('/files/', 'file', PDF, { colour: 'green' });
	expect(standIn.log[0].contractErrors).not.toEqual([]);
});
