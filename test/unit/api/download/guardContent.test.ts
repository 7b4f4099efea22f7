/* eslint-disable @n8n/community-nodes/no-restricted-imports -- streams as the host hands them on; never ships */
import { Readable } from 'node:stream';
import { guardContent } from '../../../../nodes/NextMatter/api/download/guardContent';

/** A file that comes when the test says so, on a clock of its own. */
function guarded(maxBytes = 1000) {
	const timeouts: AbortController[] = [];
	jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
		const controller = new AbortController();
		timeouts.push(controller);
		return controller.signal;
	});
	const clock = jest.spyOn(Date, 'now').mockReturnValue(0);
	const body = new Readable({ read: () => undefined });
	const content = guardContent(body, { maxBytes, idleMs: 5000, mayBePage: false });
	const pieces = content.stream[Symbol.asyncIterator]();
	const take = async (at: number, bytes = 1) => {
		clock.mockReturnValue(at);
		body.push('a'.repeat(bytes));
		await pieces.next();
	};
	return { content, body, timeouts, take };
}

afterEach(() => jest.restoreAllMocks());

describe('the content of a file', () => {
	it('is waited for anew with what comes, once a second at most', async () => {
		const { content, body, timeouts, take } = guarded();
		const counts: number[] = [];
		for (const at of [0, 999, 1000, 1999, 2000]) {
			await take(at);
			counts.push(timeouts.length);
		}
		expect(counts).toEqual([1, 1, 2, 2, 3]);
		for (const earlier of timeouts.slice(0, -1)) earlier.abort();
		await take(2001);
		expect(content.trouble()).toBeUndefined();
		timeouts[2].abort();
		await expect(content.givenUp).rejects.toThrow('not read to its end');
		expect([content.trouble(), content.size(), body.destroyed]).toEqual(['ETIMEDOUT', 6, true]);
	});

	it('is taken no longer when it comes too slowly in the long run', async () => {
		const { content, take } = guarded();
		await take(5001, 10);
		expect(content.size()).toBe(10);
		await expect(take(5003, 10)).rejects.toThrow('not read to its end');
		expect(content.trouble()).toBe('ETIMEDOUT');
	});

	it('ends nothing when it breaks off and nobody reads it any more', async () => {
		const { content, body } = guarded();
		content.stream.read();
		body.destroy(new Error('reset'));
		await new Promise((resolve) => content.stream.once('close', resolve));
		expect(content.trouble()).toEqual({ error: new Error('reset') });
	});

	it('is let go of, whether it was read or not', () => {
		const { content, body, timeouts } = guarded();
		content.close();
		timeouts[0].abort();
		expect([content.trouble(), content.stream.destroyed, body.destroyed]).toEqual([
			undefined,
			true,
			true,
		]);
	});
});
