/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the listeners of a signal, and a timer to wait with */
import { getEventListeners } from 'node:events';
import { openDeadline } from '../../../nodes/NextMatter/api/deadline';

const HOUR = 3_600_000;

describe('a deadline', () => {
	it('gives up in time', async () => {
		const keepAlive = setInterval(() => {}, 1000);
		const deadline = openDeadline(5);
		expect(await deadline.givenUp).toBe('ETIMEDOUT');
		clearInterval(keepAlive);
		expect(deadline.signal.aborted).toBe(true);
	});

	it('takes a part of a millisecond, which 64.1 seconds have, for a whole one', async () => {
		const stop = new AbortController();
		const deadline = openDeadline(64.1 * 1000, stop.signal);
		stop.abort();
		expect(await deadline.givenUp).toBe('ERR_CANCELED');
	});

	it('gives up when the execution is stopped, or has been already', async () => {
		const controller = new AbortController();
		const deadline = openDeadline(HOUR, controller.signal);
		controller.abort();
		expect(await deadline.givenUp).toBe('ERR_CANCELED');
		expect(deadline.signal.aborted).toBe(true);
		expect(await openDeadline(HOUR, controller.signal).givenUp).toBe('ERR_CANCELED');
	});

	it('that is closed gives up no longer', async () => {
		const controller = new AbortController();
		const deadline = openDeadline(HOUR, controller.signal);
		deadline.close();
		controller.abort();
		const first = await Promise.race([deadline.givenUp, Promise.resolve('open')]);
		expect([first, deadline.signal.aborted]).toEqual(['open', false]);
	});

	it('leaves nothing behind after 10,000 requests', () => {
		const { signal } = new AbortController();
		for (let count = 0; count < 10_000; count += 1) openDeadline(HOUR, signal).close();
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});
