import type { IDataObject } from 'n8n-workflow';
import { CREDENTIAL } from './fakeContext';
import { idOf, item, succeed, respondBy, run, summaryOf } from './itemRun';

describe('when n8n runs the node again', () => {
	const items = [item(1, 5001, { concurrency: 1 }), item(2)];

	it('what is done is not sent again, and put out as it was', async () => {
		const store = {};
		const first = await run({ items, store, respond: respondBy({ 2: 401 }) });
		expect(summaryOf(first.outcomes)).toEqual(['done', 'rejected']);
		const again = await run({ items, store, respond: succeed });
		expect(summaryOf(again.outcomes)).toEqual(['done', 'done']);
		expect(again.bodies).toEqual(['2/5001']);
		expect(again.outcomes[0]).toEqual(first.outcomes[0]);
	});

	it('what may have been done is read before anything is sent', async () => {
		const store = {};
		const first = await run({ items, store, respond: respondBy({ 2: 500 }) });
		expect(summaryOf(first.outcomes)).toEqual(['done', 'unknown']);
		const respond = ({ url }: IDataObject) => ({
			statusCode: 200,
			body: JSON.stringify({
				id: idOf(url),
				active_step_ids: [],
				process_snapshot: { steps: [{ id: 5001, completed_time: new Date().toISOString() }] },
			}),
			headers: { date: new Date().toUTCString() },
		});
		const again = await run({ items, store, respond });
		expect(summaryOf(again.outcomes)).toEqual(['done', 'done']);
		expect(again.requests).toMatchObject([{ method: 'GET' }]);
		expect(again.outcomes[1]).toMatchObject({ json: { step_outcome: 'confirmed_by_read' } });
	});

	it('what was done by another key is no success of a run that is stopped before it could prove it', async () => {
		const store = {};
		const create = {
			operation: 'create',
			mode: 'none',
			workflowId: 101,
			options: { maximumWait: 0 },
		};
		const started = { statusCode: 201, body: JSON.stringify({ id: 9001, process: 101 }) };
		const created = { items: [create, create], store };
		const first = await run({ ...created, responses: [started, { statusCode: 401 }] });
		expect(summaryOf(first.outcomes)).toEqual(['done', 'rejected']);
		const others = { credential: { ...CREDENTIAL, apiKey: 'abd' }, signal: AbortSignal.abort() };
		const again = await run({ ...created, ...others });
		expect(summaryOf(again.outcomes)).toEqual(['not-sent', 'not-sent']);
		const ours = await run({ ...created, signal: AbortSignal.abort() });
		expect(summaryOf(ours.outcomes)).toEqual(['done', 'not-sent']);
	});

	it('what ended in an error of this package itself is not sent again', async () => {
		const store = {};
		const unreadable = {
			get id(): number {
				throw new TypeError('broken');
			},
		};
		const respond = () => ({ statusCode: 200, body: unreadable });
		const first = await run({ items: [item(1)], store, respond });
		const again = await run({ items: [item(1)], store, respond: succeed });
		expect(summaryOf(first.outcomes)).toEqual(['unknown']);
		expect(again.outcomes).toEqual(first.outcomes);
		expect(again.requests).toEqual([]);
	});

	it('another item in its place is sent', async () => {
		const store = {};
		await run({ items, store, respond: respondBy({ 2: 401 }) });
		const others = { items: [item(3), item(2)], json: [{ other: true }] };
		const { bodies } = await run({ ...others, store, respond: succeed });
		expect(bodies).toEqual(['3/5001', '2/5001']);
	});

	it('the next round of a loop is sent', async () => {
		const store = {};
		await run({ items, store, respond: respondBy({ 2: 401 }) });
		const { bodies } = await run({ items, store, runIndex: 1, respond: succeed });
		expect(bodies).toEqual(['1/5001', '2/5001']);
	});

	it('what is done is not sent again by a node that continues', async () => {
		const store = {};
		const continuing = { items, store, continues: true, changes: { retryOnFail: true } };
		await run({ ...continuing, respond: respondBy({ 2: 401 }) });
		const { bodies } = await run({ ...continuing, respond: succeed });
		expect(bodies).toEqual(['2/5001']);
	});

	it('nothing is remembered where the node continues and n8n does not try again', async () => {
		const store = {};
		await run({ items, store, continues: true, respond: respondBy({ 2: 401 }) });
		expect(store).toEqual({});
	});

	it('nothing is remembered once all is done', async () => {
		const store = {};
		await run({ items, store, respond: succeed });
		expect(store).toEqual({});
	});
});
