import type { IDataObject } from 'n8n-workflow';
import type { Reply } from '../../../nodes/NextMatter/api/types';
import type { EventName } from '../../../nodes/NextMatter/trigger/events';
import { findNewest } from '../../../nodes/NextMatter/trigger/newest';
import { ReadFailure } from '../../../nodes/NextMatter/trigger/readFailure';
import { answering, idIn, iso, NOW, settingsFor, timed, timeless, whole } from './made';

/** A list of these, and the instances themselves; one that is not among them is gone. */
function server(
	entries: readonly IDataObject[],
	instances: readonly IDataObject[] = [],
	answer: (value: unknown, status?: number) => Reply = timed,
) {
	return answering((request) => {
		const id = idIn(request);
		if (id === undefined) return answer({ results: entries });
		const found = instances.find((one) => one.id === id);
		return found ? answer(found) : answer({ detail: 'Not found.' }, 404);
	});
}

describe('the newest event', () => {
	it.each<[EventName, object]>([
		['instanceStarted', { time: NOW - 60_000, ordering: '-started_time' }],
		['instanceCompleted', { time: NOW - 2000, ordering: '-ended_time', status: 'completed' }],
		['instanceStopped', { time: NOW - 1000, ordering: '-ended_time', status: 'aborted' }],
		['instanceUpdated', { time: NOW - 500, ordering: '-last_updated_time' }],
	])('of the kind %s is asked for as such, and no more than that', async (kind, expected) => {
		const { send, requests } = server([
			whole({
				completed_time: iso(NOW - 2000),
				aborted_time: iso(NOW - 1000),
				last_updated_time: iso(NOW - 500),
			}),
		]);
		const query = { name: 'a' };
		const { event, time } = await findNewest(settingsFor([kind], { query }), send);
		expect(event).toBe(kind);
		expect(requests).toHaveLength(1);
		expect({ time, ...requests[0].query }).toEqual({ ...expected, ...query, page_size: '1' });
	});

	it('is the instance itself where the list shows too little', async () => {
		const { send } = server([{ id: 9001 }], [whole()]);
		const found = findNewest(settingsFor(['instanceStarted']), send);
		await expect(found).resolves.toMatchObject({ time: NOW - 60_000, instance: { isRead: true } });
	});

	it('has the values of its form fields where they are wanted', async () => {
		const { send, requests } = server([whole()], [whole({ name: 'Laptops' })]);
		const settings = settingsFor(['instanceStarted'], { keying: 'byName' });
		await expect(findNewest(settings, send)).resolves.toMatchObject({
			instance: { isRead: true, json: { name: 'Laptops' } },
		});
		expect(requests.map(idIn)).toEqual([undefined, 9001]);
	});

	it('is the latest of several kinds', async () => {
		const entry = whole({ completed_time: iso(NOW - 1000) });
		const { send } = server([entry]);
		const settings = settingsFor(['instanceStarted', 'instanceCompleted']);
		await expect(findNewest(settings, send)).resolves.toMatchObject({
			event: 'instanceCompleted',
			time: NOW - 1000,
		});
	});

	it('is the latest also where a list before has it', async () => {
		const { send } = server([whole({ completed_time: iso(NOW - 1000) })]);
		const settings = settingsFor(['instanceCompleted', 'instanceUpdated']);
		await expect(findNewest(settings, send)).resolves.toMatchObject({
			event: 'instanceCompleted',
		});
	});

	it('is what the list shows of an instance that is gone', async () => {
		const { send } = server([{ id: 9001, name: 'Onboarding' }]);
		const event = await findNewest(settingsFor(['instanceStarted']), send);
		expect(event).toMatchObject({
			event: 'instanceStarted',
			instance: { id: 9001, isRead: false, json: { name: 'Onboarding' } },
		});
		expect(event).not.toHaveProperty('time');
	});

	it('is what the list shows when its form fields cannot be read', async () => {
		const { send, requests } = server([whole()]);
		const settings = settingsFor(['instanceStarted'], { keying: 'byName' });
		await expect(findNewest(settings, send)).resolves.toMatchObject({
			instance: { id: 9001, isRead: false },
		});
		expect(requests.at(-1)).toMatchObject({ query: { inject_values: 'true' } });
	});

	it('does not exist where nothing has happened', async () => {
		const { send } = server([]);
		const found = findNewest(settingsFor(['instanceStarted', 'stepOverdue']), send);
		await expect(found).rejects.toThrow(ReadFailure);
		await expect(found).rejects.toMatchObject({
			failure: {
				message:
					"No matching event in workflow 120 yet: it has no instance for 'Instance Started' or 'Step Overdue' that matches the filters",
				remedy:
					'Trigger one in Next Matter and fetch again, or publish the n8n workflow: it will start with the first event',
			},
		});
	});
});

describe('the newest active step', () => {
	const find = async (entries: IDataObject[], steps?: number[]) => {
		const { send, requests } = server(entries);
		const event = await findNewest(settingsFor(['stepActive'], steps && { steps }), send);
		return { id: event.instance.id, step: event.stepId, requests };
	};

	it('is asked for by each step that is watched', async () => {
		const { step, requests } = await find([whole()], [5001, 5002]);
		expect(requests.map(({ query }) => query)).toEqual(
			['5001', '5002'].map((active_step_id) => ({
				active_step_id,
				status: 'running',
				ordering: '-last_updated_time',
				page_size: '10',
			})),
		);
		expect(step).toBe(5002);
	});

	it('is of the first instance that has one', async () => {
		const entries = [whole({ active_step_ids: [] }), whole({ id: 9002, active_step_ids: [7] })];
		await expect(find(entries)).resolves.toMatchObject({ id: 9002, step: 7 });
	});

	it('is that of the list only, with the time of the last change', async () => {
		const { send, requests } = server([whole(), whole({ id: 9002 })]);
		const event = await findNewest(settingsFor(['stepActive']), send);
		expect(event).toMatchObject({ instance: { id: 9001 }, stepId: 1, time: NOW - 60_000 });
		expect(requests.map(({ query }) => query?.active_step_id)).toEqual([undefined]);
	});

	it('is looked for in ten instances at most, where each has to be read', async () => {
		const entries = Array.from({ length: 11 }, (_, index) => ({ id: index + 1 }));
		const { send, requests } = server(entries, [whole({ id: 11 })]);
		await expect(findNewest(settingsFor(['stepActive']), send)).rejects.toThrow(ReadFailure);
		expect(requests.map(idIn)).toEqual([undefined, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
	});

	it('is what the list shows where no more may be read', async () => {
		const { send } = server([{ id: 9001 }], [whole()]);
		const steps = Array.from({ length: 11 }, (_, index) => index + 1);
		await expect(findNewest(settingsFor(['stepActive'], { steps }), send)).resolves.toMatchObject({
			stepId: 11,
			instance: { id: 9001, isRead: false },
		});
	});

	it('is reported without a time where nobody tells one', async () => {
		const { send } = server([{ id: 9001 }], [{ id: 9001, process: 'p', active_step_ids: [7] }]);
		const event = await findNewest(settingsFor(['stepActive']), send);
		expect(event).toMatchObject({ event: 'stepActive', stepId: 7 });
		expect(event).not.toHaveProperty('time');
	});
});

describe('the newest deadline', () => {
	const ofRunning = { status: 'running', page_size: '10' };

	it('is one that has passed', async () => {
		const { send, requests } = server([whole({ deadline: iso(NOW - 5000) })]);
		await expect(findNewest(settingsFor(['instanceOverdue']), send)).resolves.toMatchObject({
			event: 'instanceOverdue',
			time: NOW - 5000,
		});
		expect(requests.map(({ query }) => query)).toEqual([
			// For the server's time.
			{ page_size: '1' },
			{ ...ofRunning, deadline_before: iso(NOW), ordering: '-deadline' },
		]);
	});

	it('is asked for at once where the time of the server is known', async () => {
		const { send, requests } = server([whole({ deadline: iso(NOW - 5000) })]);
		await findNewest(settingsFor(['instanceStarted', 'instanceOverdue']), send);
		expect(requests.map(({ query }) => query?.ordering)).toEqual(['-started_time', '-deadline']);
	});

	it('of a step is asked for by the deadlines of steps', async () => {
		const step_deadlines = [{ step_id: 1, deadline: iso(NOW - 5000) }];
		const { send, requests } = server([{ id: 9001 }], [whole({ step_deadlines })]);
		await expect(findNewest(settingsFor(['stepOverdue']), send)).resolves.toMatchObject({
			event: 'stepOverdue',
			stepId: 1,
			time: NOW - 5000,
		});
		expect(requests[1].query).toEqual({
			...ofRunning,
			step_deadline_before: iso(NOW),
			ordering: '-last_updated_time',
		});
	});

	it('is not known where the server does not tell its time', async () => {
		const { send, requests } = server([whole({ deadline: iso(NOW - 5000) })], [], timeless);
		await expect(findNewest(settingsFor(['instanceOverdue']), send)).rejects.toThrow(ReadFailure);
		expect(requests).toHaveLength(1);
	});
});
