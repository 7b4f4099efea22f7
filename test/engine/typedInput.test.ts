import type { IDataObject } from 'n8n-workflow';
import { FIELD_IDS, REQUEST_STEP_ID } from '../standIn';
import { locator, NODE, openTestBed, type TestBed } from './testBed';

let bed: TestBed;
beforeAll(async () => (bed = await openTestBed()));
beforeEach(() => bed.standIn.reset());
afterAll(async () => await bed.standIn.close());

const APP = 'https://app.nextmatter.com';

/** Completes the step with one form field, whose value the expressions of its row give. */
async function complete(row: IDataObject, json: IDataObject = {}) {
	const { id } = bed.standIn.createInstance();
	return await bed.run({
		parameters: {
			resource: 'instance',
			operation: 'completeStep',
			instanceId: locator(id),
			stepId: locator(REQUEST_STEP_ID),
			formFields: { field: [row] },
		},
		items: [json],
	});
}
const sent = () => bed.standIn.log.map(({ body }) => (body as { actions: unknown }).actions);

it.each(['completeStep', 'delete', 'stop', 'update'])(
	'touches no instance where two are given: %s',
	async (operation) => {
		bed.standIn.createInstance({ id: 9001 });
		bed.standIn.createInstance({ id: 9002 });
		const { error } = await bed.run({
			parameters: {
				resource: 'instance',
				operation,
				instanceId: locator('={{ $json.cell }}', 'url'),
				stepId: locator(REQUEST_STEP_ID),
				formFields: { field: [{ fieldId: locator(FIELD_IDS.text), fieldType: 'text', text: 'x' }] },
				updateFields: { name: 'x' },
			},
			items: [{ cell: `${APP}/instances/9001\n${APP}/instances/9002` }],
		});
		expect(error?.message).toContain('2 URLs were given');
		expect(bed.standIn.log).toEqual([]);
	},
);

it('takes an ID and a URL with what nobody sees around them', async () => {
	const { id } = bed.standIn.createInstance();
	const result = await bed.run({
		parameters: { resource: 'instance', operation: 'get', instanceId: locator('={{ $json.id }}') },
		items: [`\uFEFF${id}\u200B`, `\u2060${APP}/instances/${id}\u00A0`].map((given) => ({
			id: given,
		})),
	});
	expect(result.output(NODE).map(({ json }) => json.id)).toEqual([id, id]);
});

it.each([
	['={{ new Date(Date.UTC(2026, 5, 16, 8)) }}', '2026-06-16T08:00:00.000Z'],
	["={{ DateTime.fromISO('2026-06-16T08:00:00Z', { zone: 'utc' }) }}", '2026-06-16T08:00:00.000Z'],
])('sends the ISO text of a live date where a text is due: %s', async (text, expected) => {
	const { error } = await complete({ fieldId: locator(FIELD_IDS.text), fieldType: 'text', text });
	expect(error).toBeUndefined();
	expect(sent()).toEqual([[{ action_id: FIELD_IDS.text, input_object: { inputValue: expected } }]]);
});

it('sends nothing where a live date is invalid', async () => {
	const text = '={{ new Date("never") }}';
	const row = { fieldId: locator(FIELD_IDS.text), fieldType: 'text', text };
	const { error } = await complete(row);
	expect(error?.message).toContain('is an invalid date');
	expect(bed.standIn.log).toEqual([]);
});

it('takes base URL and key with what nobody sees in them', async () => {
	const { id } = bed.standIn.createInstance();
	const { error } = await bed.run({
		parameters: { resource: 'instance', operation: 'get', instanceId: locator(id) },
		credential: {
			baseUrl: `\uFEFF${bed.standIn.baseUrl.replace('/api', '/\u200Bapi')}\u2060\n`,
			apiKey: `\u200E${bed.standIn.keys.admin}\u200B`,
		},
	});
	expect(error).toBeUndefined();
});
