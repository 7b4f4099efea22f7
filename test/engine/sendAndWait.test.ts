import type { IDataObject, IRun } from 'n8n-workflow';
import {
	APPROVAL_FIELD_ID,
	ASK_STEP_ID,
	COMMENT_FIELD_ID,
	QUESTION_FIELD_ID,
	RESUME_LINK_FIELD_ID,
	RESUME_URL_FIELD_ID,
	REVIEW_STEP_ID,
	REVIEW_WORKFLOW_ID,
} from '../standIn';
import { openSleepers, type Sleepers } from './sleepers';
import { locator, NODE, openTestBed, row, type Scene, type TestBed } from './testBed';

let bed: TestBed;
let sleepers: Sleepers;
beforeAll(async () => {
	bed = await openTestBed();
	sleepers = await openSleepers();
});
beforeEach(() => {
	bed.standIn.reset();
	sleepers.log.length = 0;
	sleepers.refusals = 0;
});
afterEach(() => {
	expect(bed.standIn.log.flatMap((one) => one.contractErrors)).toEqual([]);
	expect(bed.standIn.contractViolations).toEqual([]);
});
afterAll(async () => {
	await bed.standIn.close();
	await sleepers.close();
});

const ITEM = { question: 'May we buy it?' };
const ask = (rest: IDataObject = {}): IDataObject => ({
	resource: 'instance',
	operation: 'sendAndWait',
	workflowId: locator(REVIEW_WORKFLOW_ID),
	message: '={{ $json.question }}',
	messageField: locator(QUESTION_FIELD_ID),
	resumeUrlField: locator(RESUME_URL_FIELD_ID),
	decisionField: locator(APPROVAL_FIELD_ID),
	commentField: locator(COMMENT_FIELD_ID),
	answerStepId: locator(REVIEW_STEP_ID),
	...rest,
});
const run = async (parameters: IDataObject = ask(), rest: Partial<Scene> = {}) =>
	await bed.run({ parameters, items: [ITEM], sleepers, ...rest });

/** Runs the node until it sleeps. */
async function sleeping(parameters?: IDataObject, rest?: Partial<Scene>) {
	const result = await run(parameters, rest);
	expect(result.error).toBeUndefined();
	const { executionId = '' } = result;
	expect(sleepers.isAsleep(executionId)).toBe(true);
	const id = Number(result.output(NODE)[0].json.id);
	return { ...result, executionId, id };
}
function decide(id: number, option: string | undefined, comment = '') {
	const values: Record<number, { [key: string]: string }> = {};
	if (option !== undefined) values[APPROVAL_FIELD_ID] = { radioItemSelected: option };
	if (comment) values[COMMENT_FIELD_ID] = { inputValue: comment };
	bed.standIn.completeAsPerson(id, REVIEW_STEP_ID, values);
}
const dataOf = (done: IRun | undefined) =>
	done?.data.resultData.runData.Succeeded?.at(-1)?.data?.main[0]?.map(({ json }) => json.data);
const wokenWith = (executionId: string) => dataOf(sleepers.woken.get(executionId));
const { calls } = { calls: () => bed.standIn.integrations.calls };
const urlOf = (id: number) =>
	String(bed.standIn.getInstance(id)?.values[RESUME_URL_FIELD_ID]?.inputValue);
const call = async (url: string, body = '{}') =>
	await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
const post = (path: RegExp) =>
	bed.standIn.log.filter((one) => one.method === 'POST' && path.test(one.path)).length;

describe('falling asleep', () => {
	it('starts the instance, whose first step holds the message and a URL that names it', async () => {
		const { id, run: slept } = await sleeping();
		expect(slept.waitTill).toEqual(new Date('3000-01-01T00:00:00.000Z'));
		const instance = bed.standIn.getInstance(id);
		expect(instance?.activeStepIds).toEqual([REVIEW_STEP_ID]);
		expect(instance?.values).toMatchObject({ [QUESTION_FIELD_ID]: { inputValue: ITEM.question } });
		const url = new URL(urlOf(id));
		expect(url.searchParams.get('instance')).toBe(String(id));
		expect(url.searchParams.get('signature')).toMatch(/^\w{16,}/);
		expect([post(/instances\/$/), post(/complete_step/)]).toEqual([1, 1]);
	});

	it('puts out what was filled in meanwhile, but not the URL', async () => {
		const { id, run: slept } = await sleeping();
		const shown = JSON.stringify(slept.data.resultData.runData);
		expect(shown).toContain(ITEM.question);
		expect(shown).not.toContain(new URL(urlOf(id)).searchParams.get('signature'));
	});

	it('says in words what an agent wants to call a tool with', async () => {
		const items = [{ toolParameters: { order: '4711', amount: 80, lines: ['a', 'b'] } }];
		// What comes of n8n's own message for human review.
		const message = 'Refund\n[object Object]';
		const { id } = await sleeping(ask({ message }), { items });
		expect(bed.standIn.getInstance(id)?.values[QUESTION_FIELD_ID]).toEqual({
			inputValue: 'Refund\norder: 4711\namount: 80\nlines: ["a","b"]',
		});
	});

	it('puts the URL into a form field of the type URL', async () => {
		const { id } = await sleeping(ask({ resumeUrlField: locator(`url:${RESUME_LINK_FIELD_ID}`) }));
		expect(bed.standIn.getInstance(id)?.values[RESUME_LINK_FIELD_ID]?.url).toMatch(/^http.*\?/);
	});

	it('fills in other form fields as well', async () => {
		const formFields = {
			field: [row(RESUME_LINK_FIELD_ID, 'url', { url: 'https://example.com' })],
		};
		const { id } = await sleeping(ask({ formFields }));
		expect(bed.standIn.getInstance(id)?.values[RESUME_LINK_FIELD_ID]).toEqual({
			url: 'https://example.com',
		});
	});

	it.each<[string, IDataObject, number]>([
		[
			'after an interval',
			{ limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'days' },
			2,
		],
		['as n8n saves it untouched', {}, 45 / 60 / 24],
	])('sleeps %s', async (_name, values, days) => {
		const limitWaitTime = Object.keys(values).length > 0 ? { values } : {};
		const before = Date.now();
		const { run: slept } = await sleeping(ask({ options: { limitWaitTime } }));
		const waited = Number(slept.waitTill?.getTime()) - days * 86_400_000;
		expect(waited).toBeGreaterThanOrEqual(before);
		expect(waited).toBeLessThanOrEqual(Date.now());
	});
});

describe('what is refused before anything is sent', () => {
	const refusal = async (parameters: IDataObject, rest: Partial<Scene> = {}) => {
		const { error } = await run(parameters, rest);
		expect(bed.standIn.log).toEqual([]);
		return `${error?.message} | ${error?.description}`;
	};

	it('several items', async () => {
		expect(await refusal(ask(), { items: [ITEM, ITEM] })).toMatch(
			/^This operation waits for one response at a time, but the node received 2 items .*Loop Over Items.*sub-workflow/,
		);
	});

	it('several items, each on the error output', async () => {
		const node = { onError: 'continueErrorOutput' } as const;
		const { output } = await run(ask(), { items: [ITEM, ITEM], node });
		expect(output(NODE, 1)).toHaveLength(2);
		expect(bed.standIn.log).toEqual([]);
	});

	it.each<[string, IDataObject, RegExp]>([
		['a message for nobody', { messageField: locator('') }, /so nobody would see it/],
		['an expression', { approvedOption: '={{ $json.yes }}' }, /'Approved Option' is an expression/],
	])('%s', async (_name, rest, expected) => {
		expect(await refusal(ask(rest))).toMatch(expected);
	});
});

describe('an answer', () => {
	it.each<[string, string | undefined, string, IDataObject]>([
		['approved', 'Approve', 'Fine', { approved: true, decision: 'Approve', comment: 'Fine' }],
		['declined', 'Decline', 'Too dear', { approved: false, comment: 'Too dear' }],
		['unanswered', undefined, '', { approved: false, decision: null, comment: null }],
	])('%s wakes the execution, once', async (outcome, option, comment, data) => {
		const { id, executionId } = await sleeping();
		bed.standIn.integrations.manner = { times: 2 };
		decide(id, option, comment);
		await bed.standIn.integrations.settled();
		expect(calls()[0]).toMatchObject({ status: 200 });
		const [woken] = wokenWith(executionId) ?? [];
		expect(woken).toEqual({
			outcome,
			decision: option ?? null,
			...data,
			comment: comment || null,
			answered_time: expect.stringMatching(/^20\d\d-.*Z$/),
			instance_id: id,
			instance_name: `Approval for n8n ${id}`,
			instance_status: 'running',
			fields: expect.objectContaining({ Question: ITEM.question }),
		});
		expect(JSON.stringify(woken)).not.toContain('signature');
		expect(sleepers.log).toEqual([]);
		expect(bed.standIn.getInstance(id)?.completedTime).not.toBeNull();
	});

	it('is put out as form field values', async () => {
		const { id, executionId } = await sleeping(ask({ responseType: 'formFieldValues' }));
		decide(id, 'Approve', 'Fine');
		await bed.standIn.integrations.settled();
		expect(wokenWith(executionId)).toEqual([
			expect.objectContaining({
				outcome: 'answered',
				fields: expect.objectContaining({ Comment: 'Fine' }),
			}),
		]);
		expect(wokenWith(executionId)?.[0]).not.toHaveProperty('approved');
	});

	it('is read in time when it shows late', async () => {
		const { id, executionId } = await sleeping();
		bed.standIn.faults.add({
			match: { operationId: 'readInstance' },
			kind: { stale: 'lastChange' },
		});
		decide(id, 'Approve');
		await bed.standIn.integrations.settled();
		expect(wokenWith(executionId)).toHaveLength(1);
	});

	it('of a stopped instance says so', async () => {
		const { id, executionId } = await sleeping();
		bed.standIn.stopAsPerson(id);
		expect((await call(urlOf(id))).status).toBe(200);
		expect(wokenWith(executionId)?.[0]).toMatchObject({ approved: false, outcome: 'stopped' });
	});

	it('is waited for until the instance has ended, if wanted', async () => {
		const { id, executionId } = await sleeping(ask({ resumeWhen: 'instanceEnded' }));
		const url = urlOf(id);
		decide(id, 'Approve');
		await bed.standIn.integrations.settled();
		expect(sleepers.isAsleep(executionId)).toBe(true);
		expect(bed.standIn.getInstance(id)?.completedTime).not.toBeNull();
		await call(url);
		expect(wokenWith(executionId)?.[0]).toMatchObject({
			approved: true,
			instance_status: 'completed',
		});
	});
});

describe('the time is up', () => {
	it('and the output says so, in place of what went in', async () => {
		const { executionId, id } = await sleeping();
		const done = await sleepers.timeOut(executionId);
		expect(done.status).toBe('success');
		expect(dataOf(done)).toEqual([{ approved: false, outcome: 'timed_out', instance_id: id }]);
	});

	it('with Execute Once, too', async () => {
		const result = await sleeping(ask(), { items: [ITEM, ITEM], node: { executeOnce: true } });
		expect(dataOf(await sleepers.timeOut(result.executionId))).toHaveLength(1);
	});
});

describe.each<[string, Scene['node']]>([
	['Always Output Data', { alwaysOutputData: true }],
	['the error output', { onError: 'continueErrorOutput' }],
	['Continue On Fail', { onError: 'continueRegularOutput' }],
	['Retry On Fail', { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 }],
])('with %s', (_name, node) => {
	it('the answer and the time-out leave by the first output, once', async () => {
		const answered = await sleeping(ask(), { node });
		decide(answered.id, 'Approve');
		await bed.standIn.integrations.settled();
		expect(wokenWith(answered.executionId)).toEqual([
			expect.objectContaining({ approved: true, instance_id: answered.id }),
		]);
		const late = await sleeping(ask(), { node });
		const done = await sleepers.timeOut(late.executionId);
		expect(dataOf(done)).toEqual([expect.objectContaining({ instance_id: late.id })]);
		expect(done.data.resultData.runData).not.toHaveProperty('Failed');
		expect(post(/instances\/$/)).toBe(2);
	});
});

describe('a call that is no answer', () => {
	it('comes too early, with whatever in it, and changes nothing', async () => {
		const { id, executionId } = await sleeping();
		const answer = await call(urlOf(id), '{"data":{"approved":true},"instance":1}');
		expect(answer.status).toBe(200);
		expect(await answer.json()).toMatchObject({
			resumed: false,
			message: `Step ${REVIEW_STEP_ID} of instance ${id} is not completed yet`,
		});
		expect(sleepers.isAsleep(executionId)).toBe(true);
		decide(id, 'Decline');
		await bed.standIn.integrations.settled();
		expect(wokenWith(executionId)?.[0]).toMatchObject({ outcome: 'declined' });
	});

	it('is about an instance that the same node has asked about before, as in a loop', async () => {
		const before = await sleeping();
		decide(before.id, 'Approve');
		await bed.standIn.integrations.settled();
		const { id, executionId } = await sleeping();
		const signedBefore = new URL(urlOf(id));
		signedBefore.searchParams.set('instance', String(before.id));
		const answer = await call(signedBefore.href);
		expect(answer.status).toBe(200);
		expect(await answer.json()).toEqual({
			ok: true,
			resumed: false,
			message: `The execution is not waiting for instance ${before.id}`,
		});
		expect(sleepers.isAsleep(executionId)).toBe(true);
	});

	it.each([
		['Next Matter cannot be asked', { status: 503 }, 502],
		['the instance is gone', { status: 404, body: { detail: 'Not found.' } }, 404],
	])('when %s, is told so, and may come again', async (_name, fault, status) => {
		const { id, executionId } = await sleeping(ask({ options: { maximumWait: 0 } }));
		bed.standIn.faults.add({ match: { operationId: 'readInstance' }, kind: fault, times: 99 });
		decide(id, 'Approve');
		await bed.standIn.integrations.settled();
		expect(calls().map((one) => one.status)).toEqual([status]);
		expect(sleepers.isAsleep(executionId)).toBe(true);
		expect([...sleepers.log, ...calls().map(({ answer }) => answer)].join()).not.toContain(
			new URL(urlOf(id)).searchParams.get('signature'),
		);
		bed.standIn.faults.clear();
		await bed.standIn.integrations.callAgain(id);
		expect(wokenWith(executionId)?.[0]).toMatchObject({ outcome: 'approved' });
	});
});

describe('Retry On Fail', () => {
	const retries = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	it('goes on with the instance that was started, and with one URL', async () => {
		bed.standIn.faults.add({ match: { operationId: 'completeStep' }, kind: { status: 403 } });
		const { id } = await sleeping(ask(), { node: retries });
		expect([post(/instances\/$/), post(/complete_step/)]).toEqual([1, 2]);
		const { body } = bed.standIn.log.filter(({ path }) => /complete_step/.test(path))[1];
		expect((body as { actions: unknown[] }).actions).toHaveLength(2);
		expect(bed.standIn.getInstance(id)?.activeStepIds).toEqual([REVIEW_STEP_ID]);
	});

	it('never ends in a second instance; the error has the ID of the first, and no URL', async () => {
		const respond = ({ body }: { body?: string }) => ({
			status: 400,
			body: { detail: body ?? '' },
		});
		bed.standIn.faults.add({
			match: { operationId: 'completeStep' },
			kind: { respond },
			times: 9,
		});
		const { error, run: failed } = await run(ask(), { node: retries });
		expect(post(/instances\/$/)).toBe(1);
		expect(error?.message).toMatch(
			/^Instance \d+ was started, but its first step was not completed/,
		);
		expect(JSON.stringify([error, failed.data.resultData.runData])).not.toContain(
			'webhook-waiting',
		);
	});

	it('sleeps on with the instance that was started, when n8n refused to put it to sleep', async () => {
		sleepers.refusals = 2;
		const { id, executionId } = await sleeping(ask(), { node: retries });
		expect([post(/instances\/$/), post(/complete_step/)]).toEqual([1, 1]);
		decide(id, 'Approve');
		await bed.standIn.integrations.settled();
		expect(wokenWith(executionId)).toEqual([
			expect.objectContaining({ approved: true, instance_id: id }),
		]);
	});
});

it('knows its first step by the one that is active', async () => {
	const { id } = await sleeping(ask({ stepId: locator('') }));
	expect(bed.standIn.getInstance(id)?.completedSteps).toHaveProperty(String(ASK_STEP_ID));
});
