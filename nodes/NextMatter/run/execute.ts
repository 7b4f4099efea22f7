import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createSend } from '../api/client';
import type { Certainty, Send } from '../api/types';
import { quote, Refusal } from '../input/refusal';
import { findOperation } from '../operations';
import type { Operation, Plan } from '../operations/types';
import { openMemory, type Memory } from './memory';
import { toNodeError } from './nodeErrors';
import { failureOf, toOutputItem, type Outcome } from './outcomes';
import { perform } from './perform';

type Failed = Extract<Outcome, { kind: 'failed' }>;
type Prepared = { readonly kind: 'ready'; readonly operation: Operation; readonly plan: Plan };
type Connected = { readonly kind: 'connected'; readonly send: Send };

/**
 * Runs the chosen operation for every input item, in order: first all items are prepared, then they
 * are sent. So a slip in the last item stops the node before anything has been sent.
 *
 * @returns one output item per input item
 * @throws NodeApiError | NodeOperationError for the first item that fails, unless the node continues
 */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context);
	const preparations: Array<Prepared | Failed> = [];
	for (const index of context.getInputData().keys()) {
		const prepared = await settle('not-sent', () => prepare(context, operation, index));
		stopAtFailure(context, prepared, index, []);
		preparations.push(prepared);
	}

	const memory = openMemory(context.getContext('node'), readRunIndex(context));
	const connection = await settle('not-sent', () => connect(context));
	const output: INodeExecutionData[] = [];
	const done: number[] = [];
	for (const [index, prepared] of preparations.entries()) {
		const outcome = await runItem(prepared, connection, memory, index);
		stopAtFailure(context, outcome, index, done);
		if (outcome.kind === 'done') done.push(index);
		output.push(toOutputItem(outcome, index));
	}
	if (done.length === preparations.length) memory.forget();
	return [output];
}

function chosenOperation(context: IExecuteFunctions): Operation | Refusal {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	return (
		findOperation(resource, name) ??
		new Refusal(
			`This version of the node has no operation ${quote(name)} of the resource ${quote(resource)}`,
			'Choose an operation from the list, or update the package n8n-nodes-nextmatter',
		)
	);
}

function prepare(
	context: IExecuteFunctions,
	operation: Operation | Refusal,
	itemIndex: number,
): Prepared {
	if (operation instanceof Refusal) throw operation;
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex, undefined);
	const plan = operation.prepare(parameter, { timeZone: context.getTimezone() });
	return { kind: 'ready', operation, plan };
}

async function connect(context: IExecuteFunctions): Promise<Connected> {
	return { kind: 'connected', send: await createSend(context) };
}

function readRunIndex(context: IExecuteFunctions): number {
	return Number(context.evaluateExpression('{{ $runIndex }}', 0));
}

async function runItem(
	prepared: Prepared | Failed,
	connection: Connected | Failed,
	memory: Memory,
	itemIndex: number,
): Promise<Outcome> {
	if (prepared.kind === 'failed') return prepared;
	if (connection.kind === 'failed') return connection;
	const { operation, plan } = prepared;
	const known = memory.recall(itemIndex, plan);
	if (known) return known;
	const outcome = await settle('unknown', () => perform(operation, plan, connection.send));
	memory.remember(itemIndex, plan, outcome);
	return outcome;
}

/** The one catch: from here on, whatever went wrong is a value. */
async function settle<T>(certainty: Certainty, work: () => T | Promise<T>): Promise<T | Failed> {
	try {
		return await work();
	} catch (error) {
		return { kind: 'failed', failure: failureOf(error, certainty) };
	}
}

function stopAtFailure(
	context: IExecuteFunctions,
	outcome: { readonly kind: string } | Failed,
	itemIndex: number,
	done: readonly number[],
): void {
	if (!('failure' in outcome) || context.continueOnFail()) return;
	throw toNodeError(context.getNode(), outcome.failure, itemIndex, done);
}
