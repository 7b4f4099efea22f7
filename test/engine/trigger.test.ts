import Ajv from 'ajv';
import type { IDataObject } from 'n8n-workflow';
import schema from '../../nodes/NextMatter/__schema__/v1.0.0.json';
import {
	DECISION_STEP_ID,
	FIELD_IDS,
	ORDER_NUMBER_FIELD_ID,
	ORDER_STEP_ID,
	REQUEST_STEP_ID,
	type CreateInstanceInput,
	type StandInOptions,
} from '../standIn';
import { STANDARD_SAMPLES } from '../standIn/samples';
import { TestClient } from '../standIn/testClient';
import { openTriggerBed, type ActiveTrigger, type TriggerBed } from './triggerBed';

const MINUTE_MS = 60_000;
/** Hours away from this machine's time, so that nothing can go by that. */
const SERVER_START = Date.parse('2031-05-05T05:05:05Z');

let bed: TriggerBed;
let now = SERVER_START;
async function open(
	events: readonly string[],
	more: IDataObject = {},
	options: StandInOptions = {},
	credential: IDataObject = {},
): Promise<void> {
	now = SERVER_START;
	bed = await openTriggerBed({ events, ...more }, { now: () => now, ...options }, credential);
}
afterEach(async () => {
	expect(bed.standIn.contractViolations).toEqual([]);
	expect(bed.standIn.log.flatMap(({ contractErrors }) => contractErrors)).toEqual([]);
	await bed.standIn.close();
});

const after = (ms: number) => (now += ms);

/** Publishes the workflow; the first poll is the baseline. */
async function publish(): Promise<ActiveTrigger> {
	const trigger = await bed.activate('activate');
	expect(await trigger.poll()).toEqual([]);
	return trigger;
}

/** Starts an instance, a minute before whatever comes next. */
function startInstance(input: CreateInstanceInput = {}): number {
	const { id } = bed.standIn.createInstance(input);
	after(MINUTE_MS);
	return id;
}

/** Completes the last step of an instance that was started at it. */
async function completeInstance(id: number): Promise<void> {
	await new TestClient(bed.standIn).completeStep(id, {
		step_id: ORDER_STEP_ID,
		actions: [{ action_id: ORDER_NUMBER_FIELD_ID, input_object: { inputValue: 'A1' } }],
	});
}

/** Publishes the workflow and has it tell something, so that n8n has stored what the trigger remembers. */
async function publishWithEvent(): Promise<void> {
	const trigger = await publish();
	const id = startInstance();
	expect(eventsOf(await trigger.poll())).toEqual([['instanceStarted', id]]);
}

const eventsOf = (items: readonly IDataObject[]) => items.map(({ event, id }) => [event, id]);
const requestsOf = async (work: () => Promise<unknown>) => {
	const before = bed.standIn.log.length;
	await work();
	return bed.standIn.log.length - before;
};
const strict = new Ajv({ strict: false }).compile({ ...schema, additionalProperties: false });
const ALL = [
	'instanceStarted',
	'instanceCompleted',
	'instanceStopped',
	'instanceUpdated',
	'stepActive',
	'instanceOverdue',
	'stepOverdue',
];

describe.each<StandInOptions>([
	{ pagination: 'page', listEntries: 'full' },
	{ pagination: 'cursor', listEntries: 'short' },
])('the trigger, %j', (options) => {
	it('reports nothing about what was before, and each thing once that comes later', async () => {
		await open(
			['instanceStarted', 'stepActive', 'instanceCompleted', 'instanceStopped'],
			{},
			options,
		);
		bed.standIn.createInstance();
		const trigger = await publish();

		after(MINUTE_MS);
		const { id } = bed.standIn.createInstance({ startAtStepId: ORDER_STEP_ID });
		expect(eventsOf(await trigger.poll())).toEqual([
			['instanceStarted', id],
			['stepActive', id],
		]);
		after(MINUTE_MS);
		expect(await trigger.poll()).toEqual([]);
		await completeInstance(id);
		after(MINUTE_MS);
		const [item, ...others] = await trigger.poll();
		expect(others).toEqual([]);
		expect(item).toMatchObject({
			event: 'instanceCompleted',
			event_time: item.ended_time,
			id,
			status: 'completed',
		});
		after(10 * MINUTE_MS);
		expect(await trigger.poll()).toEqual([]);
	});

	it('reports the start and the end of an instance that did both between two polls', async () => {
		await open(['instanceCompleted', 'instanceStarted'], {}, options);
		const trigger = await publish();
		const { id } = bed.standIn.createInstance({ startAtStepId: ORDER_STEP_ID });
		after(1000);
		await completeInstance(id);
		after(MINUTE_MS);
		expect(eventsOf(await trigger.poll())).toEqual([
			['instanceStarted', id],
			['instanceCompleted', id],
		]);
	});

	it('reports what is overdue, by the time of the server', async () => {
		await open(['instanceOverdue', 'stepOverdue'], {}, options);
		const deadline = new Date(SERVER_START + 5 * MINUTE_MS).toISOString();
		const { id } = bed.standIn.createInstance({ deadline });
		const trigger = await publish();
		after(4 * MINUTE_MS);
		expect(await trigger.poll()).toEqual([]);
		after(2 * MINUTE_MS);
		const reported = [...(await trigger.poll()), ...(await trigger.poll())];
		expect(reported).toEqual([
			expect.objectContaining({
				event: 'stepOverdue',
				event_time: deadline,
				id,
				step: { id: REQUEST_STEP_ID, name: 'Describe the purchase' },
			}),
			expect.objectContaining({ event: 'instanceOverdue', event_time: deadline, id }),
		]);
		after(MINUTE_MS);
		expect(await trigger.poll()).toEqual([]);
	});

	it('asks once for each kind of event when nothing has happened', async () => {
		await open(ALL, {}, options);
		for (let count = 0; count < 30; count += 1) bed.standIn.createInstance();
		after(MINUTE_MS);
		const trigger = await publish();
		after(10 * MINUTE_MS);
		for (let round = 0; round < 3; round += 1) {
			expect(await requestsOf(async () => expect(await trigger.poll()).toEqual([]))).toBe(6);
			after(MINUTE_MS);
		}
	});

	it.each([true, false])(
		'adds what was entered for one request more for each instance with an event, Simplify %j',
		async (simplify) => {
			await open(
				['instanceStarted', 'stepActive'],
				{ formFieldValues: 'byName', simplify },
				options,
			);
			const trigger = await publish();
			const quiet = await requestsOf(async () => await trigger.poll());
			after(MINUTE_MS);
			const { number } = FIELD_IDS;
			const values = { [number]: STANDARD_SAMPLES.number };
			const { id } = bed.standIn.createInstance({ values });
			// The list that shows no times cannot say whether anything has changed since the first request.
			const more = options.listEntries === 'short' ? 2 : 1;

			const requests = await requestsOf(async () => {
				const reported = await trigger.poll();
				expect(eventsOf(reported)).toEqual([
					['instanceStarted', id],
					['stepActive', id],
				]);
				for (const { fields, step, process_snapshot: snapshot } of reported) {
					expect(fields).toMatchObject({ Amount: 1249.5 });
					expect(snapshot === undefined).toBe(simplify);
					if (step) expect(step).toMatchObject({ name: 'Describe the purchase' });
				}
				if (simplify) for (const item of reported) expect(strict(item)).toBe(true);
			});

			expect(requests).toBe(quiet + more);
			after(10 * MINUTE_MS);
			await trigger.poll();
			expect(await requestsOf(async () => await trigger.poll())).toBe(quiet);
		},
	);

	it('reads over pages', async () => {
		await open(['instanceStarted'], {}, options);
		const trigger = await publish();
		const ids = Array.from({ length: options.listEntries === 'short' ? 90 : 603 }, () => {
			after(10);
			return bed.standIn.createInstance().id;
		});
		const reported: unknown[] = [];
		for (let round = 0; round < 5; round += 1) {
			after(MINUTE_MS);
			reported.push(...(await trigger.poll()).map(({ id }) => id));
		}
		expect(reported).toEqual(ids);
	});
});

describe('the trigger', () => {
	it('watches only the chosen steps', async () => {
		await open(['stepActive'], { steps: [DECISION_STEP_ID] });
		const { id } = bed.standIn.createInstance();
		const trigger = await publish();
		const client = new TestClient(bed.standIn);
		const other = bed.standIn.createInstance().id;
		after(MINUTE_MS);
		expect(await trigger.poll()).toEqual([]);
		await client.completeStep(id, { step_id: REQUEST_STEP_ID });
		expect(await trigger.poll()).toEqual([
			expect.objectContaining({
				event: 'stepActive',
				id,
				active_step_ids: [DECISION_STEP_ID],
				step: { id: DECISION_STEP_ID, name: 'Decide' },
			}),
		]);
		expect(other).toBeGreaterThan(id);
	});

	it('adds no values to an instance that may not be read, and tells its event all the same', async () => {
		await open(['instanceStarted'], { formFieldValues: 'byId' });
		const trigger = await publish();
		const id = startInstance();
		bed.standIn.faults.add({ kind: { status: 403 }, match: { operationId: 'readInstance' } });
		const reported = await trigger.poll();
		expect(reported).toEqual([expect.objectContaining({ id, fields: null })]);
	});

	it('sends its filters with each list', async () => {
		const filters = { tags: ['a', 'b'], priority: 'high', nameContains: 'x' };
		await open(['instanceStarted', 'instanceOverdue'], { filters });
		await publish();
		for (const { query } of bed.standIn.log) {
			expect(query).toMatchObject({ tags: 'a,b', priority: 'H', name: 'x' });
		}
	});

	it('goes on after n8n was restarted, and begins anew when it is published again', async () => {
		await open(['instanceStarted']);
		const trigger = await publish();
		after(MINUTE_MS);
		const first = bed.standIn.createInstance().id;
		expect(eventsOf(await trigger.poll())).toEqual([['instanceStarted', first]]);
		after(MINUTE_MS);
		const second = bed.standIn.createInstance().id;
		after(8 * 60 * MINUTE_MS);
		const restarted = await bed.activate('init');
		expect(eventsOf(await restarted.poll())).toEqual([['instanceStarted', second]]);
		expect(await restarted.poll()).toEqual([]);
		startInstance();
		const again = await bed.activate('activate');
		expect(await again.poll()).toEqual([]);
	});

	it('begins anew with other filters', async () => {
		await open(['instanceStarted']);
		await publishWithEvent();
		startInstance();

		bed.edit({ filters: { nameContains: 'Instance' } });
		const published = await bed.activate('update');
		expect(await published.poll()).toEqual([]);
		const id = startInstance({ name: 'Instance' });
		expect(eventsOf(await published.poll())).toEqual([['instanceStarted', id]]);
	});

	it('goes on where it was when only the output is changed', async () => {
		await open(['instanceStarted']);
		await publishWithEvent();
		const id = startInstance();

		bed.edit({ simplify: false, formFieldValues: 'byId' });
		const published = await bed.activate('update');
		expect(eventsOf(await published.poll())).toEqual([['instanceStarted', id]]);
	});

	it('begins anew with what another version of this package has stored', async () => {
		await open(['instanceStarted']);
		await publishWithEvent();
		bed.stored = bed.stored.replace('"version":1', '"version":99');

		const upgraded = await bed.activate('init');
		startInstance();
		expect(await upgraded.poll()).toEqual([]);
		const id = startInstance();
		expect(eventsOf(await upgraded.poll())).toEqual([['instanceStarted', id]]);
	});

	it.each([
		['throttling', { status: 429, headers: { 'Retry-After': '30' } }, '429'],
		['a bad key', { status: 401 }, '401'],
		['half an answer', { truncate: 'clean' }, '200'],
	] as const)('says what %s it met, and catches up', async (_what, kind, httpCode) => {
		await open(['instanceStarted', 'instanceCompleted']);
		const trigger = await publish();
		const id = startInstance();
		// The first list is read, the second is not.
		bed.standIn.faults.add({ kind: { delay: 0 } });
		bed.standIn.faults.add({ kind });
		await expect(trigger.poll()).rejects.toMatchObject({
			name: 'NodeApiError',
			httpCode,
			message: expect.stringContaining('list the instances of workflow 101'),
			description: expect.stringContaining('No event is lost'),
		});
		expect(eventsOf(await trigger.poll())).toEqual([['instanceStarted', id]]);
	});

	it('is not given up by n8n when the first poll after a restart fails', async () => {
		await open(['instanceStarted']);
		await publishWithEvent();
		const id = startInstance();
		bed.standIn.faults.add({ kind: { status: 503 }, times: 2 });

		const restarted = await bed.activate('init');
		expect(await restarted.poll()).toEqual([]);
		await expect(restarted.poll()).rejects.toMatchObject({ httpCode: '503' });
		expect(eventsOf(await restarted.poll())).toEqual([['instanceStarted', id]]);
	});

	it.each(['activate', 'update'] as const)(
		'keeps n8n from publishing when its first poll fails (%s)',
		async (activation) => {
			await open(['instanceStarted']);
			bed.standIn.faults.add({ kind: { status: 503 } });
			const trigger = await bed.activate(activation);
			await expect(trigger.poll()).rejects.toMatchObject({ httpCode: '503' });
		},
	);

	it('lets a poll that takes too long end alone', async () => {
		await open(['instanceStarted']);
		const trigger = await publish();
		const { id } = bed.standIn.createInstance();
		bed.standIn.faults.add({ kind: { delay: 300 } });
		const slow = trigger.poll();
		expect(await trigger.poll()).toEqual([]);
		expect(eventsOf(await slow)).toEqual([['instanceStarted', id]]);
	});

	it('refuses bad parameters before anything is sent', async () => {
		await open(['instanceStarted'], { steps: ['x'], events: ['stepActive'] });
		const trigger = await bed.activate('activate');
		await expect(trigger.poll()).rejects.toThrow('"x" is not the ID of a step');
		expect(bed.standIn.log).toEqual([]);
	});
});

describe('Fetch Test Event', () => {
	it('shows what was entered', async () => {
		await open(['instanceStarted'], { formFieldValues: 'byName' });
		bed.standIn.createInstance({ values: { [FIELD_IDS.number]: STANDARD_SAMPLES.number } });
		const [{ fields }] = await bed.fetchTestEvent();
		expect(fields).toMatchObject({ Amount: 1249.5 });
	});

	it.each(ALL)('shows the newest %s, and notes nothing', async (event) => {
		await open([event]);
		const deadline = new Date(SERVER_START - MINUTE_MS).toISOString();
		const ids = [1, 2, 3].map(() => {
			after(MINUTE_MS);
			return bed.standIn.createInstance({ deadline, startAtStepId: ORDER_STEP_ID }).id;
		});
		if (event === 'instanceCompleted') await completeInstance(ids[2]);
		if (event === 'instanceStopped') {
			const api = new TestClient(bed.standIn);
			await api.sendJson('POST', '/instances/bulk/abort', { ids: [ids[2]] });
		}
		const items = await bed.fetchTestEvent();
		expect(items).toEqual([expect.objectContaining({ event })]);
		expect(strict(items[0])).toBe(true);
		if (!event.endsWith('Overdue')) expect(items[0].id).toBe(ids[2]);
		expect(bed.stored).toBe('{}');
	});

	it('says that there is none yet', async () => {
		await open(['instanceCompleted', 'stepOverdue']);
		await expect(bed.fetchTestEvent()).rejects.toMatchObject({
			message: expect.stringContaining(
				"No matching event in workflow 101 yet: it has no instance for 'Instance Completed' or 'Step Overdue'",
			),
		});
	});
});
