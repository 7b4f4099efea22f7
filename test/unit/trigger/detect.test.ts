import { detectEvents, type Observed } from '../../../nodes/NextMatter/trigger/detect';
import type { Keying } from '../../../nodes/NextMatter/formFields/fieldValues';
import type { EventName } from '../../../nodes/NextMatter/trigger/events';
import type { Observation } from '../../../nodes/NextMatter/trigger/observation';
import type { OverdueReading } from '../../../nodes/NextMatter/trigger/overdue';
import type { TriggerSettings } from '../../../nodes/NextMatter/trigger/settings';
import type { TriggerState } from '../../../nodes/NextMatter/trigger/state';
import { iso, NOW, observed, observedWhole, settingsFor, whole } from './made';

const FROM = NOW - 300_000;
const before = (more: Partial<TriggerState> = {}): TriggerState => ({
	version: 1,
	watched: '',
	watermarks: { updated: { from: FROM, seen: {} } },
	activeSteps: {},
	overdue: {},
	...more,
});
const changed = (...observations: ReturnType<typeof observedWhole>[]): Observed => ({
	readings: [{ watermark: 'updated', observations, now: NOW }],
	overdue: [],
});
const steps = settingsFor(['stepActive']);

describe('steps that became active', () => {
	const reported = (state: TriggerState, seen: Observed, settings = steps) => {
		const detected = detectEvents(settings, { state, observed: seen, now: NOW });
		return {
			steps: detected.events.map(({ stepId }) => stepId),
			known: detected.state.activeSteps,
		};
	};

	it('tells those that were not active before', () => {
		const state = before({ activeSteps: { 9001: [1] } });
		expect(reported(state, changed(observedWhole({ active_step_ids: [1, 2] })))).toEqual({
			steps: [2],
			known: { 9001: [1, 2] },
		});
	});

	it('reports nothing about an instance whose steps were not read yet, and notes them', () => {
		const state = before({ activeSteps: { 9001: null } });
		expect(reported(state, changed(observedWhole({ active_step_ids: [2] })))).toEqual({
			steps: [],
			known: { 9001: [2] },
		});
	});

	it('keeps nothing where nobody watches steps', () => {
		const seen = changed(observedWhole());
		expect(reported(before(), seen, settingsFor(['instanceUpdated'])).known).toEqual({});
	});

	it('keeps what it knows of an instance that does not say which are active', () => {
		const state = before({ activeSteps: { 9001: [1] } });
		const silent = observed(whole({ active_step_ids: null }), true);
		expect(reported(state, changed(silent))).toEqual({ steps: [], known: { 9001: [1] } });
	});

	it('tells only the steps that are watched', () => {
		const seen = changed(observedWhole({ active_step_ids: [1, 2] }));
		expect(reported(before(), seen, settingsFor(['stepActive'], { steps: [2] }))).toEqual({
			steps: [2],
			known: { 9001: [2] },
		});
	});

	it('tells a step of the second of two observations with the same time, where the first has none', () => {
		const [none, one] = [[], [2]].map((active_step_ids) => observedWhole({ active_step_ids }));
		const once = detectEvents(steps, { state: before(), observed: changed(none), now: NOW });
		expect(reported(once.state, changed(one))).toEqual({ steps: [2], known: { 9001: [2] } });
	});

	it('keeps what both of two observations with the same time show', () => {
		const time = iso(NOW - 60_000);
		const first = observedWhole({ last_updated_time: time, active_step_ids: [1] });
		const second = observedWhole({ last_updated_time: time, active_step_ids: [2] });
		const once = detectEvents(steps, { state: before(), observed: changed(first), now: NOW });
		expect(reported(once.state, changed(second))).toEqual({ steps: [2], known: { 9001: [1, 2] } });
	});

	it('forgets the steps of one that ended within the second of its last change', () => {
		const time = iso(NOW - 60_000);
		const once = detectEvents(steps, {
			state: before(),
			observed: changed(observedWhole({ last_updated_time: time })),
			now: NOW,
		});
		const ended = observedWhole({ last_updated_time: time, completed_time: time });
		expect(reported(once.state, changed(ended))).toEqual({ steps: [], known: {} });
	});
});

describe('the events of an instance', () => {
	const ended = { completed_time: iso(NOW - 1000), last_updated_time: iso(NOW - 1000) };
	const watermarks = { completed: { from: FROM, seen: {} }, updated: { from: FROM, seen: {} } };
	const reported = (settings: TriggerSettings, seen: Observed, state = before({ watermarks })) =>
		detectEvents(settings, { state, observed: seen, now: NOW }).events.map(({ event }) => event);

	it.each<['started' | 'completed' | 'stopped', string, EventName]>([
		['started', 'started_time', 'instanceStarted'],
		['completed', 'completed_time', 'instanceCompleted'],
		['stopped', 'aborted_time', 'instanceStopped'],
	])('are by the time %s, once', (watermark, key, event) => {
		const instance = observedWhole({ [key]: iso(NOW - 1000) });
		const reading = { watermark, observations: [instance, instance], now: NOW };
		const state = before({ watermarks: { [watermark]: { from: FROM, seen: {} } } });
		const settings = settingsFor([event]);
		const observedNow = { readings: [reading], overdue: [] };
		const first = detectEvents(settings, { state, observed: observedNow, now: NOW });
		expect(first.events).toEqual([{ event, instance, time: NOW - 1000 }]);
		expect(reported(settings, observedNow, first.state)).toEqual([]);
	});

	it('are those that are wanted only', () => {
		expect(reported(settingsFor(['instanceCompleted']), changed(observedWhole(ended)))).toEqual([
			'instanceCompleted',
		]);
	});

	const isGone = { ...observedWhole(ended), isGone: true };
	const short = observed({ id: 9001, ...ended });
	it.each<[string, boolean, Observation, Keying | undefined]>([
		['shows all there is to know', true, observedWhole(ended), undefined],
		['shows all but the form fields', false, observedWhole(ended), 'byName'],
		['was read for', true, observed(whole(ended), true), 'byName'],
		['shows of an instance that is gone since', true, isGone, 'byName'],
		['shows too little of', false, short, undefined],
	])(
		'are reported by another list than their own that %s: %j',
		(_what, isReported, seen, keying) => {
			const settings = settingsFor(['instanceCompleted', 'instanceUpdated'], keying && { keying });
			expect(reported(settings, changed(seen))).toEqual([
				'instanceUpdated',
				...(isReported ? ['instanceCompleted'] : []),
			]);
			const own = {
				readings: [{ watermark: 'completed' as const, observations: [seen], now: NOW }],
			};
			expect(reported(settings, { ...own, overdue: [] })).toContain('instanceCompleted');
		},
	);

	it.each([
		[1, 2],
		[2, 1],
	])('are found in whatever order it was observed: %i, %i', (...order) => {
		const seen = order.map((step) =>
			observedWhole({
				last_updated_time: iso(NOW - 60_000 + step * 1000),
				active_step_ids: [step],
			}),
		);
		const { events, state } = detectEvents(steps, {
			state: before(),
			observed: changed(...seen),
			now: NOW,
		});
		expect(events.map(({ stepId }) => stepId)).toEqual([1, 2]);
		expect(state.activeSteps).toEqual({ 9001: [2] });
	});
});

describe('the daily review of running instances', () => {
	it('forgets what is not running any more, but not what was seen lately', () => {
		const state = before({
			activeSteps: { 9001: [1], 9002: [1], 9003: [1] },
			watermarks: { updated: { from: FROM, seen: { 9003: NOW - 1000 } } },
		});
		const running = [observedWhole({ id: 9001 })];
		const detected = detectEvents(steps, {
			state,
			observed: { ...changed(), running },
			now: NOW,
		});
		expect(detected.state.activeSteps).toEqual({ 9001: [1], 9003: [1] });
		expect(detected.state.listedAt).toBe(NOW);
	});

	it('forgets nothing where no changes are followed', () => {
		const state = before({ activeSteps: { 9001: [1] }, watermarks: {} });
		const observed = { readings: [], overdue: [], running: [] };
		const detected = detectEvents(steps, { state, observed, now: NOW });
		expect(detected.state.activeSteps).toEqual({ 9001: [1] });
	});

	it('is not noted as done where the server does not tell its time', () => {
		const { state } = detectEvents(steps, {
			state: before({ listedAt: 5 }),
			observed: { ...changed(), running: [] },
		});
		expect(state.listedAt).toBe(5);
		expect(state).not.toHaveProperty('serverTime');
	});
});

describe('the state after it', () => {
	it('holds the newest time that the server reported', () => {
		const after = (state: TriggerState) =>
			detectEvents(steps, { state, observed: changed(), now: NOW }).state.serverTime;
		expect(after(before())).toBe(NOW);
		expect(after(before({ serverTime: NOW + 1000 }))).toBe(NOW + 1000);
	});

	it('leaves a watermark as it was of which nothing was read', () => {
		const watermark = { from: FROM, seen: { 9001: NOW - 1000 } };
		const { state } = detectEvents(settingsFor(['instanceStarted']), {
			state: before({ watermarks: { started: watermark } }),
			observed: { readings: [], overdue: [] },
			now: NOW,
		});
		expect(state.watermarks.started).toMatchObject(watermark);
	});
});

describe('deadlines that passed', () => {
	const overdue = settingsFor(['instanceOverdue', 'instanceCompleted']);
	const late = observedWhole({ deadline: iso(NOW - 5000) });
	const reading = (observations: OverdueReading['observations']): OverdueReading => ({
		event: 'instanceOverdue',
		observations,
		before: NOW,
		isMultiPage: false,
	});
	const detect = (now?: number) =>
		detectEvents(overdue, {
			state: before({ watermarks: {} }),
			observed: { readings: [], overdue: [reading([late])] },
			now,
		});

	it('are reported the first time that there is nothing to compare with', () => {
		expect(detect(NOW).events).toEqual([
			{ event: 'instanceOverdue', instance: late, time: NOW - 5000 },
		]);
	});

	it('are held against the time they were asked for where the server tells none now', () => {
		expect(detect()).toEqual(
			expect.objectContaining({
				events: [{ event: 'instanceOverdue', instance: late, time: NOW - 5000 }],
				state: expect.objectContaining({
					overdue: { instanceOverdue: { reported: { 9001: [NOW - 5000] } } },
				}),
			}),
		);
	});

	it('are not reported of an instance that the list shows as ended', () => {
		const ended = observed({ id: 9001, status: 'aborted', deadline: iso(NOW - 5000) });
		const { events } = detectEvents(overdue, {
			state: before({ watermarks: {} }),
			observed: { readings: [], overdue: [reading([ended])] },
			now: NOW,
		});
		expect(events).toEqual([]);
	});

	it.each(['completed', 'stopped'])(
		'are not reported of an instance that was reported as %s',
		(watermark) => {
			const watermarks = { [watermark]: { from: FROM, seen: { 9001: NOW - 1000 } } };
			const { events } = detectEvents(overdue, {
				state: before({ watermarks }),
				observed: { readings: [], overdue: [reading([late])] },
				now: NOW,
			});
			expect(events).toEqual([]);
		},
	);
});
