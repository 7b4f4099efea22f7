import {
	DECISION_STEP_ID,
	FIELD_IDS,
	HTML_BAD_GATEWAY,
	REQUEST_STEP_ID,
	type FaultKind,
} from '../standIn';
import { completeStep, openTestBed, row, type TestBed } from './testBed';

describe('answers of the API that are not the instance', () => {
	let bed: TestBed;
	beforeAll(async () => (bed = await openTestBed()));
	beforeEach(() => {
		bed.standIn.reset();
		bed.standIn.faults.clear();
	});
	afterAll(async () => await bed.standIn.close());

	async function failureOf(
		fault: FaultKind | undefined,
		{
			stepId = REQUEST_STEP_ID,
			rows = [row(FIELD_IDS.text, 'text', { text: 'Hello' })],
			credential = {},
			readable = true,
		} = {},
	) {
		const { id } = bed.standIn.createInstance();
		if (fault) bed.standIn.faults.add({ kind: fault, match: { method: 'POST' } });
		const broken = { status: 500 };
		if (!readable) bed.standIn.faults.add({ kind: broken, match: { method: 'GET' }, times: 9 });
		const { error } = await bed.run({
			// What the node does by waiting is another story, told in faults and waiting.
			parameters: completeStep(id, stepId, rows, {
				options: { maximumWait: 0, ifHourlyLimitReached: 'fail' },
			}),
			credential,
		});
		const requests = bed.standIn.log.map(({ method }) => method);
		expect(requests.filter((method) => method === 'POST')).toHaveLength(1);
		const { data = {} } = error && 'context' in error ? error.context : {};
		return { message: error?.message, description: error?.description, data, requests };
	}

	const said = { detail: 'In their own words' };
	it.each<[number, string, string, string, string[]]>([
		[
			400,
			'rejected the request to complete step 5001 of instance 9001 (HTTP 400): In their own words',
			'spelled exactly',
			'rejected',
			['POST', 'GET'],
		],
		[401, 'does not accept the API key', 'Test the credential', 'rejected', ['POST']],
		[
			403,
			'has no permission to complete step 5001',
			'owner of the step',
			'rejected',
			['POST', 'GET'],
		],
		[404, 'something the request refers to was not found', 'base URL', 'rejected', ['POST', 'GET']],
		[409, '(HTTP 409)', 'Someone else may be changing', 'rejected', ['POST', 'GET']],
		[429, "isn't accepting requests right now", '3,000 requests per hour', 'rejected', ['POST']],
		[
			500,
			'returned a server error (HTTP 500)',
			'It is unclear whether it was done',
			'unknown',
			['POST', 'GET'],
		],
		[
			503,
			'returned a server error (HTTP 503)',
			'of instance 9001 is completed',
			'unknown',
			['POST', 'GET'],
		],
	])(
		'HTTP %d: what happened, in their words, and what to do',
		async (status, message, remedy, certainty, requests) => {
			const failure = await failureOf({ status, body: said });
			expect(failure.message).toContain(message);
			expect(failure.message).toContain('In their own words');
			expect(failure.description).toContain(remedy);
			expect(failure.data).toMatchObject({
				statusCode: status,
				certainty,
				apiMessages: ['In their own words'],
			});
			expect(failure.requests).toEqual(requests);
		},
	);

	it.each<[string, FaultKind, string]>([
		[
			'nested field errors',
			{ status: 400, body: { actions: [{ input_object: { itemSelected: ['No such option.'] } }] } },
			'Form Field 1 (70015), itemSelected: No such option.',
		],
		['an HTML page', { status: 502, body: HTML_BAD_GATEWAY }, 'an HTML page titled'],
	])('reads %s', async (_, fault, expected) => {
		expect((await failureOf(fault)).message).toContain(expected);
	});

	it.each<[string, FaultKind, string]>([
		['cut off inside its JSON', { truncate: 'clean' }, 'JSON that was cut off'],
		['cut off by the connection', { truncate: true }, 'Sent, outcome unknown'],
	])('does not call a step failed whose answer was %s', async (_, fault, expected) => {
		const failure = await failureOf(fault, { readable: false });
		expect(failure.message).toContain(expected);
		expect(failure.description).toContain('Checking what became of it failed');
		expect(failure.description).toContain('It is unclear whether it was done');
		expect(failure.data).toMatchObject({ certainty: 'unknown' });
		expect(bed.standIn.log[0].effect).toBe('completed');
	});

	it.each<[number, string]>([
		[302, 'unknown'],
		[307, 'rejected'],
	])('does not promise after a redirect (%d) what it cannot know', async (status, certainty) => {
		const headers = { Location: `${bed.standIn.url}/elsewhere/` };
		const fault = { status, headers, afterProcessing: certainty === 'unknown' };
		const failure = await failureOf(fault, { readable: false });
		expect(failure.message).toContain(`redirects (HTTP ${status}) to ${bed.standIn.url}`);
		expect(failure.data).toMatchObject({ certainty });
		expect(failure.description).toContain("Enter the final URL as 'Base URL'");
		expect(bed.standIn.log[0].effect).toBe(certainty === 'unknown' ? 'completed' : 'none');
	});

	it.each<[string, FaultKind]>([
		['another instance', { status: 200, body: { id: 1, process: 'x' } }],
		['an HTML page', { status: 200, body: '<html><title>Log in</title></html>' }],
	])('takes a 200 with %s for what it is: no instance', async (_, fault) => {
		const failure = await failureOf(fault);
		expect(failure.message).toContain('expected the instance');
		expect(failure.data).toMatchObject({ certainty: 'unknown', statusCode: 200 });
	});

	it('names the form field that the API refuses', async () => {
		const rows = [
			row(FIELD_IDS.text, 'text', { text: 'Hello' }),
			row(FIELD_IDS.radio, 'radio', { selectedOption: 'Carrier pigeon' }),
		];
		const failure = await failureOf(undefined, { rows });
		expect(failure.message).toContain(`Form Field 2 (${FIELD_IDS.radio}): "Carrier pigeon" is not`);
	});

	it('says that the step is not active, and which steps are', async () => {
		const failure = await failureOf(undefined, { stepId: DECISION_STEP_ID, rows: [] });
		expect(failure.message).toContain(
			'Step 5002 is not active in instance 9001: it has not been completed yet. Active steps: 5001.',
		);
		expect(failure.data).toMatchObject({ activeStepIds: [5001] });
		expect(failure.requests).toEqual(['POST', 'GET']);
	});

	it('says that the instance has ended', async () => {
		const { id } = bed.standIn.createInstance({ startAtStepId: 5003 });
		const rows = [row(70201, 'text', { text: 'PO-1' })];
		await bed.run({ parameters: completeStep(id, 5003, rows) });
		const { error } = await bed.run({ parameters: completeStep(id, 5003, rows) });
		expect(error?.message).toContain('No step is active');
		expect(error?.description).toContain('The instance is completed');
	});

	it('says nothing about the step when the instance cannot be read', async () => {
		bed.standIn.faults.add({ kind: { status: 500 }, match: { method: 'GET' } });
		const failure = await failureOf({ status: 400, body: said });
		expect(failure.message).toMatch(/^Next Matter rejected/);
	});
});
