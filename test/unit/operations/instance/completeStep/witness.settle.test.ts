import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../../../../../nodes/NextMatter/api/types';
import { completeStepWitness } from '../../../../../nodes/NextMatter/operations/instance/completeStep/witness';
import { simplifyInstance } from '../../../../../nodes/NextMatter/operations/instance/simplify';
import { planOf } from '../../../completeStepPlan';

const SENT_AT = Date.UTC(2026, 5, 16, 10);
const SENT = { earliest: SENT_AT - 2000, latest: SENT_AT + 1000 };
const BEFORE = '2026-06-16T09:59:57.999Z';
const EARLIEST = '2026-06-16T09:59:58Z';
const LATEST = '2026-06-16T10:00:01Z';
const AFTER = '2026-06-16T10:00:01.001Z';

const doubt: Failure = { message: 'No answer', remedy: 'Look there.', certainty: 'unknown' };
const routedTo = (action: string) => ({
	specifyFormFields: 'json',
	formFieldsJson: [{ action_id: 1, input_object: { action } }],
});

const STEPS: Readonly<Record<string, IDataObject[]>> = {
	completed: [{ id: 5001, completed_time: BEFORE }],
	open: [{ id: 5001, completed_time: null }],
	absent: [{ id: 5002, completed_time: null }],
	unknown: [{ id: 5001 }],
};

function settle(
	instance: IDataObject,
	{
		plan = planOf(),
		sent,
		stampBefore,
	}: { plan?: ReturnType<typeof planOf>; sent?: typeof SENT; stampBefore?: string } = {
		sent: SENT,
	},
) {
	return completeStepWitness.settle(plan, doubt, { id: 9001, ...instance }, sent, stampBefore);
}
const unclear = (why: string) => ({
	kind: 'failed',
	failure: { ...doubt, remedy: `${why}. Look there.` },
});
const NOT_CHANGED = unclear(
	'The instance has not changed since, so it seems that the step was not active before',
);
const DONE_BEFORE = unclear(
	'The instance has not changed since, so it seems that the step had been completed before',
);
const NEITHER = unclear('The instance shows the step neither as active nor as completed');

it('reads the instance, with the times of its steps, and does nothing else', () => {
	expect(completeStepWitness.request(planOf())).toEqual({
		method: 'GET',
		path: '/instances/9001/',
		query: { steps_time_frame: 'true' },
	});
});

describe('a step that is active', () => {
	const active = (more: IDataObject = {}) => ({ active_step_ids: [5001, 5002], ...more });

	it.each(Object.keys(STEPS))(
		'has not been completed, whatever its times say: %s',
		(completion) => {
			const instance = active({ process_snapshot: { steps: STEPS[completion] } });
			expect(settle(instance)).toEqual({
				kind: 'open',
				failure: {
					...doubt,
					facts: { activeStepIds: [5001, 5002], instanceStatus: 'running' },
				},
			});
		},
	);

	it.each<[string, string | undefined]>([
		['long before', '2026-06-01T00:00:00Z'],
		['shortly before', BEFORE],
		['about then', EARLIEST],
		['as late as clocks may be off', LATEST],
		['at no known time', undefined],
		['at a time that cannot be read', 'today'],
	])('may be completed when the instance changed %s', (_when, last_updated_time) => {
		expect(settle(active({ last_updated_time })).kind).toBe('open');
	});

	it('may be active again when the instance has changed since', () => {
		expect(settle(active({ last_updated_time: AFTER }))).toEqual(
			unclear('The step is active, but the instance has changed since'),
		);
	});

	it('may be completed when nobody knows when the request was sent', () => {
		expect(settle(active({ last_updated_time: AFTER }), {}).kind).toBe('open');
	});

	it.each(['return', 'skip_forward'])('may be active again after the routing "%s"', (action) => {
		const plan = planOf(routedTo(action));
		expect(settle(active({ last_updated_time: BEFORE }), { plan, sent: SENT })).toEqual(
			unclear('The step is active, but the routing may have led back to it'),
		);
	});

	it.each(['complete', 'decline'])('has not been completed with the routing "%s"', (action) => {
		const plan = planOf(routedTo(action));
		expect(settle(active({ last_updated_time: BEFORE }), { plan, sent: SENT }).kind).toBe('open');
	});
});

describe('the stamp of what was seen before', () => {
	const CHANGED = unclear('The step is active, but the instance has changed since');
	const active = (last_updated_time: unknown) => ({
		active_step_ids: [5001],
		last_updated_time: last_updated_time as string,
	});
	const completed = (last_updated_time: string) => ({
		active_step_ids: [5002],
		process_snapshot: { steps: STEPS.completed },
		last_updated_time,
	});

	it('is the time of the last change', () => {
		expect(completeStepWitness.stamp({ id: 9001, last_updated_time: LATEST })).toBe(LATEST);
	});

	it.each([undefined, null, 'text', [], {}, { last_updated_time: 7 }, { last_updated_time: '' }])(
		'is not there in %j',
		(body) => {
			expect(completeStepWitness.stamp(body)).toBeUndefined();
		},
	);

	it.each([
		['the same, so nothing has happened', AFTER, AFTER, 'open'],
		['another, whatever the clocks say', BEFORE, EARLIEST, CHANGED],
	])('of a step that is active: %s', (_what, stampBefore, updated, expected) => {
		const verdict = settle(active(updated), { sent: SENT, stampBefore });
		if (expected === 'open') expect(verdict.kind).toBe('open');
		else expect(verdict).toEqual(expected);
	});

	it('leaves it to the clocks when the instance has none', () => {
		expect(settle(active(undefined), { sent: SENT, stampBefore: BEFORE }).kind).toBe('open');
	});

	it('tells a completion of before from one of its own', () => {
		const mine = settle(completed(BEFORE), { sent: SENT, stampBefore: EARLIEST });
		expect(mine).toMatchObject({ kind: 'done', json: { step_outcome: 'confirmed_by_read' } });
		const another = settle(completed(AFTER), { sent: SENT, stampBefore: AFTER });
		expect(another).toEqual(DONE_BEFORE);
	});

	it('tells it as done before, where that is fine', () => {
		const plan = planOf({ options: { ifStepNotActive: 'treatAsDone' } });
		const same = { plan, sent: SENT, stampBefore: AFTER };
		expect(settle(completed(AFTER), same)).toMatchObject({
			kind: 'done',
			json: { step_outcome: 'already_completed' },
		});
		const open = { ...completed(AFTER), process_snapshot: { steps: STEPS.open } };
		expect(settle(open, same)).toEqual(NOT_CHANGED);
	});
});

describe('a step that is not active', () => {
	const inactive = (completion: string, more: IDataObject = {}) => ({
		active_step_ids: [5002],
		process_snapshot: { steps: STEPS[completion] },
		...more,
	});
	const DONE = { kind: 'done' };

	it.each<[string, string | undefined, object]>([
		['completed', BEFORE, DONE_BEFORE],
		['completed', EARLIEST, DONE],
		['completed', AFTER, DONE],
		['completed', undefined, DONE],
		['open', BEFORE, NOT_CHANGED],
		['open', EARLIEST, NEITHER],
		['open', AFTER, NEITHER],
		['open', undefined, NEITHER],
		['absent', BEFORE, NOT_CHANGED],
		['absent', EARLIEST, NEITHER],
		['absent', AFTER, NEITHER],
		['absent', undefined, NEITHER],
		['unknown', BEFORE, NOT_CHANGED],
		['unknown', EARLIEST, DONE],
		['unknown', LATEST, DONE],
		['unknown', AFTER, DONE],
	])('and %s, in an instance that changed at %s', (completion, last_updated_time, expected) => {
		const verdict = settle(inactive(completion, { last_updated_time }));
		expect(verdict).toMatchObject(expected);
	});

	it('is not taken for completed because somebody stopped the instance', () => {
		const stopped = { aborted_time: LATEST, last_updated_time: LATEST };
		expect(settle(inactive('unknown', stopped))).toEqual(NEITHER);
		expect(settle(inactive('completed', stopped)).kind).toBe('done');
		const ended = { completed_time: LATEST, last_updated_time: LATEST };
		expect(settle(inactive('unknown', ended)).kind).toBe('done');
	});

	it('is put out with how it is known to be done', () => {
		const instance = inactive('completed', { last_updated_time: AFTER, name: 'Offer' });
		expect(settle(instance)).toEqual({
			kind: 'done',
			json: {
				...simplifyInstance({ id: 9001, ...instance }),
				step_outcome: 'confirmed_by_read',
			},
		});
		expect(settle(instance, { plan: planOf({ simplify: false }), sent: SENT })).toEqual({
			kind: 'done',
			json: { id: 9001, ...instance, step_outcome: 'confirmed_by_read' },
		});
	});

	it.each(['open', 'absent'])(
		'but %s was done if it was to stop the instance, and did',
		(shown) => {
			const plan = planOf(routedTo('decline'));
			const stopped = { aborted_time: LATEST, last_updated_time: LATEST };
			expect(settle(inactive(shown, stopped), { plan, sent: SENT }).kind).toBe('done');
			const running = { last_updated_time: LATEST };
			expect(settle(inactive(shown, running), { plan, sent: SENT })).toEqual(NEITHER);
			const completed = { completed_time: LATEST, last_updated_time: LATEST };
			expect(settle(inactive(shown, completed), { plan, sent: SENT })).toEqual(NEITHER);
			const before = { aborted_time: BEFORE, last_updated_time: BEFORE };
			expect(settle(inactive(shown, before), { plan, sent: SENT })).toEqual(NOT_CHANGED);
		},
	);

	it.each(['return', 'complete'])('and aborted was not done by the routing "%s"', (action) => {
		const plan = planOf(routedTo(action));
		const stopped = { aborted_time: LATEST, last_updated_time: LATEST };
		expect(settle(inactive('open', stopped), { plan, sent: SENT })).toEqual(NEITHER);
	});
});

it.each<[unknown]>([
	[undefined],
	[null],
	['text'],
	[[]],
	[{ detail: 'Not found.' }],
	[{ id: 9002, active_step_ids: [5001] }],
	[{ id: 9001 }],
	[{ id: 9001, active_step_ids: null }],
])('nothing is known from the answer %j', (body) => {
	expect(completeStepWitness.settle(planOf(), doubt, body, SENT)).toEqual(
		unclear('The instance was read, but the answer does not show its steps'),
	);
});
