import { sleep, type IDataObject } from 'n8n-workflow';
import {
	DECISION_FIELD_ID,
	DECISION_STEP_ID,
	FIELD_IDS,
	REQUEST_STEP_ID,
	type FaultKind,
} from '../standIn';
import { completeStep, NODE, openTestBed, row, type TestBed } from './testBed';

let bed: TestBed;
beforeEach(() => bed.standIn.reset());
afterEach(() => expect(bed.standIn.contractViolations).toEqual([]));

const strike = (kind: FaultKind, method = 'POST', times = 1) =>
	bed.standIn.faults.add({ kind, match: { method }, times });
const complete = async (rest: IDataObject = {}) =>
	await bed.run({
		parameters: completeStep(bed.standIn.createInstance().id, REQUEST_STEP_ID, [], rest),
	});
const methods = () => bed.standIn.log.map(({ method }) => method);
const effects = () => bed.standIn.log.map(({ effect }) => effect);

describe('a completion without a clear answer', () => {
	beforeAll(async () => (bed = await openTestBed()));
	afterAll(async () => await bed.standIn.close());

	it.each([true, false])(
		'is confirmed by reading the instance, and marked (simplified: %s)',
		async (simplify) => {
			strike({ reset: 'after' });
			const { error, output } = await complete({ simplify });
			expect(error).toBeUndefined();
			expect(output(NODE)[0].json).toMatchObject({
				id: 9001,
				active_step_ids: [DECISION_STEP_ID],
				step_outcome: 'confirmed_by_read',
			});
			expect('process_snapshot' in output(NODE)[0].json).toBe(!simplify);
			expect(methods()).toEqual(['POST', 'GET']);
		},
	);

	it('is never resent at a step that is still active, unless the step was read before', async () => {
		strike({ reset: 'before' });
		const { error } = await complete();
		expect(error?.message).toContain('Sent, outcome unknown');
		expect(error?.description).toContain('Check Step Before Completing');
		expect(methods()).toEqual(['POST', 'GET', 'GET']);
		const [, first, second] = bed.standIn.log;
		expect(second.at - first.at).toBeGreaterThanOrEqual(2900);
	});

	it('is only sent again after all that may be at work is cut off, if that was asked for', async () => {
		strike({ reset: 'before' });
		const { error } = await complete({ options: { checkStepFirst: true, maximumWait: 4 } });
		expect(error?.description).toMatch(
			/^It has had no effect so far, .* 'Maximum Wait \(Seconds\)'/,
		);
		expect(methods()).toEqual(['GET', 'POST', 'GET', 'GET']);
	});

	it('is not even sent if a read has shown that the step is not active', async () => {
		const { id } = bed.standIn.createInstance();
		const options = { checkStepFirst: true };
		const { error } = await bed.run({
			parameters: completeStep(id, DECISION_STEP_ID, [], { options }),
		});
		expect(error?.message).toContain('is not active');
		expect(error).toMatchObject({ context: { data: { certainty: 'not-sent' } } });
		expect(methods()).toEqual(['GET']);
	});

	describe('where the read before it gets cut-off JSON', () => {
		const look = async (times: number) => {
			const kind = { truncate: 'clean' } as const;
			bed.standIn.faults.add({ kind, times, match: { method: 'GET' } });
			return await complete({ options: { checkStepFirst: true, maximumWait: 10 } });
		};

		it('is sent after another read', async () => {
			expect((await look(1)).error).toBeUndefined();
			expect(methods()).toEqual(['GET', 'GET', 'POST']);
		});

		it('is not sent after several, and it is told that reading failed', async () => {
			const { error } = await look(3);
			expect(methods()).toEqual(['GET', 'GET', 'GET']);
			expect(error?.message).toContain('asked to read instance 9001;');
			expect(error?.description).not.toContain('Whether it was done');
			expect(error).toMatchObject({ context: { data: { certainty: 'not-sent' } } });
		});
	});

	it('is not resent when only the second of two reads shows that it was in progress', async () => {
		strike({ hang: 'after' });
		strike({ stale: 'lastChange' }, 'GET');
		const { error, output } = await complete({ options: { timeout: 1 } });
		expect(error).toBeUndefined();
		expect(output(NODE)[0].json.step_outcome).toBe('confirmed_by_read');
		expect(methods()).toEqual(['POST', 'GET', 'GET']);
	});

	it('stays unknown when the instance cannot be read', async () => {
		strike({ reset: 'after' });
		strike({ status: 502 }, 'GET', 9);
		const { error } = await complete();
		expect(error?.message).toContain('Sent, outcome unknown');
		expect(error?.description).toContain('Checking what became of it failed as well');
		expect(error).toMatchObject({ context: { data: { certainty: 'unknown' } } });
		expect(methods()).toEqual(['POST', 'GET', 'GET', 'GET']);
	});

	it('is found although the first read fails', async () => {
		strike({ reset: 'after' });
		strike({ status: 502 }, 'GET');
		const { error } = await complete();
		expect(error).toBeUndefined();
		expect(methods()).toEqual(['POST', 'GET', 'GET']);
	});

	it('stays unknown when the step was not active before either', async () => {
		const { id } = bed.standIn.createInstance();
		strike({ reset: 'before' });
		const { error } = await bed.run({ parameters: completeStep(id, DECISION_STEP_ID) });
		expect(error?.message).toContain('Sent, outcome unknown');
		expect(error?.description).toMatch(/^The step is not active|^The instance shows the step/);
		expect(methods()).toEqual(['POST', 'GET']);
	});

	it('stays unknown when its own routing may have led back to the step', async () => {
		const { id } = bed.standIn.createInstance({ startAtStepId: DECISION_STEP_ID });
		const back = row(DECISION_FIELD_ID, 'routing', {
			routingAction: 'return',
			targetStep: DECISION_STEP_ID,
		});
		strike({ reset: 'after' });
		const { error } = await bed.run({ parameters: completeStep(id, DECISION_STEP_ID, [back]) });
		expect(error?.description).toContain('the routing may have led back to it');
		expect(methods()).toEqual(['POST', 'GET']);
	});

	it('is done when its routing has stopped the instance', async () => {
		const { id } = bed.standIn.createInstance({ startAtStepId: DECISION_STEP_ID });
		const stop = row(DECISION_FIELD_ID, 'routing', { routingAction: 'stop' });
		strike({ reset: 'after' });
		const { error, output } = await bed.run({
			parameters: completeStep(id, DECISION_STEP_ID, [stop]),
		});
		expect(error).toBeUndefined();
		expect(output(NODE)[0].json).toMatchObject({
			status: 'aborted',
			step_outcome: 'confirmed_by_read',
		});
	});

	it('stays unknown when the instance has changed since, and the step is active', async () => {
		const { id } = bed.standIn.createInstance();
		strike({ hang: 'before' });
		const saved = row(FIELD_IDS.text, 'text', { text: 'by hand' });
		void sleep(2000).then(async () => {
			const parameters = completeStep(id, REQUEST_STEP_ID, [saved], { mode: 'save' });
			await bed.run({ parameters });
		});
		const { error } = await bed.run({
			parameters: completeStep(id, REQUEST_STEP_ID, [], { options: { timeout: 2.5 } }),
		});
		expect(error?.description).toContain('the instance has changed since');
		expect(effects().filter((effect) => effect === 'completed')).toEqual([]);
	});

	it('of a save is saved again after a read', async () => {
		strike({ reset: 'after' });
		const { error, output } = await complete({ mode: 'save' });
		expect(error).toBeUndefined();
		expect(output(NODE)[0].json).not.toHaveProperty('step_outcome');
		expect(methods()).toEqual(['POST', 'GET', 'POST']);
	});
});

describe.each(['object', 'string'] as const)(
	'a step that somebody else completed with other values (process_snapshot: %s)',
	(snapshotShape) => {
		beforeAll(async () => (bed = await openTestBed({ snapshotShape })));
		afterAll(async () => await bed.standIn.close());

		it('is not claimed', async () => {
			const { id } = bed.standIn.createInstance();
			const filled = (text: string) =>
				completeStep(id, REQUEST_STEP_ID, [row(FIELD_IDS.text, 'text', { text })]);
			strike({ hang: 'before' });
			void sleep(200).then(async () => await bed.run({ parameters: filled('by hand') }));
			const { error } = await bed.run({
				parameters: { ...filled('by n8n'), options: { timeout: 2 } },
			});
			expect(error?.description).toContain('other values than were sent');
			expect(effects().filter((effect) => effect === 'completed')).toHaveLength(1);
		});
	},
);
