import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, Reply } from '../../../nodes/NextMatter/api/types';
import { readRunning, takeBaseline } from '../../../nodes/NextMatter/trigger/baseline';
import type { EventName } from '../../../nodes/NextMatter/trigger/events';
import { OVERLAP_MS } from '../../../nodes/NextMatter/trigger/watermark';
import { watchedBy, type TriggerSettings } from '../../../nodes/NextMatter/trigger/settings';
import { openSource } from '../../../nodes/NextMatter/trigger/source';
import { answering, idIn, iso, NOW, settingsFor, timed, timeless, whole } from './made';

interface Server {
	readonly entries: readonly IDataObject[];
	/** The instance itself; one that is not among them is gone. */
	readonly instances?: readonly IDataObject[];
	readonly next?: string;
	readonly answer?: (value: unknown, status?: number) => Reply;
	readonly maxReads?: number;
}

function open({ entries, instances = [], next, answer = timed, maxReads = 10 }: Server) {
	const answerTo = (request: ApiRequest): Reply => {
		const id = idIn(request);
		if (id === undefined) return answer({ results: entries, ...(next && { next }) });
		const found = instances.find((one) => one.id === id);
		return found ? answer(found) : answer({ detail: 'Not found.' }, 404);
	};
	const { send, requests } = answering(answerTo);
	return { source: openSource(send, { workflowId: 120, query: {}, maxReads }), requests };
}

const markOf = async (server: Server) => {
	const { watermarks } = await takeBaseline(open(server).source, settingsFor(['instanceUpdated']));
	return watermarks.updated;
};

describe('where a new beginning begins', () => {
	it('is with everything where there is nothing yet', async () => {
		await expect(markOf({ entries: [] })).resolves.toEqual({ from: 0, seen: {} });
	});

	it('is with what comes after the newest time of the list', async () => {
		const time = NOW - 60_000;
		const watermark = await markOf({ entries: [whole({ last_updated_time: iso(time) })] });
		expect(watermark).toMatchObject({ from: time - OVERLAP_MS, seen: { 9001: time } });
	});

	it('is after the newest entry where the list shows no times', async () => {
		const watermark = await markOf({
			entries: [{ id: 9001 }],
			instances: [whole({ last_updated_time: iso(NOW - 60_000) })],
		});
		expect(watermark).toEqual({ from: NOW - 59_000, seen: {} });
	});

	it('is in the second of the newest entry, as long as more may come in it', async () => {
		const watermark = await markOf({
			entries: [{ id: 9001 }],
			instances: [whole({ last_updated_time: iso(NOW) })],
		});
		expect(watermark).toMatchObject({ from: NOW, seen: { 9001: NOW + 999 } });
	});

	it.each([
		['after the second of the newest entry, if that is over', NOW - 2000, NOW - 1000],
		['in that second, if it may not be over by another clock', NOW - 1000, NOW - 1000],
	])('is %s', async (_where, time, from) => {
		const instances = [whole({ last_updated_time: iso(time) })];
		await expect(markOf({ entries: [{ id: 9001 }], instances })).resolves.toMatchObject({ from });
	});

	it('is after the second of the newest entry where there are more than the page shows', async () => {
		const watermark = await markOf({
			entries: [{ id: 9001 }],
			instances: [whole({ last_updated_time: iso(NOW) })],
			next: 'https://core.nextmatter.com/?page=2',
		});
		expect(watermark).toEqual({ from: NOW + 1000, seen: {} });
	});

	it('is after the oldest that the page shows where there are more, so that none of them is reported', async () => {
		const [time, old] = [NOW - 60_000, NOW - 90_000];
		const entries = [
			whole({ last_updated_time: iso(time) }),
			whole({ id: 9002, last_updated_time: iso(old) }),
		];
		const next = 'https://core.nextmatter.com/?page=2';
		await expect(markOf({ entries, next })).resolves.toMatchObject({
			from: old + 1000,
			seen: { 9001: time },
		});
	});

	it('is with all that the page shows seen, also where it shows no time', async () => {
		const [time, old] = [NOW - 60_000, NOW - 90_000];
		const entries = [
			whole({ last_updated_time: iso(time) }),
			whole({ id: 9002, last_updated_time: iso(old) }),
			{ ...whole({ id: 9003 }), last_updated_time: null },
		];
		const watermark = await markOf({ entries });
		expect(watermark).toMatchObject({
			from: NOW - OVERLAP_MS,
			seen: { 9001: time, 9002: old, 9003: NOW + 999 },
		});
	});

	it("is at the server's time where the newest entry is gone", async () => {
		await expect(markOf({ entries: [{ id: 9001 }] })).resolves.toMatchObject({ from: NOW });
	});

	it('is before all time where nobody tells any, so that nothing is lost', async () => {
		const watermark = await markOf({ entries: [{ id: 9001 }], answer: timeless });
		expect(watermark).toMatchObject({ from: 0, seen: { 9001: 999 } });
	});

	it('is as the list shows it where the server does not tell its time', async () => {
		const time = NOW - 60_000;
		const watermark = await markOf({
			entries: [{ id: 9001 }],
			instances: [whole({ last_updated_time: iso(time) })],
			answer: timeless,
		});
		expect(watermark).toMatchObject({ from: time, seen: { 9001: time + 999 } });
	});
});

describe('what a new beginning follows', () => {
	const begin = async (events: TriggerSettings['events'], server: Partial<Server> = {}) => {
		const { source, requests } = open({ entries: [], ...server });
		const state = await takeBaseline(source, settingsFor(events));
		return { state, queries: requests.map(({ query }) => query) };
	};

	it.each<[EventName, string[]]>([
		['instanceStarted', ['started']],
		['instanceCompleted', ['completed']],
		['instanceStopped', ['stopped']],
		['stepActive', ['updated']],
		['stepOverdue', []],
	])('for %s is %j', async (event, watermarks) => {
		const { state } = await begin([event]);
		expect(Object.keys(state.watermarks)).toEqual(watermarks);
		expect(Object.keys(state.overdue)).toEqual(event === 'stepOverdue' ? [event] : []);
	});

	it('is kept with what it is valid for, and when it was read', async () => {
		const { state, queries } = await begin(['instanceStarted']);
		expect(state).toEqual({
			version: 1,
			watched: watchedBy(settingsFor(['instanceStarted'])),
			serverTime: NOW,
			listedAt: NOW,
			watermarks: { started: { from: 0, seen: {} } },
			activeSteps: {},
			overdue: {},
		});
		expect(queries).toEqual([{ page_size: '500', ordering: '-started_time' }]);
		const timelessly = await begin(['instanceStarted'], { answer: timeless });
		expect(timelessly.state).not.toHaveProperty('serverTime');
		expect(timelessly.state).not.toHaveProperty('listedAt');
	});

	it('holds the deadlines that have passed by then, which are not reported', async () => {
		const entries = [whole({ deadline: iso(NOW - 5000) })];
		const { state, queries } = await begin(['instanceOverdue'], { entries });
		expect(state.overdue).toEqual({ instanceOverdue: { reported: { 9001: [NOW - 5000] } } });
		// The first one is for the server's time.
		expect(queries).toMatchObject([{ page_size: '1' }, { deadline_before: iso(NOW) }]);
		const both = await begin(['instanceStarted', 'instanceOverdue'], { entries });
		expect(both.queries.map((query) => query?.ordering)).toEqual(['-started_time', 'deadline']);
	});

	it('takes what is running from a list of its own', async () => {
		const { queries } = await begin(['stepActive']);
		expect(queries.map((query) => [query?.status, query?.ordering])).toEqual([
			[undefined, '-last_updated_time'],
			['running', 'started_time'],
		]);
	});
});

describe('the active steps at a new beginning', () => {
	const begin = async (server: Server, steps?: number[]) => {
		const settings = settingsFor(['stepActive'], steps && { steps });
		return (await takeBaseline(open(server).source, settings)).activeSteps;
	};
	const short = [{ id: 9001 }, { id: 9002 }, { id: 9003 }];

	it('are those of the running instances that still are', async () => {
		const entries = [whole(), whole({ id: 9002, completed_time: iso(NOW) })];
		await expect(begin({ entries })).resolves.toEqual({ 9001: [1] });
	});

	it('are those that are watched', async () => {
		const entries = [whole({ active_step_ids: [1, 2] }), whole({ id: 9002 })];
		await expect(begin({ entries }, [2])).resolves.toEqual({ 9001: [2] });
	});

	it('are not known of an instance that does not say', async () => {
		const silent = whole({ active_step_ids: null });
		await expect(begin({ entries: short.slice(0, 1), instances: [silent] })).resolves.toEqual({
			9001: null,
		});
	});

	it('are not known of those that may not be read any more', async () => {
		const instances = [whole(), whole({ id: 9002 }), whole({ id: 9003 })];
		// The first read is for the watermark.
		await expect(begin({ entries: short, instances, maxReads: 2 })).resolves.toEqual({
			9001: [1],
			9002: null,
			9003: null,
		});
	});

	it('leave out an instance that is gone since it was listed', async () => {
		const { source } = open({ entries: short, instances: [whole({ id: 9002 })] });
		const running = await readRunning(source);
		expect(running.map(({ id }) => id)).toEqual([9002]);
	});
});
