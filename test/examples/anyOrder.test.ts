/* eslint-disable @n8n/community-nodes/no-restricted-globals -- reads the seed from the environment; it never ships */
import * as fc from 'fast-check';
import { runExample } from '../../demo/examples';
import { EXPECTATIONS } from '../../demo/expectations';
import { createInstances } from '../../e2e/playground/samples';
import { startStandIn, type StandIn } from '../standIn';

let standIn: StandIn;
beforeAll(async () => {
	process.env.N8N_LOG_LEVEL = 'silent';
	standIn = await startStandIn();
});
afterAll(async () => await standIn.close());

/** Printed where it fails, so that the same order can be tried again. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

it(`runs every example twice in any order, as \`npm run n8n\` offers them (SEED=${seed})`, async () => {
	createInstances(standIn);
	const clicks = [...EXPECTATIONS, ...EXPECTATIONS];
	const all = { minLength: clicks.length, maxLength: clicks.length };
	const [order] = fc.sample(fc.shuffledSubarray(clicks, all), { seed, numRuns: 1 });
	for (const expectation of order) {
		const { file, mismatches } = await runExample(standIn, expectation);
		expect({ file, mismatches }).toEqual({ file, mismatches: [] });
	}
}, 120_000);
