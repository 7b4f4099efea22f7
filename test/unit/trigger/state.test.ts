import { readState, type TriggerState } from '../../../nodes/NextMatter/trigger/state';

const state: TriggerState = {
	version: 1,
	watched: '[120]',
	marks: { started: { from: 0, seen: { 9001: 5 } } },
	activeSteps: { 9001: [1], 9002: null },
	overdue: { stepOverdue: { told: { '9001:1': [5] } } },
};

describe('readState', () => {
	it('copies what was stored', () => {
		const found = readState(state);
		expect(found).toEqual(state);
		expect(found).not.toBe(state);
	});

	it.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['another version', { ...state, version: 0 }],
		['no text for what is watched', { ...state, watched: 120 }],
		['no marks', { ...state, marks: undefined }],
		['a list of marks', { ...state, marks: [] }],
		['a mark that is none', { ...state, marks: { started: 5 } }],
		['a mark without a beginning', { ...state, marks: { started: { seen: {} } } }],
		['a mark without what was seen', { ...state, marks: { started: { from: 0 } } }],
		['no active steps', { ...state, activeSteps: null }],
		['no deadlines', { ...state, overdue: null }],
		['deadlines without what was told', { ...state, overdue: { stepOverdue: { since: 5 } } }],
	])('takes %s for none', (_what, stored) => {
		expect(readState(stored)).toBeUndefined();
	});
});
