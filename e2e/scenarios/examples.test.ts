import { stateOf, watch } from '../../demo/examples';
import { EXPECTATIONS } from '../../demo/expectations';
import { completedSteps } from '../journal';
import { withCredential } from '../n8n/credentials';
import { importWorkflow, outputOf, runManually } from '../n8n/workflows';
import { exampleWorkflows } from '../playground/samples';
import { useWorld } from './useWorld';

const world = useWorld();
const WORKFLOWS = exampleWorkflows();

test.each(
	EXPECTATIONS.map((expectation, index) => [expectation.file, index, expectation] as const),
)(
	'the example %s does what it says, as often as it is run',
	async (_file, index, { after, out, stoppedAt = {} }) => {
		const { standIn, client, credential } = world();
		const saved = await importWorkflow(client, withCredential(WORKFLOWS[index], credential));
		const steps: string[] = [];
		for (const round of ['first', 'second']) {
			const news = watch(standIn);

			const execution = await runManually(client, saved, 'Sample Items');

			const { started } = news();
			steps.push(
				...started.flatMap(({ id }, place) =>
					[...(after[place]?.completed ?? []), stoppedAt[place] ?? []]
						.flat()
						.map((step) => `${id}/${step}`),
				),
			);
			const found = Object.keys(out).map((name) => [name, outputOf(execution, name).length]);
			expect({
				round,
				status: execution.status,
				error: execution.data.resultData.error,
				started: started.map(stateOf),
				out: Object.fromEntries(found),
			}).toEqual({ round, status: 'success', error: undefined, started: after, out });
		}
		expect(completedSteps(standIn)).toEqual(steps.sort());
	},
);
