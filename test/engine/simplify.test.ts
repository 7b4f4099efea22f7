import type { IDataObject } from 'n8n-workflow';
import Ajv from 'ajv';
import { REQUEST_STEP_ID, type StandInOptions } from '../standIn';
import simplifiedSchema from '../../nodes/NextMatter/__schema__/v1.0.0/instance/completeStep.json';
import wholeSchema from './wholeInstance.schema.json';
import { completeStep, NODE, openTestBed, type TestBed } from './testBed';

async function complete(bed: TestBed, parameters: IDataObject): Promise<IDataObject> {
	const { id } = bed.standIn.createInstance();
	const result = await bed.run({ parameters: completeStep(id, REQUEST_STEP_ID, [], parameters) });
	expect(result.error?.message).toBeUndefined();
	return result.output(NODE)[0].json;
}

/** A schema that also notices what it leaves out. */
function strict(schema: object) {
	return new Ajv({ strict: false }).compile({ ...schema, additionalProperties: false });
}

describe.each<StandInOptions['snapshotShape']>(['object', 'string'])(
	'the instance, with a process_snapshot that is an %s',
	(snapshotShape) => {
		let bed: TestBed;
		beforeAll(async () => (bed = await openTestBed({ snapshotShape })));
		afterEach(() => bed.standIn.reset());
		afterAll(async () => await bed.standIn.close());

		it('is simplified to ten fields by default, with a status, and names the step', async () => {
			const json = await complete(bed, {});
			expect(Object.keys(json)).toEqual([
				'id',
				'name',
				'status',
				'active_step_ids',
				'stage',
				'deadline',
				'started_time',
				'last_updated_time',
				'ended_time',
				'public_url',
				'completed_step',
			]);
			expect(json).toMatchObject({ id: 9001, status: 'running', active_step_ids: [5002] });
			expect(strict(simplifiedSchema)(json)).toBe(true);
		});

		it('is whole when Simplify is off', async () => {
			const json = await complete(bed, { simplify: false });
			expect(typeof json.process_snapshot).toBe(snapshotShape);
			expect(strict(wholeSchema)(json)).toBe(true);
		});
	},
);

describe('the whole instance', () => {
	it('is exactly what the API returned, unknown keys included', async () => {
		const bed = await openTestBed();
		const answer = {
			id: 9001,
			process: 'https://core.nextmatter.com/api/processes/101/',
			active_step_ids: [5002],
			process_snapshot: { steps: [{ id: 1, json: { a: null } }] },
			json: { looks: 'like an item' },
			new_key: [1, { deep: true }],
		};
		bed.standIn.faults.add({
			kind: { respond: () => ({ status: 200, body: JSON.stringify(answer) }) },
		});
		expect(await complete(bed, { simplify: false })).toEqual(answer);
		await bed.standIn.close();
	});
});
