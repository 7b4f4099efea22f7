import { createHash, randomBytes } from 'node:crypto';
import { FIELD_IDS, REQUEST_STEP_ID } from '../../test/standIn';
import { send } from '../http';
import { completedSteps } from '../journal';
import { finishedRuns, importWorkflow, publish, type Execution } from '../n8n/workflows';
import { eventually } from '../waiting';
import { chain, nextMatter, node, workflow } from './build';
import { useWorld } from './useWorld';

const world = useWorld({
	settings: async () => await Promise.resolve({ N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' }),
});

/** Larger than what n8n would keep beside the other data of an execution. */
const CONTENT = randomBytes(3_000_000);
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

function files() {
	return world().standIn.files.map(({ size, sha256, name }) => ({ size, sha256, name }));
}

test('a file that n8n keeps on disk is uploaded, and another one filled into a step From Binary', async () => {
	const { client, server, standIn, credential } = world();
	const { id } = standIn.createInstance();
	const webhook = node({
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		webhookId: 'invoice',
		parameters: { httpMethod: 'POST', path: 'invoice', responseMode: 'lastNode', options: {} },
	});
	const upload = nextMatter(credential, {
		...{ id: 'Upload', name: 'Upload' },
		parameters: { resource: 'file', operation: 'upload', binaryPropertyName: 'invoice' },
	});
	const bringBack = node({
		name: 'Bring Back the File',
		type: 'n8n-nodes-base.merge',
		typeVersion: 3.2,
		parameters: { mode: 'combine', combineBy: 'combineByPosition', options: {} },
	});
	const complete = nextMatter(credential, {
		parameters: {
			instanceId: byId("={{ $('Webhook').item.json.body.instanceId }}"),
			stepId: byId(String(REQUEST_STEP_ID)),
			formFields: {
				field: [
					{
						fieldId: byId(String(FIELD_IDS.fileUpload)),
						fieldType: 'fileUpload',
						fileSource: 'binary',
						fileProperties: ['invoice'],
					},
					{
						fieldId: byId(String(FIELD_IDS.text)),
						fieldType: 'text',
						text: '={{ $json.url }}',
					},
				],
			},
		},
	});
	const file = workflow(
		'Invoice',
		[webhook, upload, bringBack, complete],
		[
			...chain('Webhook', 'Upload', 'Bring Back the File', 'Next Matter'),
			['Webhook', 'Bring Back the File', 0, 'main', 1],
		],
	);
	const saved = await importWorkflow(client, file);
	await publish(client, saved);

	const answer = await eventually('the webhook answers', async () => {
		const form = new FormData();
		form.set('instanceId', String(id));
		form.set('invoice', new Blob([CONTENT], { type: 'application/pdf' }), 'invoice.pdf');
		const response = await send(`${server.url}/webhook/invoice`, { method: 'POST', body: form });
		return response.status === 404 ? undefined : response;
	});

	expect(answer.status).toBe(200);
	const sent = { size: CONTENT.length, sha256: SHA256, name: 'invoice.pdf' };
	expect(files()).toEqual([sent, sent]);
	expect(completedSteps(standIn)).toEqual([`${id}/${REQUEST_STEP_ID}`]);
	const [first, second] = standIn.files.map(({ url }) => url);
	expect(standIn.getInstance(id)?.values).toEqual({
		[FIELD_IDS.fileUpload]: { files: [second] },
		[FIELD_IDS.text]: { inputValue: first },
	});
	const [execution] = await finishedRuns(client, saved, 1);
	expect(keptAs(execution)).toMatch(/^filesystem/);
});

/** What n8n notes of where it keeps the file that came by the webhook. */
function keptAs({ data }: Execution): string | undefined {
	return data.resultData.runData.Webhook[0].data?.main[0]?.[0].binary?.invoice.id;
}
