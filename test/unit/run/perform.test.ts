import type { ApiRequest, Reply, Send } from '../../../nodes/NextMatter/api/types';
import { completeStep } from '../../../nodes/NextMatter/operations/instance/completeStep';
import { simplifyInstance } from '../../../nodes/NextMatter/operations/instance/simplify';
import { perform } from '../../../nodes/NextMatter/run/perform';
import { planOf } from '../completeStepPlan';

const instance = { id: 9001, process: 'https://h/processes/3/', active_step_ids: [5002] };
const plan = planOf();
const READ: ApiRequest = { method: 'GET', path: '/instances/9001/' };

const answer = (status: number, value: unknown = { detail: 'No.' }): Reply => ({
	kind: 'answer',
	status,
	body: { form: 'json', value },
});
const text = (status: number): Reply => ({
	kind: 'answer',
	status,
	body: { form: 'text', text: 'OK' },
});
const noAnswer = (code: string, sent: boolean): Reply => ({ kind: 'noAnswer', code, sent });

/** Gives the replies in turn, and fails when asked for more. */
async function run(...replies: Reply[]) {
	const requests: ApiRequest[] = [];
	const send: Send = async (request) => {
		const reply = replies[requests.push(request) - 1];
		if (!reply) throw new Error(`One request too many: ${request.method} ${request.path}`);
		return reply;
	};
	const outcome = await perform(completeStep, plan, send);
	return { requests, outcome, failure: outcome.kind === 'failed' ? outcome.failure : undefined };
}

describe('perform', () => {
	it.each([200, 201, 299])('is done after %d with the instance', async (status) => {
		const { outcome, requests } = await run(answer(status, instance));
		expect(outcome).toEqual({ kind: 'done', json: simplifyInstance(instance) });
		expect(requests).toEqual([plan.request]);
	});

	it.each<[string, Reply]>([
		['another instance', answer(200, { ...instance, id: 9002 })],
		['another object', answer(200, {})],
		['a text', text(200)],
		['nothing', { kind: 'answer', status: 204, body: { form: 'empty' } }],
	])('does not know what became of it after %s, and asks nothing', async (_what, reply) => {
		const { failure, requests } = await run(reply);
		expect(failure).toMatchObject({
			certainty: 'unknown',
			facts: { instanceId: 9001, stepId: 5001 },
		});
		expect(requests).toEqual([plan.request]);
	});

	it.each([400, 403, 404, 409, 422])('asks once why it was refused after %d', async (status) => {
		const { failure, requests } = await run(answer(status), answer(200, instance));
		expect(requests).toEqual([plan.request, READ]);
		expect(failure).toMatchObject({
			certainty: 'rejected',
			statusCode: status,
			apiMessages: ['No.'],
			facts: {
				instanceId: 9001,
				stepId: 5001,
				activeStepIds: [5002],
				instanceStatus: 'running',
			},
		});
		expect(failure?.message).toMatch(
			/^Step 5001 is not active in instance 9001\. Active steps: 5002/,
		);
	});

	it.each([301, 401, 405, 408, 415, 429, 500, 502, 503])(
		'asks nothing after %d',
		async (status) => {
			const { failure, requests } = await run(answer(status));
			expect(failure).toMatchObject({
				statusCode: status,
				facts: { instanceId: 9001, stepId: 5001 },
			});
			expect(requests).toEqual([plan.request]);
		},
	);

	it('takes an instance with an error status for no success', async () => {
		for (const status of [199, 300, 500]) {
			const { outcome } = await run(answer(status, instance));
			expect(outcome.kind).toBe('failed');
		}
	});

	it.each<[string, boolean, string]>([
		['ECONNRESET', true, 'unknown'],
		['ENOTFOUND', false, 'not-sent'],
	])('asks nothing after %s', async (code, sent, certainty) => {
		const { failure, requests } = await run(noAnswer(code, sent));
		expect(failure).toMatchObject({ certainty, facts: { instanceId: 9001, stepId: 5001 } });
		expect(failure?.statusCode).toBeUndefined();
		expect(requests).toEqual([plan.request]);
	});

	it.each<[string, Reply]>([
		['a refusal', answer(404, instance)],
		['a failure', answer(500, instance)],
		['no answer', noAnswer('ECONNRESET', true)],
		['a text', text(200)],
		['another instance', answer(200, { ...instance, id: 9002 })],
	])('keeps the first refusal when asking ends in %s', async (_what, reply) => {
		const { failure, requests } = await run(answer(400), reply);
		expect(requests).toHaveLength(2);
		expect(failure).toMatchObject({
			message: 'Next Matter refused (HTTP 400) to complete step 5001 of instance 9001: No.',
			facts: { instanceId: 9001, stepId: 5001 },
		});
		expect(failure?.facts).not.toHaveProperty('activeStepIds');
	});

	it('asks nothing for an operation that has no diagnosis', async () => {
		const requests: ApiRequest[] = [];
		const send: Send = async (request) => {
			requests.push(request);
			return answer(400);
		};
		const outcome = await perform({ ...completeStep, diagnosis: undefined }, plan, send);
		expect(outcome.kind).toBe('failed');
		expect(requests).toEqual([plan.request]);
	});

	it('hands on what sending throws', async () => {
		const send: Send = async () => {
			throw new TypeError('broken');
		};
		await expect(perform(completeStep, plan, send)).rejects.toThrow('broken');
	});
});
