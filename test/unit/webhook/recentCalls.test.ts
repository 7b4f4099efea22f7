import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { idempotencyKey } from '../../../nodes/NextMatter/webhook/idempotency';
import { findRecentCall } from '../../../nodes/NextMatter/webhook/recentCalls';

const NOW = Date.parse('2026-03-01T08:00:00Z');
const WINDOW_MS = 60_000;

const callOf = (instanceId: number) => ({ instanceId, event: 'approved', callId: '', body: {} });
const keyOf = (instanceId: number) => idempotencyKey(callOf(instanceId));

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

/** A trigger with what n8n has saved of it; each test has a workflow of its own, as all share a memory. */
function trigger(
	workflow: string,
	{ node = 'a', stored = {} }: { node?: string; stored?: IDataObject } = {},
) {
	const part = {
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: node }),
		getWorkflowStaticData: (type: string) => (type === 'node' ? stored : {}),
	};
	return {
		stored,
		find: (instanceId: number) =>
			findRecentCall(part as unknown as IWebhookFunctions, callOf(instanceId), WINDOW_MS),
	};
}

describe('a call that was accepted', () => {
	it('is known as long as the window is, by the trigger that accepted it', () => {
		const { find } = trigger('known');
		find(1).remember(true);
		jest.setSystemTime(NOW + WINDOW_MS - 1);
		expect(find(1).acceptedAt()).toBe(NOW);
		expect(find(2).acceptedAt()).toBeUndefined();
		expect(trigger('known', { node: 'b' }).find(1).acceptedAt()).toBeUndefined();
		expect(trigger('unknown').find(1).acceptedAt()).toBeUndefined();
		jest.setSystemTime(NOW + WINDOW_MS);
		expect(find(1).acceptedAt()).toBeUndefined();
	});

	it('has an ID of its own for each trigger, instance and event', () => {
		const ids = [
			trigger('ids').find(1).id,
			trigger('ids').find(2).id,
			trigger('ids', { node: 'b' }).find(1).id,
			trigger('ids b').find(1).id,
		];
		expect(new Set(ids).size).toBe(4);
		expect(trigger('ids').find(1).id).toBe(ids[0]);
	});

	it('is known by what n8n has saved, after a restart', () => {
		const { find } = trigger('saved', { stored: { calls: { [keyOf(1)]: NOW - 1000 } } });
		expect(find(1).acceptedAt()).toBe(NOW - 1000);
	});

	it('is saved together with those that were saved before, and those known here only', () => {
		const saved = { calls: { [keyOf(1)]: NOW - 1000, [keyOf(2)]: NOW - WINDOW_MS } };
		const { find } = trigger('together', { stored: saved });
		find(3).remember(false);
		find(4).remember(true);
		expect(saved.calls).toEqual({ [keyOf(1)]: NOW - 1000, [keyOf(3)]: NOW, [keyOf(4)]: NOW });
	});

	it('is not saved unless it is meant to outlast a restart', () => {
		const { find, stored } = trigger('fleeting');
		const call = find(1);
		call.remember(false);
		call.markAsChanged();
		expect(stored).toEqual({});
		expect(find(1).acceptedAt()).toBe(NOW);
	});

	it('is saved by what an earlier one notes after it as well, as n8n saves what either has noted as a whole', () => {
		const [one, other] = [trigger('at once'), trigger('at once')];
		const earlier = one.find(1);
		earlier.remember(true);
		other.find(2).remember(true);
		earlier.markAsChanged();
		expect(one.stored.calls).toEqual({ [keyOf(1)]: NOW, [keyOf(2)]: NOW });
		expect(other.stored.calls).toEqual(one.stored.calls);
	});

	it('is saved once more when n8n has lost that it was', () => {
		const { find, stored } = trigger('once more');
		const call = find(1);
		call.remember(true);
		delete stored.calls;
		call.markAsChanged();
		expect(stored.calls).toEqual({ [keyOf(1)]: NOW });
	});
});

describe('a call that was answered with a failure', () => {
	it('is forgotten, though n8n has saved it meanwhile, and no other one is', () => {
		const { find } = trigger('failed');
		find(1).remember(true);
		find(2).remember(true);
		jest.setSystemTime(NOW + 10);
		find(1).forget();
		expect(find(1).acceptedAt()).toBeUndefined();
		expect(find(2).acceptedAt()).toBe(NOW);
	});

	it('is not saved anew with the calls after it', () => {
		const { find, stored } = trigger('not anew');
		find(1).remember(true);
		find(1).forget();
		find(2).remember(true);
		expect(stored.calls).toEqual({ [keyOf(2)]: NOW });
	});

	it('is known once it was accepted after that', () => {
		const { find, stored } = trigger('again');
		find(1).remember(true);
		find(1).forget();
		jest.setSystemTime(NOW + 10);
		find(1).remember(true);
		expect(find(1).acceptedAt()).toBe(NOW + 10);
		// As n8n has it, once another process asks.
		expect(stored.calls).toEqual({ [keyOf(1)]: NOW + 10 });
	});

	it('is known where n8n has saved that another process accepted it after that', () => {
		const { find, stored } = trigger('elsewhere');
		find(1).remember(false);
		find(1).forget();
		stored.calls = { [keyOf(1)]: NOW + 10 };
		jest.setSystemTime(NOW + 20);
		expect(find(1).acceptedAt()).toBe(NOW + 10);
	});
});
