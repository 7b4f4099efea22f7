/* eslint-disable @n8n/community-nodes/no-restricted-imports -- inspects everything that a run leaves behind */
import { inspect } from 'node:util';
import { REQUEST_STEP_ID, startStandIn, type FaultKind, type StandIn } from '../standIn';
import { completeStep, openTestBed, type TestBed } from './testBed';

describe('the API key', () => {
	let bed: TestBed;
	let elsewhere: StandIn;
	beforeAll(async () => {
		bed = await openTestBed();
		elsewhere = await startStandIn();
	});
	beforeEach(() => bed.standIn.reset());
	afterAll(async () => {
		await bed.standIn.close();
		await elsewhere.close();
	});

	const onErrors = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
	const faults: Array<[string, FaultKind | undefined]> = [
		['a success', undefined],
		['a refusal', { status: 400, body: { detail: 'No.' } }],
		['a bad key', { status: 401 }],
		['a server fault', { status: 502 }],
		[
			'a server that repeats it',
			{ status: 400, body: { detail: 'Key standin1.admin-key-for-tests is odd.' } },
		],
		['a lost connection', { reset: 'after' }],
		['a redirect', { redirect: { status: 307, location: 'http://127.0.0.1:9/api/' } }],
	];
	/** Each fault where the node stops, whose error says most; one of them also as an item. */
	const cases = faults.flatMap(([name, fault]) =>
		onErrors
			.filter((on) => on === 'stopWorkflow' || name === 'a server that repeats it')
			.map((on) => [name, on, fault] as const),
	);

	it.each(cases)('is in nothing that %s leaves behind (%s)', async (_, onError, fault) => {
		const { id } = bed.standIn.createInstance();
		if (fault) bed.standIn.faults.add({ kind: fault, times: Infinity });
		const { run } = await bed.run({
			parameters: completeStep(id, REQUEST_STEP_ID, [], {
				simplify: false,
				options: { maximumWait: 0 },
			}),
			node: { onError },
		});
		const everything = inspect(run, {
			depth: 30,
			showHidden: true,
			maxArrayLength: null,
			maxStringLength: null,
		});
		expect(everything).not.toContain('admin-key-for-tests');
	});

	it('is not in the error of a host that cannot be reached', async () => {
		const { run } = await bed.run({
			parameters: completeStep(9001, REQUEST_STEP_ID, [], { options: { maximumWait: 0 } }),
			credential: { baseUrl: 'http://127.0.0.1:1/api' },
		});
		const everything = inspect(run, { depth: 30, showHidden: true });
		expect(everything).toContain('ECONNREFUSED');
		expect(everything).not.toContain('admin-key-for-tests');
	});

	it.each([302, 307] as const)(
		'does not follow a redirect (%d), nor does the step',
		async (status) => {
			const { id } = bed.standIn.createInstance();
			bed.standIn.faults.add({
				kind: { redirect: { status, location: `${elsewhere.baseUrl}/instances/${id}/` } },
				times: Infinity,
			});
			const { error } = await bed.run({ parameters: completeStep(id, REQUEST_STEP_ID) });
			expect(error?.message).toContain(`redirects (HTTP ${status}) to ${elsewhere.url}`);
			expect(elsewhere.log).toEqual([]);
			expect(bed.standIn.log.filter(({ method }) => method === 'POST')).toHaveLength(1);
		},
	);

	it('works when pasted with its whole header', async () => {
		const { id } = bed.standIn.createInstance();
		await bed.run({
			parameters: completeStep(id, REQUEST_STEP_ID),
			credential: { apiKey: `Authorization: Api-Key ${bed.standIn.keys.admin}` },
		});
		expect(bed.standIn.log[0]).toMatchObject({
			effect: 'completed',
			headers: { authorization: 'Api-Key [admin]' },
		});
	});

	it.each([
		['apiKey', '', "The API key in the 'Next Matter API' credential is empty"],
		['baseUrl', 'core.nextmatter.com/api', 'is not a URL'],
	])(
		'is refused before anything is sent, like the base URL: %s "%s"',
		async (key, value, expected) => {
			const { error } = await bed.run({
				parameters: completeStep(9001, REQUEST_STEP_ID),
				credential: { [key]: value },
			});
			expect(error?.message).toContain(expected);
			expect(bed.standIn.log).toEqual([]);
		},
	);

	it('works with a base URL with and without a trailing slash', async () => {
		for (const baseUrl of [
			bed.standIn.baseUrl,
			`${bed.standIn.baseUrl}/`,
			` ${bed.standIn.baseUrl}// `,
		]) {
			const { id } = bed.standIn.createInstance();
			await bed.run({ parameters: completeStep(id, REQUEST_STEP_ID), credential: { baseUrl } });
			expect(bed.standIn.log.at(-1)).toMatchObject({ effect: 'completed' });
		}
	});
});
