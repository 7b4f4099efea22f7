import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { activeStepIds, isInstance } from '../api/instance/instance';
import { outlineOf, type StepOutline } from '../api/instance/stepOutline';
import { reading } from '../api/reading';
import { instancePath, workflowPath } from '../api/paths';
import { locatedValue } from '../input/ids';
import { lookUp, noList, readCurrentId } from './editorRequest';

interface Steps {
	/** What they belong to, for messages. */
	readonly owner: string;
	readonly active: readonly number[];
	readonly steps: readonly StepOutline[];
}

/** The steps of the chosen instance, or of the workflow where there is no instance yet. */
export async function readSteps(context: ILoadOptionsFunctions): Promise<Steps> {
	const isOfWorkflow =
		context.getCurrentNodeParameter('resource') === 'formField' || isToBeStarted(context);
	return isOfWorkflow ? await readStepsOfWorkflow(context) : await readStepsOfInstance(context);
}

/** An instance that is still to be started has the steps of its workflow. */
function isToBeStarted(context: ILoadOptionsFunctions): boolean {
	const operation = context.getCurrentNodeParameter('operation');
	return operation === 'create' || operation === 'sendAndWait';
}

/** Nobody has chosen a step, so that it is the first of the workflow. */
function isLeftOpen(context: ILoadOptionsFunctions): boolean {
	const value = locatedValue(context.getCurrentNodeParameter('stepId'));
	return value === undefined || value === '';
}

async function readStepsOfWorkflow(context: ILoadOptionsFunctions): Promise<Steps> {
	const workflowId = readCurrentId(context, 'workflow', 'workflowId');
	const request = { method: 'GET', path: workflowPath(workflowId) } as const;
	const body = await lookUp(context, request, reading('workflow', workflowId));
	return { owner: `workflow ${workflowId}`, active: [], steps: outlineOf(body) };
}

async function readStepsOfInstance(context: ILoadOptionsFunctions): Promise<Steps> {
	const instanceId = readCurrentId(context, 'instance', 'instanceId');
	const request = { method: 'GET', path: instancePath(instanceId) } as const;
	const body = await lookUp(context, request, reading('instance', instanceId));
	if (!isInstance(body, instanceId)) {
		throw noList(context, {
			message: `Next Matter did not return instance ${instanceId}`,
			description: 'Enter the ID instead',
		});
	}
	return {
		owner: `instance ${instanceId}`,
		active: activeStepIds(body) ?? [],
		steps: outlineOf(body.process_snapshot),
	};
}

/**
 * The form fields of the chosen step, or of the whole instance where no step is asked for.
 *
 * @returns the form fields, and where they are, for messages
 * @throws NodeApiError that says why nothing can be looked up
 */
export async function readFields(context: ILoadOptionsFunctions) {
	if (context.getCurrentNodeParameter('resource') === 'file') {
		const { owner, steps } = await readSteps(context);
		return { place: owner, fields: steps.flatMap(({ fields }) => fields) };
	}
	const first = isToBeStarted(context) && isLeftOpen(context);
	const chosen = first ? undefined : readCurrentId(context, 'step', 'stepId');
	const { owner, steps } = await readSteps(context);
	const stepId = chosen ?? steps[0]?.id;
	return {
		place: stepId === undefined ? owner : `step ${stepId}`,
		fields: steps.find(({ id }) => id === stepId)?.fields ?? [],
	};
}
