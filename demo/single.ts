import { runWorkflow } from '../test/engine';
import type { SingleRun } from './arguments';
import { readOutcome } from './outcome';
import { count, printBranches } from './print';
import { readItems, readWorkflow, withoutNotes } from './workflows';

/**
 * Runs one workflow against the given server.
 *
 * @param write prints a text; the API key is taken out before, whoever put it there
 * @returns whether every item was done
 */
export async function runSingle(
	{ baseUrl, apiKey, workflowPath, inputPath }: SingleRun,
	write: (text: string) => void,
): Promise<boolean> {
	const workflow = withoutNotes(readWorkflow(workflowPath));
	const input = inputPath === undefined ? undefined : readItems(inputPath);
	const secret = apiKey.trim().split(/\s+/).at(-1) ?? apiKey;
	const writeSafely = (text: string) => write(text.replaceAll(secret, '(API key)'));

	const { origin, pathname } = new URL(baseUrl);
	writeSafely(`${workflow.name ?? workflowPath}, run against ${origin}${pathname}\n`);
	const result = await runWorkflow({ workflow, input, credential: { apiKey, baseUrl } });
	const { branches, failed, stopped } = readOutcome(workflow, result);
	for (const line of [...printBranches(branches), '']) writeSafely(line);
	if (stopped) writeSafely(['STOPPED', ...stopped].join('\n  '));
	else if (failed > 0) writeSafely(`FAILED  ${count(failed, 'item')} could not be done.`);
	else writeSafely('OK: every item was done.');
	return !stopped && failed === 0;
}
