import { detectOverdue, hasNews } from '../../../nodes/NextMatter/trigger/overdue';
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

describe('an instance that is listed for an overdue step', () => {
	const event = 'stepOverdue';
	const late = [
		{ step_id: 1, deadline: iso(NOW - 1000) },
		{ step_id: 2, deadline: iso(NOW - 2000) },
		{ step_id: 3, deadline: iso(NOW + 1000) },
	];

	it('is told without a step where none is recognised', () => {
		expect(detect(observedWhole(), { event })).toEqual({
			told: [{ time: undefined, stepId: undefined }],
			mark: { told: { '9001:': [NOW] } },
		});
	});

	it('is told for its active steps only', () => {
		const one = observedWhole({ step_deadlines: late });
		expect(detect(one, { event }).told).toEqual([{ time: NOW - 1000, stepId: 1 }]);
	});

	it('is told for all steps that are late where it does not show which are active', () => {
		const one = observed({ id: 9001, step_deadlines: late }, true);
		expect(detect(one, { event }).told.map(({ stepId }) => stepId)).toEqual([1, 2]);
	});

	it('is told only for the steps that are watched', () => {
		const one = observed({ id: 9001, step_deadlines: late }, true);
		const settings = settingsFor([event], { steps: [2, 3] });
		expect(detect(one, { event, settings }).told.map(({ stepId }) => stepId)).toEqual([2]);
	});
});

describe('hasNews', () => {
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
