import { sleep as breathe, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { quote, InputError } from '../input/inputError';
import { readFilledList } from '../input/lists';
import { readRequiredText } from '../input/texts';
import { findOperation } from '../operations';
import { withAllFields } from '../operations/shared/output';
import { SELECTED } from '../operations/shared/outputProperties';
import { isRunOption } from '../operations/shared/runOptions';
import { readRunSettings, type RunSettings } from '../operations/shared/runSettings';
import type { Operation, Plan } from '../operations/types';
import { resumeUrlsOf } from '../n8nCompat';
import { tryOrFail } from '../api/errors/tryOrFail';
import { isTool } from './isTool';
import type { Failed } from './outcomes';
import { openParameters } from './parameters';
import { openItemFiles } from '../api/binaryFiles';
import { checkCanSleep } from './sleep';

/** What all items of a run have in common. */
export interface Job {
	readonly kind: 'job';
	readonly operation: Operation;
	readonly settings: RunSettings;
	/** The fields to put out, where a tool has them named. */
	readonly fields?: readonly string[];
}

/** One item, ready to be sent or refused, and its ordering key if that could be read. */
export interface Prepared {
	readonly item: { readonly kind: 'ready'; readonly plan: Plan } | Failed;
	readonly orderingKey?: string;
}

/** @throws InputError */
export async function readJob(context: IExecuteFunctions): Promise<Job> {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const found = await findOperation(resource, name);
	if (!found) {
		throw new InputError(
			`This version of the node has no operation ${quote(name)} of the resource ${quote(resource)}`,
			'Choose an operation from the list, or update the package n8n-nodes-nextmatter',
		);
	}
	// What only this item lacks is a matter of its own plan, and no reason to refuse the others.
	const read = openParameters(context, found, isRunOption);
	if (found.sleep) checkCanSleep(context);
	const operation = found.variant?.((parameter) => read(parameter, 0)) ?? found;
	const settings = readRunSettings(read('options', 0));
	const fields = readFields(context);
	return fields
		? { kind: 'job', operation: withAllFields(operation), settings, fields }
		: { kind: 'job', operation, settings };
}

/** @returns undefined unless the node is a tool whose fields are chosen. @throws InputError */
function readFields(context: IExecuteFunctions): readonly string[] | undefined {
	const isChosen =
		isTool(context.getNode()) && context.getNodeParameter('simplify', 0, true) === SELECTED;
	if (!isChosen) return undefined;
	return readFilledList('Fields', context.getNodeParameter('outputFields', 0), readRequiredText);
}

const ITEMS_BETWEEN_BREATHS = 500;

/**
 * Reads the parameters of all items, one by one, without sending anything.
 *
 * @param onFailure called at once, and may throw to stop
 */
export async function prepareItems(
	context: IExecuteFunctions,
	operation: Operation,
	onFailure: (failed: Failed, index: number) => void,
): Promise<Prepared[]> {
	const timeZone = context.getTimezone();
	const read = openParameters(context, operation);
	const items = context.getInputData();
	const { parameters, typeVersion: nodeVersion } = context.getNode();
	const saved: IDataObject = parameters;
	const openResumeUrl = resumeUrlsOf(context);
	const refuseOther = openSameJobCheck(context);
	const prepared: Prepared[] = [];
	for (const index of items.keys()) {
		const parameter = readOnce((name) => read(name, index));
		// A node may hand on a file and nothing else.
		const { json = {} } = items[index];
		const files = openItemFiles(items[index], index);
		const itemContext = { nodeVersion, timeZone, json, saved, files, openResumeUrl };
		const item = await tryOrFail('not-sent', () => {
			refuseOther(index);
			const plan = operation.prepare(parameter, itemContext);
			return { kind: 'ready' as const, plan };
		});
		if (item.kind === 'failed') onFailure(item, index);
		const key = await tryOrFail('not-sent', () => operation.orderingKey?.(parameter));
		prepared.push({ item, ...(typeof key === 'string' && { orderingKey: key }) });
		// Thousands of expressions take seconds, in which the host has other work to do as well.
		if (index % ITEMS_BETWEEN_BREATHS === ITEMS_BETWEEN_BREATHS - 1) await breathe(0);
	}
	return prepared;
}

/**
 * What the first item asks for is done to all. The editor takes no expression for it, but an imported
 * workflow may hold one, which older versions of n8n evaluate.
 *
 * @returns what refuses an item that asks for something else, with an InputError
 */
function openSameJobCheck(context: IExecuteFunctions): (index: number) => void {
	const { parameters: saved } = context.getNode();
	const labels = Object.entries({ resource: 'Resource', operation: 'Operation' });
	const open = labels.filter(([name]) => String(saved[name]).startsWith('='));
	return (index) => {
		for (const [name, label] of open) {
			const [first, own] = [0, index].map((item) => context.getNodeParameter(name, item));
			if (own === first) continue;
			throw new InputError(
				`'${label}' is ${quote(own)} for this item, but ${quote(first)} for the first one`,
				'Choose a fixed value, and use a node for each of them',
			);
		}
	};
}

function readOnce(read: (name: string) => unknown): (name: string) => unknown {
	const known = new Map<string, unknown>();
	return (name) => {
		if (!known.has(name)) known.set(name, read(name));
		return known.get(name);
	};
}
