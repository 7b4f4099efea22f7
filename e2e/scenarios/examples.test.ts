import { EXPECTATIONS, type Expectation } from '../../demo/expectations';
import { completedSteps } from '../journal';
import { withCredential } from '../n8n/credentials';
import { importWorkflow, outputOf, runManually } from '../n8n/workflows';
import { readExample } from '../playground/samples';
import { useWorld } from './useWorld';

const world = useWorld();

/** Without the steps before the one that an instance begins at: nobody completed those. */
function expectedSteps({ before, after }: Expectation): string[] {
	return after
		.flatMap(({ id, completed }, index) => {
			const { startAtStepId = 0 } = before[index] ?? {};
			return completed.filter((step) => step >= startAtStepId).map((step) => `${id}/${step}`);
		})
		.sort();
}

test.each(EXPECTATIONS.map((expectation) => [expectation.file, expectation] as const))(
	'the example %s does what it says',
	async (file, expectation) => {
		const { standIn, client, credential } = world();
		for (const instance of expectation.before) standIn.createInstance(instance);
		const saved = await importWorkflow(client, withCredential(readExample(file), credential));

		const execution = await runManually(client, saved, 'Sample Items');

		expect(execution.data.resultData.error).toBeUndefined();
		expect(execution.status).toBe('success');
		expect(completedSteps(standIn)).toEqual(expectedSteps(expectation));
		for (const { id, active, answered } of expectation.after) {
			const state = standIn.getInstance(id);
			expect(state?.activeStepIds).toEqual(active);
			expect(Object.keys(state?.values ?? {}).map(Number)).toEqual(answered);
		}
		const out = Object.keys(expectation.out).map((name) => [
			name,
			outputOf(execution, name).length,
		]);
		expect(Object.fromEntries(out)).toEqual(expectation.out);
	},
);
