import type { IDataObject } from 'n8n-workflow';
import {
	completionOf,
	completionTimeOf,
	type Completion,
} from '../../../../nodes/NextMatter/api/instance/stepCompletion';

const TIME = '2026-06-16T10:00:00Z';
type Snapshot = IDataObject | IDataObject[];

const look = (process_snapshot: Snapshot | string, id = 5001) =>
	completionOf({ id: 9001, process_snapshot }, id);

describe('a snapshot', () => {
	it.each<[Completion, IDataObject]>([
		['completed', { id: 5001, completed_time: TIME }],
		['completed', { id: 5001, is_completed: true }],
		['open', { id: 5001, completed_time: null }],
		['unknown', { id: 5001 }],
		['absent', { id: 5003, completed_time: TIME }],
	])('reports that the step is %s by %j', (completion, step) => {
		expect(look({ id: 3, steps: [{ id: 5002, completed_time: TIME }, step] })).toBe(completion);
	});

	it('may be a text', () => {
		const steps = [{ id: 5001, completed_time: TIME }];
		expect(look(JSON.stringify({ id: 3, steps }))).toBe('completed');
	});

	it('does not take a form field for the step whose ID it shares', () => {
		const actions = [{ id: 5001, completed_time: TIME, completed: true }];
		expect(look({ steps: [{ id: 5002, actions }] })).toBe('absent');
		expect(look({ steps: [{ id: 5001, completed_time: null, actions }] })).toBe('open');
		expect(look({ steps: [{ id: 5001, form_fields: actions }] })).toBe('unknown');
	});
});

it('was completed at the latest of its own times', () => {
	const steps = ['2026-06-16T08:00:00Z', TIME, '2026-06-16T09:00:00Z'].map((completed_time) => ({
		id: 5001,
		completed_time,
	}));
	const later = { id: 5002, completed_time: '2026-06-16T11:00:00Z' };
	const instance = {
		id: 9001,
		process_snapshot: { steps: [...steps, later, { id: 5003, is_completed: true }] },
	};
	expect(completionTimeOf(instance, 5001)?.time).toBe(Date.parse(TIME));
	expect(completionTimeOf(instance, 5003)).toBeUndefined();
});

describe('the completion of a step', () => {
	it.each(['completedAt', 'completion_date'])('is recognized by the key %s', (key) => {
		expect(look({ steps: [{ id: 5001, [key]: TIME }] })).toBe('completed');
		expect(look({ steps: [{ id: 5001, [key]: null }] })).toBe('open');
	});

	it.each(['is_completable', 'completed_by', 'not_completed'])(
		'is not told by the key %s',
		(key) => {
			expect(look({ steps: [{ id: 5001, [key]: TIME }] })).toBe('unknown');
		},
	);

	it.each(['times', 'frames'])('may stand in an object under %s', (key) => {
		expect(look({ steps: [{ id: 5001, [key]: { completed: TIME } }] })).toBe('completed');
		expect(look({ steps: [{ id: 5001, [key]: { started: TIME, completed: null } }] })).toBe('open');
	});

	it('is not recognized by an object under another key', () => {
		expect(look({ steps: [{ id: 5001, settings: { completed: TIME } }] })).toBe('unknown');
	});

	it.each<[IDataObject[string], Completion]>([
		[1_000_000_000, 'completed'],
		[999_999_999, 'unknown'],
		[false, 'open'],
		['', 'open'],
		['false', 'unknown'],
		['Due 2026-06-16', 'unknown'],
		[[], 'unknown'],
	])('is, by the value %j under its key, %s', (value, completion) => {
		expect(look({ steps: [{ id: 5001, completed: value }] })).toBe(completion);
	});

	it('is recognized by a time beside a value that says nothing', () => {
		expect(look({ steps: [{ id: 5001, completion: 40, completed_at: null }] })).toBe('open');
		expect(look({ steps: [{ id: 5001, completion: 'x', completed_at: TIME }] })).toBe('completed');
	});

	it('is recognized by one sign of several', () => {
		const step = { id: 5001, is_completed: false, completed_time: TIME };
		expect(look({ steps: [step] })).toBe('completed');
		const twice = [
			{ id: 5001, completed_time: null },
			{ id: 5001, completed_time: TIME },
		];
		expect(look({ steps: twice })).toBe('completed');
	});
});

describe('what a step is', () => {
	it('an entry of a list whose name ends in steps', () => {
		expect(look({ workflowSteps: [{ id: 5001, completed_time: TIME }] })).toBe('completed');
	});

	it.each(['actions', 'steps_before'])('no entry of the list %s', (key) => {
		expect(look({ [key]: [{ id: 5001, completed_time: TIME }] })).toBe('unknown');
	});

	it('found in twelve levels and no deeper', () => {
		const nest = (depth: number): IDataObject =>
			depth === 0 ? { steps: [{ id: 5001 }] } : { group: nest(depth - 1) };
		expect(look(nest(11), 5002)).toBe('absent');
		expect(look(nest(12), 5002)).toBe('unknown');
	});
});

it('nothing is known from a snapshot without steps', () => {
	expect(look({ steps: [] })).toBe('unknown');
});

it('nothing is known without a snapshot', () => {
	expect(completionOf({ id: 9001 }, 5001)).toBe('unknown');
});
