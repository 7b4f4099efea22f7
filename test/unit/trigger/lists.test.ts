import type { IDataObject } from 'n8n-workflow';
import { readSince } from '../../../nodes/NextMatter/trigger/lists';
import { openSource } from '../../../nodes/NextMatter/trigger/source';
import { answering, idIn, iso, NOW, timed, whole } from './made';

const FROM = NOW - 300_000;

function read(entries: readonly IDataObject[], instance: IDataObject, maxReads = 10) {
	const { send } = answering((request) => {
		const id = idIn(request);
		return id === undefined ? timed(entries) : timed({ ...instance, id });
	});
	const source = openSource(send, { workflowId: 120, query: {}, maxReads });
	return readSince(source, 'completed', { from: FROM, seen: {} });
}

describe('readSince', () => {
	it('takes an entry whose time nobody tells as it comes', async () => {
		const { observations, nextFrom } = await read(
			[{ id: 9001, status: 'completed' }],
			whole({ completed_time: null }),
		);
		expect(observations.map(({ id, isRead }) => [id, isRead])).toEqual([[9001, true]]);
		expect(nextFrom).toBeUndefined();
	});

	it('leaves the mark where it is when what may not be read yet may come before it', async () => {
		const ended = whole({ completed_time: iso(NOW - 1000) });
		const { observations, nextFrom } = await read([{ id: 9001 }, { id: 9002 }], ended, 1);
		expect(observations.map(({ id }) => id)).toEqual([9001]);
		expect(nextFrom).toBe(FROM);
	});
});
