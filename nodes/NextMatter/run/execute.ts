import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { selectFields } from '../operations/shared/output';
import { tryOrFail } from '../api/errors/tryOrFail';
import { markErrorItems } from './output/errorItems';
import { showHints, type Hints } from './output/hints';
import { runItems } from './runItems';
import { toNodeError } from './output/nodeErrors';
import type { Outcome } from './outcomes';
import { toOutputItems } from './output/outputItems';
import { prepareItems, readJob, type Job, type Prepared } from './prepareItems';
import { fallAsleep } from './sleep';

/**
 * Runs the chosen operation for every input item: first all items are prepared, then they are sent.
 * So a slip in the last item stops the node before anything has been sent.
 *
 * @returns what each input item gives, in the same order and linked to it
 * @throws NodeApiError | NodeOperationError for the first item that fails, unless the node continues
 */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length === 0) return [[]];
	const continues = context.continueOnFail();
	const present = (outcome: Outcome, index: number) =>
		markErrorItems(context.getNode(), outcome, toOutputItems(outcome, index));
	const job = await tryOrFail('not-sent', async () => await readJob(context));
	if (job.kind === 'failed') {
		if (!continues) throw toNodeError(context.getNode(), job.failure, { itemIndex: 0 });
		return [items.flatMap((_, index) => present(job, index))];
	}
	const prepared = await prepareItems(context, job.operation, ({ failure }, index) => {
		if (!continues) throw toNodeError(context.getNode(), failure, { itemIndex: index });
	});
	const { outcomes, forget } = await runItems(context, job, prepared);
	if (!continues) throwFirstFailure(context, outcomes);
	showHints(
		context,
		outcomes.map((outcome, index) => [
			...hintsOfPlan(prepared[index]),
			...(outcome.kind === 'done' ? (outcome.hints ?? []) : []),
		]),
	);
	const output = outcomes.flatMap((outcome, index) => present(select(outcome, job), index));
	await fallAsleep(context, job.operation, { prepared: prepared[0], outcome: outcomes[0] });
	forget();
	return [output];
}

function select(outcome: Outcome, { fields }: Job): Outcome {
	return fields && outcome.kind === 'done'
		? { ...outcome, json: selectFields(outcome.json, fields) }
		: outcome;
}

function hintsOfPlan({ item }: Prepared): Hints {
	return item.kind === 'ready' ? (item.plan.hints ?? []) : [];
}

function throwFirstFailure(context: IExecuteFunctions, outcomes: readonly Outcome[]): void {
	const isCulprit = (outcome: Outcome) =>
		outcome.kind === 'failed' && !outcome.failure.isConsequence;
	const index = outcomes.findIndex(isCulprit);
	const outcome = outcomes[index];
	if (outcome?.kind !== 'failed') return;
	throw toNodeError(context.getNode(), outcome.failure, { itemIndex: index, outcomes });
}
