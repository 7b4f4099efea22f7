import type { IDataObject } from 'n8n-workflow';
import { observe, readTime, stepDeadlinesOf } from '../../../nodes/NextMatter/trigger/observation';
import { iso, NOW, whole } from './made';

describe('observe', () => {
	it.each([undefined, null, 1.5])('says nothing of the ID %j', (id) => {
		expect(observe({ ...whole(), id })).toBeUndefined();
	});

	it('takes an entry for one that shows all only with each of the times and the active steps', () => {
		expect(observe(whole())).toMatchObject({ isWhole: true, isRead: false, activeSteps: [1] });
		const keys = ['started_time', 'completed_time', 'aborted_time', 'last_updated_time'];
		const needless = keys.filter((key) => {
			const entry = whole();
			delete entry[key];
			return observe(entry)?.isWhole;
		});
		expect(needless).toEqual([]);
		expect(observe(whole({ active_step_ids: null }))).toMatchObject({ isWhole: false });
	});

	it('takes an instance that was read by itself for whole, whatever it lacks', () => {
		expect(observe({ id: 9001 }, true)).toMatchObject({ isWhole: true, isRead: true });
	});

	it('reads the times', () => {
		const json = whole({
			completed_time: iso(NOW - 1),
			aborted_time: iso(NOW - 2),
			deadline: iso(NOW - 3),
		});
		expect(observe(json)).toEqual({
			id: 9001,
			json,
			isWhole: true,
			isRead: false,
			isEnded: true,
			activeSteps: [],
			started: NOW - 60_000,
			updated: NOW - 60_000,
			completed: NOW - 1,
			stopped: NOW - 2,
			deadline: NOW - 3,
		});
	});

	it.each([{ id: '9001' }, { id: null, url: 'https://core.nextmatter.com/api/instances/9001/' }])(
		'reads the ID of %j',
		(told) => {
			expect(observe(whole(told))).toMatchObject({ id: 9001 });
		},
	);

	it.each(['completed', 'aborted'])('takes the status %s for an end without a time', (status) => {
		expect(observe({ id: 9001, status })).toMatchObject({ isEnded: true, activeSteps: [] });
	});

	it('leaves out the times that are missing or no times', () => {
		const found = observe({ id: 9001, started_time: 'soon', last_updated_time: 5 });
		expect(found).not.toHaveProperty('started');
		expect(found).not.toHaveProperty('updated');
		expect(found).toMatchObject({ isWhole: false, isEnded: false });
		expect(found).not.toHaveProperty('activeSteps');
	});
});

describe('readTime', () => {
	it.each(['2026-03-01T09:00:00+01', '2026-03-01T08:00:00.000900Z', NOW / 1000])(
		'reads %j in whole milliseconds',
		(value) => {
			expect(readTime(value)).toBe(NOW);
		},
	);

	it('reads anything else as none', () => {
		expect(readTime('soon')).toBeUndefined();
	});
});

describe('stepDeadlinesOf', () => {
	const due = iso(NOW);
	const deadline = NOW;

	it.each<[string, IDataObject[keyof IDataObject]]>([
		['a list', [{ step_id: 5001, deadline: due }]],
		['a list with other names', [{ id: '5001', due_date: due }]],
		['a list as JSON text', JSON.stringify([{ step: 5001, time: due }])],
		['times by step', { 5001: due }],
		['objects by step', { 5001: { deadline: due } }],
		['objects that name their step', { first: { step_id: 5001, deadline: due } }],
	])('reads %s', (_what, step_deadlines) => {
		expect(stepDeadlinesOf({ step_deadlines })).toEqual([{ stepId: 5001, deadline }]);
	});

	it.each<[string, IDataObject[keyof IDataObject]]>([
		['nothing', undefined],
		['text that is no JSON', '{"5001'],
		['a list of nothing', [null]],
		['an entry with a step that is none', [{ step_id: 0, deadline: due }]],
		['an entry with a part of a step', [{ step_id: 1.5, deadline: due }]],
		['an entry without a time', [{ step_id: 5001, deadline: null }]],
		['an entry with a name for a step', { first: due }],
	])('recognizes nothing in %s', (_what, step_deadlines) => {
		expect(stepDeadlinesOf({ step_deadlines })).toEqual([]);
	});
});
