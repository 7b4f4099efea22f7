import fc from 'fast-check';

import { jsonAnswer } from './answers';
import type { Answer } from './answers';
import { ContractChecker, contractChecker, loadChecker } from './contract';
import { DEFAULT_WORKFLOWS } from './fixtures';
import type { JsonObject, JsonValue } from './json';
import { presentInstance } from './present';
import { readCompleteStepBody } from './readBody';
import { startInstance } from './state';
import type { ApiRequest } from './world';

let checker: ContractChecker;

beforeAll(async () => {
	checker = await contractChecker();
});

const READ: ApiRequest = {
	method: 'GET',
	path: '/api/instances/9001/',
	query: new URLSearchParams(),
	authorization: undefined,
	contentType: undefined,
	body: '',
};
const COMPLETE: ApiRequest = {
	...READ,
	method: 'POST',
	path: '/api/instances/9001/complete_step/',
	contentType: 'application/json',
	body: '{"step_id":5001}',
};

function instanceWith(changes: JsonObject): Answer {
	const state = startInstance({ id: 1, workflow: DEFAULT_WORKFLOWS[0] }, '2031-01-01T00:00:00Z');
	const url = 'http://127.0.0.1:1';
	const options = {
		url,
		snapshotShape: 'object',
		injectValues: true,
		stepsTimeFrame: true,
	} as const;
	return jsonAnswer(200, { ...presentInstance(state, options), ...changes });
}

describe('the contract', () => {
	it('is valid OpenAPI, and all shapes in it compile', async () => {
		await expect(loadChecker({ quick: false })).resolves.toBeInstanceOf(ContractChecker);
	});

	it.each<[string, JsonObject]>([
		['with keys it does not know', { colour: 'green' }],
		['without a snapshot', { process_snapshot: null }],
		['without a name', { name: null }],
	])('allows an instance %s', (_what, changes) => {
		expect(checker.checkAnswer(READ, instanceWith(changes))).toEqual([]);
	});

	it.each<[string, JsonObject]>([
		['a text for an ID', { id: '9001' }],
		['an ID of 0', { id: 0 }],
		['a time without a zone', { last_updated_time: '2031-01-01T00:00:00' }],
		['a path for an address', { process: '/processes/101/' }],
		['a priority nobody knows', { priority: 'L' }],
		['a list for a snapshot', { process_snapshot: [] }],
	])('forbids an instance with %s', (_what, changes) => {
		expect(checker.checkAnswer(READ, instanceWith(changes))).not.toEqual([]);
	});

	it.each<[string, Answer]>([
		['a status it does not declare', jsonAnswer(201, {})],
		['an error of one number', jsonAnswer(404, 7)],
		['a nested error that ends in a number', jsonAnswer(400, { actions: [{ action_id: [7] }] })],
		['a wait that is not named', jsonAnswer(429, { detail: 'Wait.' })],
	])('forbids %s', (_what, answer) => {
		expect(checker.checkAnswer(COMPLETE, answer)).not.toEqual([]);
	});

	it('allows a refusal to be a bare list', () => {
		expect(checker.checkAnswer(COMPLETE, jsonAnswer(400, ['No.']))).toEqual([]);
	});

	it.each<[string, ApiRequest]>([
		['with an unknown query', { ...READ, query: new URLSearchParams({ expand: 'all' }) }],
		[
			'with a flag that is neither',
			{ ...READ, query: new URLSearchParams({ inject_values: 'yes' }) },
		],
		['for a path it does not name', { ...READ, path: '/api/instances/' }],
		['to complete a step of instance 0', { ...COMPLETE, path: '/api/instances/0/complete_step/' }],
		['without a body', { ...COMPLETE, body: '' }],
	])('forbids a request %s', (_what, request) => {
		expect(checker.checkRequest(request)).not.toEqual([]);
	});

	it('agrees with the stand-in on which bodies can be read', () => {
		const junk = fc.oneof(
			fc.constantFrom<JsonValue>(null, '', '7', 1.5, true, []),
			fc.constant({}),
		);
		const id = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1 }) }, junk);
		const input = fc.oneof({ weight: 4, arbitrary: fc.constant({ inputValue: 'x' }) }, junk);
		const action = fc.record({ action_id: id, input_object: input }, { requiredKeys: [] });
		const actions = fc.oneof({ weight: 4, arbitrary: fc.array(action, { maxLength: 3 }) }, junk);
		const mode = fc.constantFrom<JsonValue>('save', 'complete', 'Save', null, 1);
		const body = fc.record({ step_id: id, actions, mode }, { requiredKeys: [] });
		fc.assert(
			fc.property(body, (json) => {
				const text = JSON.stringify(json);
				const readable = 'body' in readCompleteStepBody(JSON.parse(text) as JsonValue);
				const allowed = checker.checkRequest({ ...COMPLETE, body: text }).length === 0;
				expect(readable).toBe(allowed);
			}),
			{ numRuns: 500 },
		);
	});
});
