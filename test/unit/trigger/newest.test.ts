import type { IDataObject } from 'n8n-workflow';
import type { Reply } from '../../../nodes/NextMatter/api/types';
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
	it('is the latest of several kinds', async () => {
		const entry = whole({ completed_time: iso(NOW - 1000) });
		const { send } = server([entry]);
		const settings = settingsFor(['instanceStarted', 'instanceCompleted']);
		await expect(findNewest(settings, send)).resolves.toMatchObject({
			event: 'instanceCompleted',
			time: NOW - 1000,
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
		await expect(found).rejects.toThrow("'Instance Started' or 'Step Overdue'");
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
		expect(requests.map(({ query }) => query?.active_step_id)).toEqual(['5001', '5002']);
		expect(step).toBe(5002);
	});

	it('is of the first instance that has one', async () => {
		const entries = [whole({ active_step_ids: [] }), whole({ id: 9002, active_step_ids: [7] })];
		await expect(find(entries)).resolves.toMatchObject({ id: 9002, step: 7 });
	});

	it('does not exist where no instance has one', async () => {
		await expect(find([whole({ active_step_ids: [] })])).rejects.toThrow(ReadFailure);
	});

	it('is told without a time where nobody tells one', async () => {
		const { send } = server([{ id: 9001 }], [{ id: 9001, process: 'p', active_step_ids: [7] }]);
		const event = await findNewest(settingsFor(['stepActive']), send);
		expect(event).toMatchObject({ event: 'stepActive', stepId: 7 });
		expect(event).not.toHaveProperty('time');
	});
});

describe('the newest deadline', () => {
	it('is one that has passed', async () => {
		const { send, requests } = server([whole({ deadline: iso(NOW - 5000) })]);
		await expect(findNewest(settingsFor(['instanceOverdue']), send)).resolves.toMatchObject({
			event: 'instanceOverdue',
			time: NOW - 5000,
		});
		expect(requests.at(-1)?.query).toMatchObject({ deadline_before: iso(NOW) });
	});

	it('is not known where the server does not tell its time', async () => {
		const { send, requests } = server([whole({ deadline: iso(NOW - 5000) })], [], timeless);
		await expect(findNewest(settingsFor(['instanceOverdue']), send)).rejects.toThrow(ReadFailure);
		expect(requests).toHaveLength(1);
	});
});
