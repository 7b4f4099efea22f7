import { readState, type TriggerState } from '../../../nodes/NextMatter/trigger/state';

const state: TriggerState = {
	version: 1,
	watched: '[120]',
	watermarks: { started: { from: 0, seen: { 9001: 5 } } },
	activeSteps: { 9001: [1], 9002: null },
	overdue: { stepOverdue: { reported: { '9001:1': [5] } } },
};

describe('readState', () => {
	it('copies what was stored', () => {
		const found = readState(state);
		expect(found).toEqual(state);
		expect(found).not.toBe(state);
	});

	it('takes all that a state may hold', () => {
		const whole: TriggerState = {
			...state,
			serverTime: 5,
			listedAt: 5,
			watermarks: { updated: { from: 0, seen: {}, fingerprints: { 9001: [5] } } },
			overdue: {
				instanceOverdue: { since: 5, reported: { 9001: [5, 6] }, checked: { 9002: 7 } },
			},
		};
		expect(readState(whole)).toEqual(whole);
	});

	it.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['another version', { ...state, version: 0 }],
		['no text for what is watched', { ...state, watched: 120 }],
		['no watermarks', { ...state, watermarks: undefined }],
		['a list of watermarks', { ...state, watermarks: [] }],
		['a watermark that is none', { ...state, watermarks: { started: 5 } }],
		['a watermark without a beginning', { ...state, watermarks: { started: { seen: {} } } }],
		['a watermark without what was seen', { ...state, watermarks: { started: { from: 0 } } }],
		['no active steps', { ...state, activeSteps: null }],
		['no deadlines', { ...state, overdue: null }],
		[
			'a time that is none',
			{ ...state, watermarks: { started: { from: 0, seen: { 9001: 'x' } } } },
		],
		[
			'fingerprints that are no lists',
			{ ...state, watermarks: { updated: { from: 0, seen: {}, fingerprints: { 9001: 5 } } } },
		],
		['active steps that are no list', { ...state, activeSteps: { 9001: 5 } }],
		['active steps that are no IDs', { ...state, activeSteps: { 9001: ['x'] } }],
		['a deadline that is none', { ...state, overdue: { stepOverdue: { reported: { 9001: 5 } } } }],
		[
			'a time of reading that is none',
			{ ...state, overdue: { stepOverdue: { reported: {}, checked: { 9001: null } } } },
		],
		['deadlines without what was reported', { ...state, overdue: { stepOverdue: { since: 5 } } }],
	])('takes %s for none', (_what, stored) => {
		expect(readState(stored)).toBeUndefined();
	});
});
