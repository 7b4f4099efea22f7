import type { IDataObject } from 'n8n-workflow';
import {
	completionOf,
	completionTimeOf,
	type Completion,
} from '../../../../nodes/NextMatter/api/instance/stepCompletion';

const TIME = '2026-06-16T10:00:00Z';
type Snapshot = IDataObject | IDataObject[];

/** Three shapes that the undocumented snapshot may plausibly have, around the same steps. */
const SHAPES: ReadonlyArray<readonly [string, (steps: IDataObject[]) => IDataObject | string]> = [
	['an object', (steps) => ({ id: 3, name: 'Offer', steps })],
	['the text of an object', (steps) => JSON.stringify({ id: 3, steps })],
	[
		'groups of groups',
		(steps) => ({
			step_groups: [
				{ id: 1, groups: [{ id: 2, process_steps: steps }] },
				{ id: 5001_1, groups: [] },
			],
		}),
	],
];

const look = (process_snapshot: Snapshot | string | number | boolean | null, id = 5001) =>
	completionOf({ id: 9001, process_snapshot }, id);

describe.each(SHAPES)('a snapshot that is %s', (_what, shape) => {
	it.each<[Completion, IDataObject]>([
		['completed', { id: 5001, completed_time: TIME }],
		['completed', { id: '5001', completed_time: TIME }],
		['completed', { id: 5001, is_completed: true }],
		['open', { id: 5001, completed_time: null }],
		['open', { id: 5001, completed_time: '' }],
		['open', { id: 5001, is_completed: false }],
		['unknown', { id: 5001 }],
		['absent', { id: 5003, completed_time: TIME }],
	])('tells that the step is %s by %j', (completion, step) => {
		expect(look(shape([{ id: 5002, completed_time: TIME }, step]))).toBe(completion);
	});

	it('does not take a form field for the step whose ID it shares', () => {
		const actions = [{ id: 5001, completed_time: TIME, completed: true }];
		expect(look(shape([{ id: 5002, actions }]))).toBe('absent');
		expect(look(shape([{ id: 5001, completed_time: null, actions }]))).toBe('open');
		expect(look(shape([{ id: 5001, form_fields: actions }]))).toBe('unknown');
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
	it.each([
		'completed',
		'completed_time',
		'completed_at',
		'completedAt',
		'completedTime',
		'completed_on',
		'completion_date',
		'completionTime',
		'completion',
		'is_completed',
		'isCompleted',
		'COMPLETED_TIME',
	])('is told by the key %s', (key) => {
		expect(look({ steps: [{ id: 5001, [key]: TIME }] })).toBe('completed');
		expect(look({ steps: [{ id: 5001, [key]: null }] })).toBe('open');
	});

	it.each([
		'is_completable',
		'isCompletable',
		'can_complete',
		'complete',
		'completed_by',
		'completed_count',
		'completion_rule',
		'auto_completed',
		'not_completed',
		'uncompleted',
		'completed_time_limit',
	])('is not told by the key %s', (key) => {
		expect(look({ steps: [{ id: 5001, [key]: TIME }] })).toBe('unknown');
	});

	it.each(['times', 'time_frame', 'steps_time_frame', 'timeFrame', 'frames'])(
		'may stand in an object under %s',
		(key) => {
			expect(look({ steps: [{ id: 5001, [key]: { completed: TIME } }] })).toBe('completed');
			expect(look({ steps: [{ id: 5001, [key]: { started: TIME, completed: null } }] })).toBe(
				'open',
			);
		},
	);

	it.each(['settings', 'assignee', 'completed'])('is not told by an object under %s', (key) => {
		expect(look({ steps: [{ id: 5001, [key]: { completed: TIME } }] })).toBe('unknown');
	});

	it.each<[IDataObject[string], Completion]>([
		[TIME, 'completed'],
		['2026-06-16', 'completed'],
		['2026-06-16 10:00:00.123456+00:00', 'completed'],
		[1_781_604_000, 'completed'],
		[1_000_000_000, 'completed'],
		[999_999_999, 'unknown'],
		[1_781_604_000_000, 'completed'],
		[true, 'completed'],
		[false, 'open'],
		[null, 'open'],
		['', 'open'],
		[0, 'open'],
		[1, 'unknown'],
		[40, 'unknown'],
		[0.5, 'unknown'],
		[-1, 'unknown'],
		['false', 'unknown'],
		['no', 'unknown'],
		['pending', 'unknown'],
		['Due 2026-06-16', 'unknown'],
		['3 of 5', 'unknown'],
		[[], 'unknown'],
		[[TIME], 'unknown'],
		[[1_781_604_000], 'unknown'],
	])('is, by the value %j under its key, %s', (value, completion) => {
		expect(look({ steps: [{ id: 5001, completed: value }] })).toBe(completion);
	});

	it('is told by a time beside a value that says nothing', () => {
		expect(look({ steps: [{ id: 5001, completion: 40, completed_at: null }] })).toBe('open');
		expect(look({ steps: [{ id: 5001, completion: 'x', completed_at: TIME }] })).toBe('completed');
	});

	it('is told by one sign of several', () => {
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
	it.each(['steps', 'step', 'Steps', 'process_steps', 'workflowSteps'])(
		'an entry of the list %s',
		(key) => {
			expect(look({ [key]: [{ id: 5001, completed_time: TIME }] })).toBe('completed');
		},
	);

	it.each(['actions', 'step_fields', 'items', 'steps_before'])('no entry of the list %s', (key) => {
		expect(look({ [key]: [{ id: 5001, completed_time: TIME }] })).toBe('unknown');
	});

	it.each<[unknown]>([[undefined], [null], ['x'], [''], [' '], [1.5], [true], [{}], ['5001.5']])(
		'no entry with the ID %j',
		(id) => {
			expect(look(JSON.stringify({ steps: [{ id, completed_time: TIME }] }))).toBe('unknown');
		},
	);

	it('no entry that is no object, and no list of lists', () => {
		expect(look('{"steps": [5001, "5001", null, [{"id": 5001}]]}')).toBe('unknown');
	});

	it('found in steps of steps', () => {
		const steps = [{ id: 1, steps: [{ id: 5001, completed_time: TIME }] }];
		expect(look({ steps })).toBe('completed');
	});

	it('found in twelve levels and no deeper', () => {
		const nest = (depth: number): IDataObject =>
			depth === 0 ? { steps: [{ id: 5001 }] } : { group: nest(depth - 1) };
		expect(look(nest(11), 5002)).toBe('absent');
		expect(look(nest(12), 5002)).toBe('unknown');
	});
});

it.each<[Snapshot | string | number | boolean | null]>([
	[null],
	[''],
	['text'],
	['{"steps": [{"id": 5001, "completed_ti'],
	['[]'],
	['null'],
	[[]],
	[{}],
	[17],
	[true],
	[{ steps: {} }],
	[{ steps: 'x' }],
	[{ steps: [] }],
])('nothing is known from the snapshot %j', (snapshot) => {
	expect(look(snapshot)).toBe('unknown');
});

it('nothing is known without a snapshot', () => {
	expect(completionOf({ id: 9001 }, 5001)).toBe('unknown');
});
