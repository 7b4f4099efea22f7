/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a stream as the host hands it on */
import { getEventListeners } from 'node:events';
import { Readable } from 'node:stream';
import { readContent } from '../../../nodes/NextMatter/api/content';

const open = new AbortController().signal;

describe('reading an answer', () => {
	it('puts its pieces together, whatever they cut through', async () => {
		const bytes = Buffer.from('\uFEFF{"a": "ü€"}');
		const body = Readable.from([...bytes].map((byte) => Buffer.from([byte])));
		expect(await readContent(body, open)).toEqual({ text: '{"a": "ü€"}', isCut: false });
	});

	it.each<[unknown]>([['text'], [undefined], [null]])(
		'leaves alone what the host has read: %j',
		async (body) => {
			expect(await readContent(body, open)).toEqual({ text: body, isCut: false });
		},
	);

	it('reads no more than is allowed, and lets go of the rest', async () => {
		let given = 0;
		const body = Readable.from(
			(function* () {
				for (;;) {
					given += 1;
					yield Buffer.alloc(10, 97);
				}
			})(),
			{ highWaterMark: 1 },
		);
		const content = await readContent(body, open, 25);
		expect(content).toEqual({ text: 'a'.repeat(25), isCut: true });
		expect(body.destroyed).toBe(true);
		expect(given).toBeLessThan(10);
	});

	it('takes what has only a part of a stream for what the host has read', async () => {
		const iterable = { [Symbol.asyncIterator]: () => undefined };
		for (const body of [iterable, { ...iterable, destroy: 1 }, { destroy: () => undefined }])
			expect(await readContent(body, open)).toEqual({ text: body, isCut: false });
	});

	it('lets go of what was read to its end, and of the signal', async () => {
		const { signal } = new AbortController();
		const body = Readable.from([Buffer.from('abc')], { autoDestroy: false });
		await readContent(body, signal);
		expect(body.destroyed).toBe(true);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it('reads nothing when it is told to end before', async () => {
		const controller = new AbortController();
		controller.abort();
		const body = new Readable({ read() {} });
		await expect(readContent(body, controller.signal)).rejects.toThrow();
		expect(body.destroyed).toBe(true);
	});

	it('takes as much as is allowed', async () => {
		const body = Readable.from([Buffer.from('abc')]);
		expect(await readContent(body, open, 3)).toEqual({ text: 'abc', isCut: false });
	});

	it('ends when it is told to', async () => {
		const controller = new AbortController();
		const body = new Readable({ read() {} });
		const content = readContent(body, controller.signal);
		controller.abort();
		await expect(content).rejects.toThrow();
		expect(body.destroyed).toBe(true);
	});
});
