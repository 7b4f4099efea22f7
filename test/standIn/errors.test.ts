import {
	DECISION_STEP_ID,
	FIELD_IDS,
	HTML_NOT_FOUND,
	REQUEST_STEP_ID,
	startStandIn,
} from './index';
import type { StandIn } from './index';
import type { JsonValue } from './json';
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

const FORBIDDEN = { detail: 'You do not have permission to perform this action.' };
const NOT_FOUND = { detail: 'Not found.' };
const BAD_KEY = { detail: 'Invalid API key.' };
const NO_KEY = { detail: 'Authentication credentials were not provided.' };

describe('a key', () => {
	it.each([
		['admin', 200, 200, 200],
		['owner', 200, 200, 403],
		['viewer', 200, 403, 403],
		['outsider', 404, 404, 404],
		['revoked', 401, 401, 401],
	])('named %s may read: %d, do an owned step: %d, do any step: %d', async (key, ...expected) => {
		const { id } = standIn.createInstance();
		const other = standIn.createInstance({ startAtStepId: DECISION_STEP_ID });
		const answers = [
			await client.read(id, key),
			await client.completeStep(id, { step_id: REQUEST_STEP_ID, mode: 'save' }, key),
			await client.completeStep(other.id, { step_id: DECISION_STEP_ID, mode: 'save' }, key),
		];
		const details = { 401: BAD_KEY, 403: FORBIDDEN, 404: NOT_FOUND } as Record<number, object>;
		expect(answers.map(({ status }) => status)).toEqual(expected);
		for (const { status, data } of answers) {
			if (status !== 200) expect(data).toEqual(details[status]);
		}
	});

	it.each([
		['no header', undefined, NO_KEY],
		['the wrong scheme', 'Bearer {key}', NO_KEY],
		['no key', 'Api-Key', BAD_KEY],
		['an unknown key', 'Api-Key standin9.nobody', BAD_KEY],
		['a word too many', 'Api-Key {key} please', BAD_KEY],
	])('is refused with %s', async (_what, header, body) => {
		const { id } = standIn.createInstance();
		const authorization = header?.replace('{key}', standIn.keys.admin);
		const answer = await client.send({ url: `/instances/${id}/`, headers: { authorization } });
		expect(answer.status).toBe(401);
		expect(answer.data).toEqual(body);
	});

	it('is known under its scheme in any spelling', async () => {
		const { id } = standIn.createInstance();
		const authorization = `api-KEY ${standIn.keys.admin}`;
		const answer = await client.send({ url: `/instances/${id}/`, headers: { authorization } });
		expect(answer.status).toBe(200);
	});

	it('can be tried on instance 0, which never exists', async () => {
		expect((await client.read(0)).status).toBe(404);
		expect((await client.read(0, 'revoked')).status).toBe(401);
		expect(standIn.log.flatMap(({ contractErrors }) => contractErrors)).toEqual([]);
	});
});

describe('a body', () => {
	const text = { action_id: FIELD_IDS.text, input_object: { inputValue: 'desk' } };
	const required = ['This field is required.'];
	const integer = ['A valid integer is required.'];

	it.each<[string, JsonValue, JsonValue]>([
		['without step_id', {}, { step_id: required }],
		['with null for step_id', { step_id: null }, { step_id: ['This field may not be null.'] }],
		[
			'with an unknown step',
			{ step_id: 6001 },
			{ step_id: ['Step 6001 is not part of this instance.'] },
		],
		[
			'with an unknown mode',
			{ step_id: REQUEST_STEP_ID, mode: 'finish' },
			{ mode: ['"finish" is not a valid choice.'] },
		],
		[
			'with one action for a list',
			{ step_id: REQUEST_STEP_ID, actions: text },
			{ actions: { non_field_errors: ['Expected a list of items but got type "dict".'] } },
		],
		[
			'with a bad action_id behind a good action',
			{ step_id: REQUEST_STEP_ID, actions: [text, { ...text, action_id: 'reason' }] },
			{ actions: [{}, { action_id: integer }] },
		],
		[
			'with a text for input_object',
			{ step_id: REQUEST_STEP_ID, actions: [{ ...text, input_object: 'desk' }] },
			{
				actions: [{ input_object: ['Expected a dictionary of items but got type "str".'] }],
			},
		],
		[
			'that is a list',
			[],
			{ non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] },
		],
	])('%s is refused key by key', async (_what, body, expected) => {
		const { id } = standIn.createInstance();
		const answer = await client.completeStep(id, body);
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(expected);
		expect(standIn.getInstance(id)?.activeStepIds).toEqual([REQUEST_STEP_ID]);
	});

	it.each([
		['that is not JSON', 'application/json', '{"step_id": ', 400, /^JSON parse error/],
		['that is a form', 'application/x-www-form-urlencoded', 'step_id=5001', 415, /form-urlenc/],
	])('%s is refused as a whole', async (_what, type, data, status, detail) => {
		const { id } = standIn.createInstance();
		const url = `/instances/${id}/complete_step/`;
		const headers = { 'content-type': type };
		// axios would mend the JSON.
		const transformRequest = (text: string) => text;
		const answer = await client.send({ method: 'POST', url, headers, data, transformRequest });
		expect(answer.status).toBe(status);
		expect(answer.data.detail).toMatch(detail);
		expect(standIn.log.at(-1)?.contractErrors).not.toEqual([]);
	});

	it('with keys nobody asked for is taken, but noted as outside the contract', async () => {
		const { id } = standIn.createInstance();
		const answer = await client.completeStep(id, { step_id: REQUEST_STEP_ID, comment: 'hello' });
		expect(answer.status).toBe(200);
		expect(standIn.log.at(-1)?.contractErrors).toEqual([
			'/requestBody must NOT have additional properties',
		]);
	});
});

describe('an address', () => {
	it('answers a method it does not take with 405 and names those it takes', async () => {
		standIn.createInstance();
		const answer = await client.send({ method: 'DELETE', url: '/instances/9001/' });
		expect(answer.status).toBe(405);
		expect(answer.data).toEqual({ detail: 'Method "DELETE" not allowed.' });
		expect(answer.headers.allow).toBe('GET, PUT');
	});

	it.each(['/instances/9002/', '/processes/101/nothing/'])('%s leads to nothing', async (url) => {
		standIn.createInstance();
		const answer = await client.send({ url });
		expect(answer.status).toBe(404);
		expect(answer.data).toEqual(NOT_FOUND);
	});

	it('without its last slash is a page for a POST and a redirect for a GET', async () => {
		standIn.createInstance();
		const page = await client.send({ method: 'POST', url: '/instances/9001/complete_step' });
		expect(page.status).toBe(404);
		expect(page.data).toBe(HTML_NOT_FOUND);
		const redirect = await client.send({ url: '/instances/9001' });
		expect(redirect.status).toBe(301);
		expect(redirect.headers.location).toBe('/api/instances/9001/');
	});
});
