import Ajv from 'ajv';
import type { IDataObject } from 'n8n-workflow';
import createSchema from '../../nodes/NextMatter/__schema__/v1.0.0/instance/create.json';
import deleteSchema from '../../nodes/NextMatter/__schema__/v1.0.0/instance/delete.json';
import stopSchema from '../../nodes/NextMatter/__schema__/v1.0.0/instance/stop.json';
import updateSchema from '../../nodes/NextMatter/__schema__/v1.0.0/instance/update.json';
import { PURCHASE_WORKFLOW_ID, REQUEST_STEP_ID, type RawAnswer } from '../standIn';
import { asSplit } from './host';
import type { RunResult } from './index';
import { locator, NODE, openTestBed, type TestBed } from './testBed';
import { MANY } from '../scale';

let bed: TestBed;
beforeAll(async () => (bed = await openTestBed()));
beforeEach(() => bed.standIn.reset());
afterEach(() => {
	expect(bed.standIn.contractViolations).toEqual([]);
	expect(bed.standIn.log.flatMap(({ contractErrors }) => contractErrors)).toEqual([]);
});
afterAll(async () => await bed.standIn.close());

const create = (rest: IDataObject = {}): IDataObject => ({
	resource: 'instance',
	operation: 'create',
	workflowId: locator(PURCHASE_WORKFLOW_ID),
	additionalFields: {},
	...rest,
});
const onInstance = (operation: string, rest: IDataObject = {}): IDataObject => ({
	resource: 'instance',
	operation,
	instanceId: locator('={{ $json.instance }}'),
	...rest,
});
const update = (updateFields: IDataObject) => onInstance('update', { updateFields });

const items = (count: number) =>
	Array.from({ length: count }, () => ({ instance: bed.standIn.createInstance().id }));
const jsonOf = (result: RunResult) => result.output(NODE).map(({ json }) => json);
const detailsOf = (result: RunResult, output = 1) =>
	result.output(NODE, output).map(({ json }) => json.details as IDataObject);
const posts = () => bed.standIn.log.filter(({ method }) => method !== 'GET');
const strict = (schema: object) =>
	new Ajv({ strict: false }).compile({ ...schema, additionalProperties: false });
const toErrorOutput = { onError: 'continueErrorOutput' } as const;

describe('starting instances', () => {
	it('returns the new instance in the shape that the output schema promises', async () => {
		const additionalFields = {
			name: 'Laptops',
			deadline: '2030-06-16T12:00:00Z',
			priority: 'high',
			tags: ['hardware'],
		};
		const result = await bed.run({ parameters: create({ additionalFields }) });
		const [json] = jsonOf(result);
		expect(json).toMatchObject({
			name: 'Laptops',
			status: 'running',
			active_step_ids: [REQUEST_STEP_ID],
		});
		expect(strict(createSchema)(json)).toBe(true);
		expect(bed.standIn.getInstance(Number(json.id))).toMatchObject({
			name: 'Laptops',
			priority: 'H',
			tags: ['hardware'],
		});
	});

	it('starts one for each of many items, each linked to its item', async () => {
		const result = await bed.run({
			parameters: create({ additionalFields: { name: '={{ $json.name }}' } }),
			items: Array.from({ length: MANY }, (_, index) => ({ name: `Number ${index}` })),
		});
		const output = result.output(NODE);
		expect(output.map(({ json }) => json.name)).toEqual(
			Array.from({ length: MANY }, (_, index) => `Number ${index}`),
		);
		expect(
			output.every(
				({ pairedItem }, item) => JSON.stringify(pairedItem) === JSON.stringify({ item }),
			),
		).toBe(true);
		expect(bed.standIn.log).toHaveLength(MANY);
		expect(result.credentialReads).toBe(1);
	});

	it.each([
		['reset before', { reset: 'before' }],
		['reset after', { reset: 'after' }],
		['500', { status: 500, afterProcessing: true }],
		['cut off', { truncate: true }],
		['no JSON', { status: 201, body: '<html></html>', afterProcessing: true }],
	] as const)('is never repeated after: %s', async (_what, kind) => {
		bed.standIn.faults.add({ kind, match: { method: 'POST' } });
		const result = await bed.run({
			parameters: create({ options: { maximumWait: 5 } }),
			node: { ...toErrorOutput, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(posts()).toHaveLength(1);
		expect(detailsOf(result)).toEqual([
			expect.objectContaining({
				certainty: 'unknown',
				workflowId: PURCHASE_WORKFLOW_ID,
				description: expect.stringContaining('whether workflow 101 has a new instance'),
			}),
		]);
	});

	it('is repeated when it was only throttled', async () => {
		bed.standIn.faults.add({ kind: { status: 429, headers: { 'Retry-After': '1' } } });
		const result = await bed.run({ parameters: create() });
		expect(jsonOf(result)).toHaveLength(1);
		expect(posts().map(({ status }) => status)).toEqual([429, 201]);
	});

	it.each([
		[
			{ additionalFields: { stepAssignments: { assignment: [{ stepId: 1, userId: 1 }] } } },
			'Step Assignments, 1, Step: This step is not part',
		],
	])('reports what the API rejects: %j', async (rest, words) => {
		const result = await bed.run({ parameters: create(rest), node: toErrorOutput });
		expect(detailsOf(result)).toEqual([
			expect.objectContaining({
				certainty: 'rejected',
				statusCode: 400,
				message: expect.stringContaining(words),
			}),
		]);
	});

	it('refuses step assignments of which n8n has dropped the expression', async () => {
		const stepAssignments = '={{ [{ stepId: 5001, userId: 31 }] }}';
		const result = await bed.run({ parameters: create({ additionalFields: { stepAssignments } }) });
		expect(result.error?.message).toBe("'Step Assignments' has no rows [item 0]");
		expect(bed.standIn.log).toEqual([]);
	});

	it('can name the workflow as Next Matter does, behind a gateway with a path of its own', async () => {
		const result = await bed.run({
			parameters: create({ options: { workflowUrl: 'nextMatter' } }),
		});
		expect(posts().map(({ body }) => body)).toEqual([
			{ process: `https://core.nextmatter.com/api/processes/${PURCHASE_WORKFLOW_ID}/` },
		]);
		expect(jsonOf(result)).toHaveLength(1);
	});
});

describe('updating instances', () => {
	it('changes what was set and keeps the rest', async () => {
		const before = bed.standIn.createInstance({ name: 'Old', priority: 'V', tags: ['a'] });
		const result = await bed.run({
			parameters: update({ name: 'New' }),
			items: [{ instance: before.id }],
		});
		expect(jsonOf(result)).toEqual([expect.objectContaining({ id: before.id, name: 'New' })]);
		expect(strict(updateSchema)(jsonOf(result)[0])).toBe(true);
		expect(bed.standIn.getInstance(before.id)).toMatchObject({
			name: 'New',
			priority: 'V',
			tags: ['a'],
			activeStepIds: before.activeStepIds,
		});
	});

	it('sends nothing when the instance is read without something that it would have to write back', async () => {
		const before = bed.standIn.createInstance({ tags: ['a'], priority: 'V' });
		bed.standIn.faults.add({ kind: { omit: ['tags'] }, match: { method: 'GET' }, times: 9 });
		const result = await bed.run({
			parameters: update({ name: 'New' }),
			items: [{ instance: before.id }],
			node: toErrorOutput,
		});
		expect(detailsOf(result)).toEqual([
			expect.objectContaining({
				certainty: 'rejected',
				message: expect.stringContaining('the whole instance'),
			}),
		]);
		expect(posts()).toEqual([]);
	});

	it('says so when the answer shows other values than it was sent', async () => {
		const { id } = bed.standIn.createInstance({ tags: ['a'] });
		const body = { id, process: bed.standIn.baseUrl, name: 'New', tags: [] };
		bed.standIn.faults.add({ kind: { status: 200, body }, match: { method: 'PUT' } });
		const result = await bed.run({
			parameters: update({ name: 'New' }),
			items: [{ instance: id }],
			node: toErrorOutput,
		});
		expect(detailsOf(result)).toEqual([
			expect.objectContaining({
				certainty: 'unknown',
				message: expect.stringContaining('\'Tags\' is [], but should have stayed ["a"]'),
			}),
		]);
	});

	it.each<[string, RawAnswer]>([
		['without a clear answer', { status: 502 }],
		['of which the first was throttled', { status: 429, headers: { 'Retry-After': '1' } }],
	])(
		'does not write back what a colleague has changed between two tries %s',
		async (_what, answer) => {
			const { id } = bed.standIn.createInstance({ name: 'Old', tags: ['old'] });
			const process = `${bed.standIn.baseUrl}/processes/${PURCHASE_WORKFLOW_ID}/`;
			const changed = { id, process, name: 'Old', deadline: null, priority: null, tags: ['new'] };
			const respond = () => {
				// So it is read from now on.
				bed.standIn.faults.add({ kind: { status: 200, body: changed }, match: { method: 'GET' } });
				return answer;
			};
			bed.standIn.faults.add({ kind: { respond }, match: { method: 'PUT' } });
			const result = await bed.run({
				parameters: update({ name: 'New' }),
				items: [{ instance: id }],
			});
			expect(jsonOf(result)).toEqual([expect.objectContaining({ name: 'New' })]);
			expect(bed.standIn.getInstance(id)).toMatchObject({ name: 'New', tags: ['new'] });
		},
	);

	it('keeps the order of several changes to one instance', async () => {
		const { id } = bed.standIn.createInstance();
		await bed.run({
			parameters: update({ name: '={{ $json.name }}' }),
			items: Array.from({ length: 20 }, (_, index) => ({ instance: id, name: `${index}` })),
		});
		expect(bed.standIn.getInstance(id)?.name).toBe('19');
	});

	it('distinguishes a failed read from a failed write', async () => {
		const [{ instance }] = items(1);
		const unread = await bed.run({
			parameters: update({ name: 'New' }),
			items: [{ instance: 4711 }],
			node: toErrorOutput,
		});
		expect(detailsOf(unread)).toEqual([
			expect.objectContaining({
				certainty: 'rejected',
				statusCode: 404,
				message: expect.stringContaining('read instance 4711 before updating it'),
			}),
		]);
		bed.standIn.faults.add({ kind: { status: 403 }, match: { method: 'PUT' } });
		const unwritten = await bed.run({
			parameters: update({ name: 'New' }),
			items: [{ instance }],
			node: toErrorOutput,
		});
		expect(detailsOf(unwritten)).toEqual([
			expect.objectContaining({ certainty: 'rejected', statusCode: 403 }),
		]);
	});
});

describe.each([
	['stop', '/api/instances/bulk/abort', { stopped: true }, stopSchema],
	['delete', '/api/instances/bulk/delete', { deleted: true }, deleteSchema],
] as const)('%s', (operation, path, mark, schema) => {
	const parameters = onInstance(operation);

	it('does 501 items by two requests, and tells each', async () => {
		const input = items(501);
		const result = await bed.run({ parameters, items: input });
		const output = result.output(NODE);
		expect(output.map(({ json }) => json)).toEqual(
			input.map(({ instance }) => ({ id: instance, ...mark })),
		);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
		expect(strict(schema)(output[0].json)).toBe(true);
		expect(bed.standIn.log.map((entry) => entry.path)).toEqual([path, path]);
	});

	it('finds out which instances it was rejected for', async () => {
		const input = [...items(4), { instance: 4711 }, ...items(3)];
		const result = await bed.run({ parameters, items: input, node: toErrorOutput });
		expect(asSplit(result.output(NODE)).map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 5, 6, 7].map((item) => ({ item })),
		);
		expect(detailsOf(result)).toEqual([
			expect.objectContaining({
				itemIndex: 4,
				// That it is not there now says nothing of whether it was before.
				certainty: operation === 'stop' ? 'rejected' : 'unknown',
				statusCode: 404,
				instanceId: 4711,
			}),
		]);
	});

	it('says which were done when it stops', async () => {
		const result = await bed.run({ parameters, items: [...items(2), { instance: 4711 }] });
		expect(result.error).toMatchObject({
			context: { itemIndex: 2, data: { itemsDone: [0, 1], itemsUnknown: [] } },
		});
	});

	it.each([
		['reset before', { reset: 'before' }],
		// Of instances that are gone and that no read has shown before, nobody can tell.
		...(operation === 'stop' ? [['reset after', { reset: 'after' }] as const] : []),
	] as const)(
		'finds out by reading what became of it after: %s',
		async (_what, kind) => {
			const input = items(3);
			bed.standIn.faults.add({ kind, match: { path } });
			const result = await bed.run({ parameters, items: input });
			expect(jsonOf(result)).toEqual(
				input.map(({ instance }) => expect.objectContaining({ id: instance, ...mark })),
			);
			const effects = bed.standIn.log.filter(({ effect }) => effect !== 'none');
			expect(effects).toHaveLength(1);
		},
		20_000,
	);

	it('does nothing again for Retry On Fail', async () => {
		const input = [...items(2), { instance: 4711 }];
		await bed.run({
			parameters,
			items: input,
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		const effects = bed.standIn.log.filter(({ effect }) => effect !== 'none');
		expect(effects.length).toBeGreaterThan(0);
		for (const { instance } of input.slice(0, 2)) {
			const done = effects.filter(({ body }) => JSON.stringify(body).includes(String(instance)));
			expect(done).toHaveLength(1);
		}
	});

	it('is refused with a key that does not see the instance', async () => {
		const result = await bed.run({
			parameters,
			items: items(1),
			credential: { apiKey: bed.standIn.keys.outsider },
			node: toErrorOutput,
		});
		expect(detailsOf(result)).toEqual([
			expect.objectContaining({ certainty: 'rejected', statusCode: 404 }),
		]);
	});
});

describe('deleting instances', () => {
	it.each([
		['200 with an empty body', { status: 200, body: '' }],
		['500 for a half', { processFirst: 10, status: 500, afterProcessing: true }],
		['404 for a half', { processFirst: 10, status: 404, afterProcessing: true }],
	] as const)(
		'is told only where it is certain, after: %s',
		async (_what, kind) => {
			const input = items(20);
			bed.standIn.faults.add({ kind, match: { path: '/bulk/delete' } });
			const result = await bed.run({
				parameters: onInstance('delete'),
				items: input,
				node: toErrorOutput,
			});
			const isGone = 'processFirst' in kind;
			const deleted = jsonOf(result).map(({ id }) => id);
			expect(deleted).toHaveLength(isGone ? 10 : 20);
			expect(deleted.filter((id) => bed.standIn.getInstance(Number(id)))).toEqual([]);
			expect(detailsOf(result).map(({ certainty }) => certainty)).toEqual(
				Array(isGone ? 10 : 0).fill('unknown'),
			);
			expect(bed.standIn.log.length).toBeLessThanOrEqual(1 + 22);
		},
		30_000,
	);
});

describe('stopping again', () => {
	it('counts as done, and says so', async () => {
		const [{ instance }] = items(1);
		await bed.run({ parameters: onInstance('stop'), items: [{ instance }] });
		const again = await bed.run({ parameters: onInstance('stop'), items: [{ instance }] });
		expect(jsonOf(again)).toEqual([
			{ id: instance, stopped: true, stop_outcome: 'already_stopped' },
		]);
	});

	it('counts as done among others, whoever has stopped it', async () => {
		const input = items(2);
		await bed.run({ parameters: onInstance('stop'), items: input.slice(0, 1) });
		const result = await bed.run({ parameters: onInstance('stop'), items: input });
		expect(jsonOf(result)).toEqual([
			{ id: input[0].instance, stopped: true, stop_outcome: 'confirmed_by_read' },
			{ id: input[1].instance, stopped: true },
		]);
	});
});
