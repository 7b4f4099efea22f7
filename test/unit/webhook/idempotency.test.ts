import * as fc from 'fast-check';
import {
	acceptedAt,
	idempotencyKey,
	MAX_REMEMBERED_CALLS,
	readLog,
	withCall,
	type CallLog,
} from '../../../nodes/NextMatter/webhook/idempotency';

const windowMs = 1000;

describe('the log of calls', () => {
	it('knows a call for as long as the window is', () => {
		const log = withCall({}, 'a', { now: 5000, windowMs });
		expect(acceptedAt(log, 'a', { now: 5999, windowMs })).toBe(5000);
		expect(acceptedAt(log, 'a', { now: 6000, windowMs })).toBeUndefined();
		expect(acceptedAt(log, 'b', { now: 5000, windowMs })).toBeUndefined();
	});

	it('forgets a time that a clock which was set back has left in the far future', () => {
		const log = withCall({}, 'a', { now: 9000, windowMs });
		expect(acceptedAt(log, 'a', { now: 5000, windowMs })).toBeUndefined();
	});

	it('holds no more than it may, and drops the oldest', () => {
		let log: CallLog = {};
		for (let call = 0; call < MAX_REMEMBERED_CALLS + 10; call += 1) {
			log = withCall(log, String(call), { now: call, windowMs: 1e6 });
		}
		expect(Object.keys(log)).toHaveLength(MAX_REMEMBERED_CALLS);
		const time = { now: MAX_REMEMBERED_CALLS + 10, windowMs: 1e6 };
		expect(acceptedAt(log, '9', time)).toBeUndefined();
		expect(acceptedAt(log, '10', time)).toBe(10);
	});

	it('drops what is older than the window', () => {
		const log = withCall({ old: 0, recent: 4500 }, 'new', { now: 5000, windowMs });
		expect(log).toEqual({ recent: 4500, new: 5000 });
	});

	it('is empty where nothing was saved', () => {
		expect(readLog(undefined)).toEqual({});
	});

	it('reads what was saved, but for what is no time', () => {
		expect(readLog({ a: 5, b: '5', c: 0 })).toEqual({ a: 5, c: 0 });
	});
});

describe('idempotencyKey', () => {
	const call = (instanceId: number, event: string, callId = '') => ({
		instanceId,
		event,
		callId,
		body: {},
	});

	it('is the one that calls were saved with before an update', () => {
		expect(idempotencyKey(call(9001, 'approved'))).toBe('[9001,"approved"]');
		expect(idempotencyKey(call(9001, 'approved', 'a'))).toBe('[9001,"approved","a"]');
	});

	it('is the same only for the same instance, event and call ID', () => {
		const text = fc.string({ maxLength: 5 });
		const calls = fc.tuple(fc.integer({ min: 1, max: 12 }), text, text);
		fc.assert(
			fc.property(calls, calls, (a, b) => {
				const isSame = JSON.stringify(a) === JSON.stringify(b);
				expect(idempotencyKey(call(...a)) === idempotencyKey(call(...b))).toBe(isSame);
			}),
		);
	});
});
