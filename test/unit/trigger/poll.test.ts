import type { ApiRequest } from '../../../nodes/NextMatter/api/types';
import { pollOnce } from '../../../nodes/NextMatter/trigger/poll';
import type { TriggerState } from '../../../nodes/NextMatter/trigger/state';
import { watchedBy, type TriggerSettings } from '../../../nodes/NextMatter/trigger/settings';
import { answering, idIn, iso, NOW, settingsFor, timed, timeless, whole } from './made';

const stateFor = (settings: TriggerSettings, more: Partial<TriggerState> = {}): TriggerState => ({
	version: 1,
	watched: watchedBy(settings),
	watermarks: {},
	activeSteps: {},
	overdue: {},
	...more,
});
const isOfRunning = ({ query }: ApiRequest) => query?.status === 'running';

describe('a state that lacks a part', () => {
	it('makes a new beginning where a watermark is missing, which would never tell anything', async () => {
		const settings = settingsFor(['instanceStarted', 'instanceUpdated']);
		const { send } = answering(() => timed([whole()]));
		const watermarks = { started: { from: NOW - 300_000, seen: {} } };
		const { events, state } = await pollOnce(settings, stateFor(settings, { watermarks }), send);
		expect(events).toEqual([]);
		expect(state.watermarks).toMatchObject({
			started: { seen: { 9001: NOW - 60_000 } },
			updated: { seen: { 9001: NOW - 60_000 } },
		});
	});

	it('tells each deadline that has passed where none was reported', async () => {
		const settings = settingsFor(['instanceOverdue']);
		const entry = whole({ deadline: iso(NOW - 5000) });
		const { send } = answering(() => timed([entry]));
		const before = stateFor(settings, { serverTime: NOW - 60_000 });
		const { events, state } = await pollOnce(settings, before, send);
		expect(events).toMatchObject([{ event: 'instanceOverdue', time: NOW - 5000 }]);
		expect(state.overdue.instanceOverdue).toEqual({ reported: { 9001: [NOW - 5000] } });
	});
});

describe('how much a poll reads', () => {
	const settings = settingsFor(['stepActive']);
	const entries = Array.from({ length: 150 }, (_, index) => ({ id: index + 1 }));
	const watermarks = { updated: { from: NOW - 300_000, seen: {} } };

	it.each([
		['100 instances at a new beginning', undefined, 100],
		['100 instances where other settings begin anew', stateFor(settings, { watched: '' }), 100],
		['40 instances after that', stateFor(settings, { watermarks }), 40],
	])('is %s at most', async (_what, before, most) => {
		const { send, requests } = answering((request) => {
			const id = idIn(request);
			return timed(id === undefined ? entries : whole({ id }));
		});
		const { events } = await pollOnce(settings, before, send);
		const read = requests.flatMap((request) => idIn(request) ?? []);
		expect(read.length).toBeLessThanOrEqual(most);
		expect(read.length).toBeGreaterThan(most / 2);
		if (most === 100) expect(events).toEqual([]);
	});

	it.each([
		['byName', [9001]],
		[undefined, []],
	] as const)(
		'is an instance by itself where its form fields are wanted: %j',
		async (keying, ids) => {
			const wanted = settingsFor(['instanceStarted'], keying && { keying });
			const { send, requests } = answering((request) =>
				idIn(request) ? timed(whole()) : timed([whole()]),
			);
			const started = { started: { from: NOW - 300_000, seen: {} } };
			const { events } = await pollOnce(wanted, stateFor(wanted, { watermarks: started }), send);
			expect(events.map(({ instance }) => instance.isRead)).toEqual([ids.length > 0]);
			const read = requests.filter((request) => idIn(request));
			expect(read.map(idIn)).toEqual(ids);
			for (const { query } of read) expect(query).toEqual({ inject_values: 'true' });
		},
	);
});

describe('what is overdue', () => {
	const settings = settingsFor(['instanceOverdue']);

	it('is asked for by the time of an earlier answer, if there is none now', async () => {
		const entry = whole({ deadline: iso(NOW - 5000) });
		const { send, requests } = answering(() => timeless([entry]));
		const before = stateFor(settings, { serverTime: NOW });
		const { events } = await pollOnce(settings, before, send);
		expect(requests[0].query?.deadline_before).toBe(iso(NOW));
		expect(events).toMatchObject([{ event: 'instanceOverdue', time: NOW - 5000 }]);
	});

	it('leaves out an instance that is gone since it was listed', async () => {
		const { send, requests } = answering((request) =>
			idIn(request) ? timed({ detail: 'Not found.' }, 404) : timed([{ id: 9001 }]),
		);
		const before = stateFor(settings, { serverTime: NOW });
		const { events, state } = await pollOnce(settings, before, send);
		expect(requests.map(idIn)).toEqual([undefined, 9001]);
		expect(events).toEqual([]);
		expect(state.overdue.instanceOverdue).toEqual({ reported: {} });
	});
});

describe('the daily review of running instances', () => {
	const settings = settingsFor(['stepActive']);
	const DAY_MS = 86_400_000;
	const changed = whole({ id: 9001, active_step_ids: [2] });

	const poll = async (more: Partial<TriggerState>, entries = [changed]) => {
		const { send, requests } = answering(() => timed(entries));
		const watermarks = { updated: { from: NOW - 300_000, seen: {} } };
		const before = stateFor(settings, {
			watermarks,
			activeSteps: { 9001: [1], 9002: [1] },
			...more,
		});
		const { events, state } = await pollOnce(settings, before, send);
		return { steps: events.map(({ stepId }) => stepId), state, requests };
	};

	it.each([undefined, NOW - DAY_MS])('is due when the last one was at %j', async (listedAt) => {
		const { steps, state, requests } = await poll(listedAt === undefined ? {} : { listedAt });
		expect(requests.map(isOfRunning)).toEqual([false, true]);
		expect(steps).toEqual([2]);
		expect(state).toMatchObject({ activeSteps: { 9001: [2] }, listedAt: NOW });
		expect(state.activeSteps).not.toHaveProperty('9002');
	});

	it('waits for a poll that has something to tell', async () => {
		const seen = { 9001: NOW - 60_000 };
		const watermarks = { updated: { from: NOW - 300_000, seen } };
		const { state, requests } = await poll({ watermarks });
		expect(requests.map(isOfRunning)).toEqual([false]);
		expect(state).toMatchObject({ activeSteps: { 9002: [1] } });
		expect(state).not.toHaveProperty('listedAt');
	});

	it('is due with a poll that has something to tell beside what was reported', async () => {
		const watermarks = { updated: { from: NOW - 300_000, seen: { 9001: NOW - 60_000 } } };
		const { requests } = await poll({ watermarks }, [changed, whole({ id: 9003 })]);
		expect(requests.map(isOfRunning)).toEqual([false, true]);
	});

	it('is not repeated within a day', async () => {
		const { state, requests } = await poll({ listedAt: NOW - DAY_MS + 1 });
		expect(requests.map(isOfRunning)).toEqual([false]);
		expect(state).toMatchObject({ activeSteps: { 9002: [1] }, listedAt: NOW - DAY_MS + 1 });
	});

	it('waits for a server that tells its time', async () => {
		const { send, requests } = answering(() => timeless([changed]));
		const watermarks = { updated: { from: NOW - 300_000, seen: {} } };
		const { events } = await pollOnce(settings, stateFor(settings, { watermarks }), send);
		expect(requests.map(isOfRunning)).toEqual([false]);
		expect(events).toMatchObject([{ event: 'stepActive', stepId: 2 }]);
	});
});
