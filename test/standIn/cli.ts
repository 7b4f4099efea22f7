/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the stand-in is a real server; it never ships */
import { parseArgs } from 'node:util';

import { FIELD_IDS, startStandIn } from './index';
import type { InstanceState, StandIn } from './index';
import { ONBOARDING_WORKFLOW_ID, PURCHASE_WORKFLOW_ID } from './fixtures';

const HELP = `Starts a stand-in for the Next Matter API on this machine.

  --port N        port to listen on (default: any free one)
  --instances N   instances of each workflow to begin with (default: 3)
  --latency MS    time to add to every answer (default: 0)
  --help          this text
`;

function describeInstance({ id, workflow, activeStepIds }: InstanceState): string {
	return `  ${id}  ${workflow.name}, active: ${activeStepIds.join(', ')}`;
}

function describe(standIn: StandIn, instances: readonly InstanceState[]): string {
	const { workflow } = instances[0];
	return [
		`Base URL: ${standIn.baseUrl}`,
		'Keys:',
		...Object.entries(standIn.keys).map(([name, key]) => `  ${name.padEnd(9)} ${key}`),
		'Instances:',
		...instances.map(describeInstance),
		`Steps of "${workflow.name}":`,
		...workflow.steps.map(({ id, name }) => `  ${id}  ${name}`),
		'Form fields of its first step:',
		...Object.entries(FIELD_IDS).map(([kind, id]) => `  ${id}  ${kind}`),
		'Ctrl-C ends it.\n',
	].join('\n');
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '0' },
			instances: { type: 'string', default: '3' },
			latency: { type: 'string', default: '0' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		process.stdout.write(HELP);
		return;
	}
	const standIn = await startStandIn({
		port: Number(values.port),
		latencyMs: Number(values.latency),
	});
	const count = Math.max(1, Number(values.instances) || 1);
	const instances = [PURCHASE_WORKFLOW_ID, ONBOARDING_WORKFLOW_ID].flatMap((workflowId) =>
		Array.from({ length: count }, () => standIn.createInstance({ workflowId })),
	);
	process.stdout.write(describe(standIn, instances));
	const stop = () => void standIn.close();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
