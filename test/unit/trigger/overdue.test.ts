import { OVERLAP_MS } from '../../../nodes/NextMatter/trigger/marks';
import {
	detectOverdue,
	hasNews,
	type OverdueReading,
} from '../../../nodes/NextMatter/trigger/overdue';
import type { Observation } from '../../../nodes/NextMatter/trigger/observation';
import type { OverdueMark, OverdueName } from '../../../nodes/NextMatter/trigger/state';
import type { TriggerSettings } from '../../../nodes/NextMatter/trigger/settings';
import { iso, NOW, observed, observedWhole, settingsFor } from './made';

interface Case {
	readonly event?: OverdueName;
	readonly told?: OverdueMark['told'];
	readonly checked?: OverdueMark['checked'];
	readonly settings?: TriggerSettings;
}

function detect(instance: Observation, { event = 'instanceOverdue', ...more }: Case = {}) {
	const { told = {}, checked, settings = settingsFor([event]) } = more;
	const { events, mark } = detectOverdue(settings, {
		before: { told, ...(checked && { checked }) },
		reading: { event, observations: [instance], before: NOW, isCrowded: false },
		now: NOW,
	});
	return { told: events.map(({ time, stepId }) => ({ time, stepId })), mark };
}

describe('an instance that is listed as overdue', () => {
	it('is told once where its deadline is not shown', () => {
		const first = detect(observedWhole());
		expect(first).toEqual({
			told: [{ time: undefined, stepId: undefined }],
			mark: { told: { 9001: [NOW] } },
		});
		expect(detect(observedWhole(), { told: { 9001: [NOW - 5000] } })).toEqual({
			told: [],
			mark: { told: { 9001: [NOW - 5000] } },
		});
	});

	it('is not told while its deadline is still to come', () => {
		const moved = observedWhole({ deadline: iso(NOW + 1000) });
		expect(detect(moved)).toEqual({ told: [], mark: { told: {} } });
	});

	it('is not told when it shows that it has no deadline any more', () => {
		expect(detect(observedWhole({ deadline: null }))).toEqual({ told: [], mark: { told: {} } });
	});

	it('is told again after its deadline was moved and passed', () => {
		const moved = observedWhole({ deadline: iso(NOW - 1000) });
		expect(detect(moved, { told: { 9001: [NOW - 5000] } }).told).toEqual([{ time: NOW - 1000 }]);
	});

	it('is not told once it has ended, and not looked at again soon', () => {
		const ended = observed({ id: 9001, status: 'completed', deadline: iso(NOW - 1000) }, true);
		expect(detect(ended)).toEqual({ told: [], mark: { told: {}, checked: { 9001: NOW } } });
	});

	it('keeps when it was looked at, as long as the list shows nothing of it', () => {
		const short = observed({ id: 9001 });
		expect(detect(short, { checked: { 9001: NOW - 1000 } }).mark.checked).toEqual({
			9001: NOW - 1000,
		});
		expect(detect(short, { checked: { 9001: NOW - 1_800_000 } }).mark).toEqual({ told: {} });
	});
});

describe('what is remembered of deadlines', () => {
	const mark = (before: OverdueMark, reading: Partial<OverdueReading> = {}, now = NOW) => {
		const all: OverdueReading = {
			event,
			observations: [],
			before: NOW - 10,
			isCrowded: false,
			...reading,
		};
		return detectOverdue(settingsFor([event]), { before, reading: all, now }).mark;
	};
	const event: OverdueName = 'instanceOverdue';

	it('is kept as long as the list may leave something out by mistake', () => {
		const missing = mark({ told: { 9001: [NOW - 5000] } });
		expect(missing).toEqual({ told: { 9001: [NOW - 5000, NOW] } });
		expect(mark(missing, {}, NOW + OVERLAP_MS)).toEqual(missing);
		expect(mark(missing, {}, NOW + OVERLAP_MS + 1)).toEqual({ told: {} });
	});

	it.each([
		['shows', observedWhole({ deadline: iso(NOW - 5000) })],
		['merely names', observed({ id: 9001 })],
	])('is as new once the list %s the instance again', (_what, instance) => {
		const before: OverdueMark = { told: { 9001: [NOW - 5000, NOW - 1000] } };
		expect(mark(before, { observations: [instance] })).toEqual({ told: { 9001: [NOW - 5000] } });
	});

	it.each<[number | undefined, OverdueMark['since'], Partial<OverdueReading>]>([
		[undefined, undefined, {}],
		[NOW - 10, undefined, { isCrowded: true }],
		[NOW - 10, NOW - 5000, {}],
		[undefined, undefined, { isCrowded: true, isPartial: true }],
		[NOW - 5000, NOW - 5000, { isCrowded: true, isPartial: true }],
	])('begins with the time %j after %j, with what was read %j', (expected, since, reading) => {
		const { since: found } = mark({ told: {}, ...(since !== undefined && { since }) }, reading);
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

	it('is told without a step where none is recognized', () => {
		expect(detect(observedWhole(), { event })).toEqual({
			told: [{ time: undefined, stepId: undefined }],
			mark: { told: { '9001:': [NOW] } },
		});
	});

	it('is told once for each step, and again where its deadline was moved', () => {
		const one = observed({ id: 9001, step_deadlines: late }, true);
		const told = { '9001:1': [NOW], '9001:2': [NOW - 9000] } as const;
		expect(detect(one, { event, told })).toEqual({
			told: [{ time: NOW - 2000, stepId: 2 }],
			mark: { told: { '9001:1': [NOW], '9001:2': [NOW - 2000] } },
		});
	});

	it('is told for its active steps only', () => {
		const one = observedWhole({ step_deadlines: late });
		expect(detect(one, { event }).told).toEqual([{ time: NOW, stepId: 1 }]);
	});

	it('is told only for the steps that are watched', () => {
		const one = observed({ id: 9001, step_deadlines: late }, true);
		const settings = settingsFor([event], { steps: [2, 3] });
		expect(detect(one, { event, settings }).told.map(({ stepId }) => stepId)).toEqual([2]);
	});
});

describe('hasNews', () => {
	it.each([
		[true, NOW - 1000],
		[true, NOW],
		[false, NOW + 1],
	])('is %j of an entry that shows the deadline %i', (expected, deadline) => {
		const asked = { event: 'instanceOverdue', mark: { told: {} }, now: NOW } as const;
		const listed = observedWhole({ deadline: iso(deadline) });
		expect(hasNews(settingsFor(['instanceOverdue']), asked, listed)).toBe(expected);
	});

	it.each([
		[true, NOW - 1_800_000],
		[false, NOW - 1_799_999],
		// By a clock that was set back.
		[true, NOW + 1_800_000],
	])('is %j of an entry without times that was looked up at %i', (expected, time) => {
		expect(news({ told: {}, checked: { 9001: time } }, 9001)).toBe(expected);
	});

	const news = (mark: OverdueMark, id: number) =>
		hasNews(
			settingsFor(['stepOverdue']),
			{ event: 'stepOverdue', mark, now: NOW },
			observed({ id }),
		);

	it('knows of an entry without times only whether something was told or looked up', () => {
		const mark = { told: { '9001:1': [NOW] }, checked: { 9002: NOW - 1000 } } as const;
		expect([9001, 9002, 9003, 900].map((id) => news(mark, id))).toEqual([false, false, true, true]);
	});

	it('looks again at an entry without times that was missing in between: its deadline may have been moved', () => {
		const told = {
			'9001:1': [NOW, NOW - 1000],
			'9001:2': [NOW],
			'9002:1': [NOW, NOW - 1000],
		} as const;
		expect([9001, 9002].map((id) => news({ told }, id))).toEqual([false, true]);
	});
});
