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

	it.each([null, iso(NOW - 1000)])(
		'keeps the mark with the completed time %j, while what is left may come before it',
		async (completed_time) => {
			const entries = [{ id: 9001, status: 'completed' }, { id: 9002 }];
			const { observations, nextFrom } = await read(entries, whole({ completed_time }), 1);
			expect(observations.map(({ id }) => id)).toEqual([9001]);
			expect(nextFrom).toBe(FROM);
		},
	);
});
