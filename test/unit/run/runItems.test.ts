import { sleep, type IDataObject } from 'n8n-workflow';
import { answerWith, idOf, item, succeed, respondBy, run, summaryOf } from './itemRun';

describe('the items of a run', () => {
	it('keep their order within an instance, and all are sent', async () => {
		const items = [item(1, 11), item(2, 21), item(1, 12), item(2, 22), item(1, 13)];
		const { outcomes, bodies } = await run({ items, respond: succeed });
		expect(summaryOf(outcomes)).toEqual(Array(5).fill('done'));
		expect(bodies.filter((body) => body.startsWith('1/'))).toEqual(['1/11', '1/12', '1/13']);
		expect(bodies.filter((body) => body.startsWith('2/'))).toEqual(['2/21', '2/22']);
	});

	it('go out side by side, as many as were chosen with the first item', async () => {
		let underWay = 0;
		let most = 0;
		const respond = async ({ url }: IDataObject) => {
			most = Math.max(most, (underWay += 1));
			await sleep(5);
			underWay -= 1;
			return answerWith(200, url);
		};
		const items = [1, 2, 3, 4, 5, 6, 7].map((id) => item(id, 5001, { concurrency: id + 2 }));
		await run({ items, respond });
		expect(most).toBe(3);
		most = 0;
		await run({ items: items.map((one) => ({ ...one, options: {} })), respond });
		expect(most).toBe(7);
	});

	it('wait for their answers as long as was chosen', async () => {
		const items = [item(1, 5001, { timeout: 7 })];
		const { requests } = await run({ items, respond: succeed });
		expect(requests).toMatchObject([{ timeout: 7000 }]);
	});

	it('that could not be prepared stay failed, and the others are sent', async () => {
		const items = [item(1, ''), item(2), item(1)];
		const { outcomes, bodies } = await run({ items, continues: true, respond: succeed });
		expect(summaryOf(outcomes)).toEqual(['not-sent', 'done', 'done']);
		expect(bodies).toHaveLength(2);
	});
});

describe('when no more requests are taken for now', () => {
	const tool = { type: 'n8n-nodes-nextmatter.nextMatterTool' };
	it.each([
		['a node waits', {}, {}, 'done'],
		['a node that is told to fail does not wait', { ifHourlyLimitReached: 'fail' }, {}, 'rejected'],
		['nobody waits while a person talks to an AI agent', {}, tool, 'rejected'],
	])('%s', async (_, options, changes, expected) => {
		const limited = { statusCode: 429, headers: { 'retry-after': '0.01' } };
		const responses = [limited, answerWith(200, 'instances/1')];
		const { outcomes } = await run({ items: [item(1, 5001, options)], changes, responses });
		expect(summaryOf(outcomes)).toEqual([expected]);
	});

	it.each([
		['a person learns which options help', {}, true],
		['a model, which cannot set any, does not', tool, false],
	])('%s', async (_, changes, isTold) => {
		const responses = [{ statusCode: 429, headers: { 'retry-after': '3600' } }];
		const items = [item(1, 5001, { ifHourlyLimitReached: 'fail' })];
		const { outcomes } = await run({ items, changes, responses });
		const [remedy] = outcomes.map((one) => (one.kind === 'failed' ? one.failure.remedy : ''));
		expect(remedy).toMatch(/^Next Matter asks you to wait 3600 seconds\. .*\. Try again later/);
		expect(remedy.includes("set the option 'If the Hourly Limit Is Reached' to Wait")).toBe(isTold);
	});
});

describe('when an item fails and the node continues', () => {
	it('they are skipped if that was chosen, and say which item was the reason', async () => {
		const options = { ifItemFails: 'skipInstance' };
		const items = [item(2, 5001, options), item(1), item(2), item(1, 12), item(1, 13), item(1, '')];
		const ran = await run({ items, continues: true, respond: respondBy({ 1: 401 }) });
		expect(summaryOf(ran.outcomes)).toEqual([
			'done',
			'rejected',
			'done',
			'not-sent',
			'not-sent',
			'not-sent',
		]);
		for (const [index, stepId] of [
			[3, 12],
			[4, 13],
		]) {
			expect(ran.outcomes[index]).toEqual({
				kind: 'failed',
				failure: {
					message: `The request to complete step ${stepId} of instance 1 was not sent: item 1 of the same instance failed`,
					remedy:
						"Fix the problem with that item, then run this one again. The option 'On Item Failure' is set to skip the remaining items of the instance.",
					certainty: 'not-sent',
					details: { instanceId: 1, stepId },
				},
			});
		}
		expect(ran.outcomes[5]).toMatchObject({
			failure: { message: 'The ID of the step is missing' },
		});
		expect(ran.bodies).toEqual(['2/5001', '1/5001', '2/5001']);
	});

	it('an item that could not be prepared breaks its instance as well', async () => {
		const items = [item(1, '', { ifItemFails: 'skipInstance' }), item(1), item(2)];
		const { outcomes, bodies } = await run({ items, continues: true, respond: succeed });
		expect(summaryOf(outcomes)).toEqual(['not-sent', 'not-sent', 'done']);
		expect(bodies).toEqual(['2/5001']);
	});

	it('one whose instance cannot be read breaks none', async () => {
		const unreadable = { ...item(1, 5001, { ifItemFails: 'skipInstance' }), instanceId: '' };
		const items = [unreadable, unreadable, item(1)];
		const { outcomes } = await run({ items, continues: true, respond: succeed });
		expect(summaryOf(outcomes)).toEqual(['not-sent', 'not-sent', 'done']);
	});
});

describe('when an item fails and the node stops', () => {
	it('nothing new is begun', async () => {
		const items = [item(1, 5001, { concurrency: 1 }), item(2), item(3), item(2)];
		const { outcomes, bodies } = await run({ items, respond: respondBy({ 2: 401 }) });
		expect(summaryOf(outcomes)).toEqual(['done', 'rejected', 'not-sent', 'not-sent']);
		expect(bodies).toEqual(['1/5001', '2/5001']);
		expect(outcomes[2]).toEqual({
			kind: 'failed',
			failure: {
				message:
					'The request to complete step 5001 of instance 3 was not sent: another item failed, and the node is set to stop there',
				remedy: 'Fix the problem with the other item, then run this one again',
				certainty: 'not-sent',
				isConsequence: true,
				details: { instanceId: 3, stepId: 5001 },
			},
		});
	});

	it('what is under way is waited for', async () => {
		const respond = ({ url }: IDataObject) =>
			idOf(url) === 1 ? sleep(20).then(() => answerWith(200, url)) : answerWith(401, url);
		const { outcomes } = await run({ items: [item(1), item(2)], respond });
		expect(summaryOf(outcomes)).toEqual(['done', 'rejected']);
	});
});

describe('when the execution is stopped', () => {
	it('nothing more is sent, and every item says so', async () => {
		const controller = new AbortController();
		const respond = ({ url }: IDataObject) => {
			controller.abort();
			return answerWith(200, url);
		};
		const items = [item(1, 5001, { concurrency: 1 }), item(2), item(3, '')];
		const surroundings = { items, continues: true, respond, signal: controller.signal };
		const { outcomes, bodies } = await run(surroundings);
		expect(bodies).toEqual(['1/5001']);
		expect(summaryOf(outcomes)).toEqual(['unknown', 'not-sent', 'not-sent']);
		expect(outcomes[1]).toMatchObject({
			failure: {
				message: expect.stringMatching(/the execution was stopped before this item's turn$/),
			},
		});
		expect(outcomes[2]).toMatchObject({ failure: { message: 'The ID of the step is missing' } });
	});
});
