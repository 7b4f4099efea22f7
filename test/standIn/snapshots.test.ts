import { FIELD_IDS, REQUEST_STEP_ID, startStandIn } from './index';
import type { StandIn, StandInOptions } from './index';
import { STANDARD_SAMPLES } from './samples';
import { TestClient } from './testClient';

type Shape = NonNullable<StandInOptions['snapshotShape']>;

let standIn: StandIn;

afterEach(async () => {
	expect(standIn.contractViolations).toEqual([]);
	await standIn.close();
});

async function readSnapshots(snapshotShape: Shape): Promise<{ bare: string; full: string }> {
	standIn = await startStandIn({ snapshotShape });
	const client = new TestClient(standIn);
	const { id } = standIn.createInstance();
	await client.answerField(id, REQUEST_STEP_ID, FIELD_IDS.number, STANDARD_SAMPLES.number);
	const query = '?inject_values=true&steps_time_frame=true';
	const [bare, full] = [await client.read(id), await client.read(id, 'admin', query)].map(
		({ data: { process_snapshot: snapshot } }) =>
			typeof snapshot === 'string' ? snapshot : JSON.stringify(snapshot),
	);
	return { bare, full };
}

describe.each<Shape>(['object', 'nested'])('a snapshot in the shape %s', (shape) => {
	it('holds answers and times of completion when they are asked for, and else neither', async () => {
		const { bare, full } = await readSnapshots(shape);
		expect(bare).not.toMatch(/"value"|completed_time/);
		expect(full).toContain(`"value":${JSON.stringify(STANDARD_SAMPLES.number)}`);
		expect(full).toMatch(/"completed_time":"20/);
		expect(full).toContain('"completed_time":null');
	});
});

it('an unrecognizable snapshot names no step and no form field, whatever is asked for', async () => {
	const { full } = await readSnapshots('unrecognizable');
	expect(full).not.toMatch(/step|action|field|7000/);
});
