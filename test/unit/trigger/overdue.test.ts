import { OVERLAP_MS } from '../../../nodes/NextMatter/trigger/watermark';
import {
	detectOverdue,
	hasNews,
	type OverdueReading,
} from '../../../nodes/NextMatter/trigger/overdue';
import type { Observation } from '../../../nodes/NextMatter/trigger/observation';
import type { OverdueState, OverdueName } from '../../../nodes/NextMatter/trigger/state';
import type { TriggerSettings } from '../../../nodes/NextMatter/trigger/settings';
import { iso, NOW, observed, observedWhole, settingsFor } from './made';

interface Case {
	readonly event?: OverdueName;
	readonly reported?: OverdueState['reported'];
	readonly checked?: OverdueState['checked'];
	readonly settings?: TriggerSettings;
}

function detect(instance: Observation, { event = 'instanceOverdue', ...more }: Case = {}) {
	const { reported = {}, checked, settings = settingsFor([event]) } = more;
	const { events, state } = detectOverdue(settings, {
		before: { reported, ...(checked && { checked }) },
		reading: { event, observations: [instance], before: NOW, isMultiPage: false },
		now: NOW,
	});
	return { reported: events.map(({ time, stepId }) => ({ time, stepId })), state };
}

describe('an instance that is listed as overdue', () => {
	it('is reported once where its deadline is not shown', () => {
		const first = detect(observedWhole());
		expect(first).toEqual({
			reported: [{ time: undefined, stepId: undefined }],
			state: { reported: { 9001: [NOW] } },
		});
		expect(detect(observedWhole(), { reported: { 9001: [NOW - 5000] } })).toEqual({
			reported: [],
			state: { reported: { 9001: [NOW - 5000] } },
		});
	});

	it('is not reported while its deadline is still to come', () => {
		const moved = observedWhole({ deadline: iso(NOW + 1000) });
		expect(detect(moved)).toEqual({ reported: [], state: { reported: {} } });
	});

	it('is not reported when it shows that it has no deadline any more', () => {
		expect(detect(observedWhole({ deadline: null }))).toEqual({
			reported: [],
			state: { reported: {} },
		});
	});

	it('is reported again after its deadline was moved and passed', () => {
		const moved = observedWhole({ deadline: iso(NOW - 1000) });
		expect(detect(moved, { reported: { 9001: [NOW - 5000] } }).reported).toEqual([
			{ time: NOW - 1000 },
		]);
	});

	it('is not reported once it has ended, and not read again soon', () => {
		const ended = observed({ id: 9001, status: 'completed', deadline: iso(NOW - 1000) }, true);
		expect(detect(ended)).toEqual({
			reported: [],
			state: { reported: {}, checked: { 9001: NOW } },
		});
	});

	it('keeps when it was read, as long as the list shows nothing of it', () => {
		const short = observed({ id: 9001 });
		expect(detect(short, { checked: { 9001: NOW - 1000 } }).state.checked).toEqual({
			9001: NOW - 1000,
		});
		expect(detect(short, { checked: { 9001: NOW - 1_800_000 } }).state).toEqual({ reported: {} });
	});
});

describe('what is remembered of deadlines', () => {
	const state = (before: OverdueState, reading: Partial<OverdueReading> = {}, now = NOW) => {
		const all: OverdueReading = {
			event,
			observations: [],
			before: NOW - 10,
			isMultiPage: false,
			...reading,
		};
		return detectOverdue(settingsFor([event]), { before, reading: all, now }).state;
	};
	const event: OverdueName = 'instanceOverdue';

	it('is kept as long as the list may leave something out by mistake', () => {
		const missing = state({ reported: { 9001: [NOW - 5000] } });
		expect(missing).toEqual({ reported: { 9001: [NOW - 5000, NOW] } });
		expect(state(missing, {}, NOW + OVERLAP_MS)).toEqual(missing);
		expect(state(missing, {}, NOW + OVERLAP_MS + 1)).toEqual({ reported: {} });
	});

	it.each([
		['shows', observedWhole({ deadline: iso(NOW - 5000) })],
		['merely names', observed({ id: 9001 })],
	])('is as new once the list %s the instance again', (_what, instance) => {
		const before: OverdueState = { reported: { 9001: [NOW - 5000, NOW - 1000] } };
		expect(state(before, { observations: [instance] })).toEqual({
			reported: { 9001: [NOW - 5000] },
		});
	});

	it.each<[number | undefined, OverdueState['since'], Partial<OverdueReading>]>([
		[undefined, undefined, {}],
		[NOW - 10, undefined, { isMultiPage: true }],
		[NOW - 10, NOW - 5000, {}],
		[undefined, undefined, { isMultiPage: true, isPartial: true }],
		[NOW - 5000, NOW - 5000, { isMultiPage: true, isPartial: true }],
	])('begins with the time %j after %j, with what was read %j', (expected, since, reading) => {
		const { since: found } = state(
			{ reported: {}, ...(since !== undefined && { since }) },
			reading,
		);
		expect(found).toBe(expected);
	});
});

describe('an instance that is listed for an overdue step', () => {
	const event = 'stepOverdue';
	const late = [
		{ step_id: 1, deadline: iso(NOW) },
		{ step_id: 2, deadline: iso(NOW - 2000) },
		{ step_id: 3, deadline: iso(NOW + 1000) },
	];

	it('is reported without a step where none is recognized', () => {
		expect(detect(observedWhole(), { event })).toEqual({
			reported: [{ time: undefined, stepId: undefined }],
			state: { reported: { '9001:': [NOW] } },
		});
	});

	it('is reported once for each step, and again where its deadline was moved', () => {
		const one = observed({ id: 9001, step_deadlines: late }, true);
		const reported = { '9001:1': [NOW], '9001:2': [NOW - 9000] } as const;
		expect(detect(one, { event, reported })).toEqual({
			reported: [{ time: NOW - 2000, stepId: 2 }],
			state: { reported: { '9001:1': [NOW], '9001:2': [NOW - 2000] } },
		});
	});

	it('is reported for its active steps only', () => {
		const one = observedWhole({ step_deadlines: late });
		expect(detect(one, { event }).reported).toEqual([{ time: NOW, stepId: 1 }]);
	});

	it('is reported only for the steps that are watched', () => {
		const one = observed({ id: 9001, step_deadlines: late }, true);
		const settings = settingsFor([event], { steps: [2, 3] });
		expect(detect(one, { event, settings }).reported.map(({ stepId }) => stepId)).toEqual([2]);
	});
});

describe('hasNews', () => {
	it.each([
		[true, NOW - 1000],
		[true, NOW],
		[false, NOW + 1],
	])('is %j of an entry that shows the deadline %i', (expected, deadline) => {
		const asked = { event: 'instanceOverdue', state: { reported: {} }, now: NOW } as const;
		const listed = observedWhole({ deadline: iso(deadline) });
		expect(hasNews(settingsFor(['instanceOverdue']), asked, listed)).toBe(expected);
	});

	it.each([
		[true, NOW - 1_800_000],
		[false, NOW - 1_799_999],
		// By a clock that was set back.
		[true, NOW + 1_800_000],
	])('is %j of an entry without times that was looked up at %i', (expected, time) => {
		expect(news({ reported: {}, checked: { 9001: time } }, 9001)).toBe(expected);
	});

	const news = (state: OverdueState, id: number) =>
		hasNews(
			settingsFor(['stepOverdue']),
			{ event: 'stepOverdue', state, now: NOW },
			observed({ id }),
		);

	it('knows of an entry without times only whether something was reported or looked up', () => {
		const state = { reported: { '9001:1': [NOW] }, checked: { 9002: NOW - 1000 } } as const;
		expect([9001, 9002, 9003, 900].map((id) => news(state, id))).toEqual([
			false,
			false,
			true,
			true,
		]);
	});

	it('reads an entry without times again that was missing in between: its deadline may have been moved', () => {
		const reported = {
			'9001:1': [NOW, NOW - 1000],
			'9001:2': [NOW],
			'9002:1': [NOW, NOW - 1000],
		} as const;
		expect([9001, 9002].map((id) => news({ reported }, id))).toEqual([false, true]);
	});
});
