import type { Failure } from '../../../api/types';
import { readId, locatedValue } from '../../../input/ids';
import { isRecord } from '../../../input/isRecord';
import { isMissing, quote, InputError } from '../../../input/inputError';
import type { Continued, Operation, ParameterReader, Prerequisite, ItemContext } from '../../types';
import { NO_STEP } from '../formProperties';
import { aboutStep, readForm, type CompleteStepPlan } from '../completeStep/prepare';
import { presentStep } from '../completeStep/present';
import { uploadsFirst } from '../completeStep/uploads';
import { completeStepReconciliation } from '../completeStep/reconciliation';
import { instanceReplay } from '../replay';
import { isInstance } from '../../../api/instance/instance';
import { createDescription } from './description';
import { prepareCreate } from './prepare';
import { digestOf, readStarted, type Started } from './started';

/** The step of an instance that is still to be started. */
export interface StartPlan extends CompleteStepPlan {
	/** If one was chosen, and not left to what is active after the start. */
	readonly chosenStepId?: number;
}

/** What stands in for an ID that only the start of the instance brings. */
const NOT_STARTED = 0;

/**
 * Two requests: `POST /instances/`, then `complete_step` of the new instance. What comes before them,
 * the uploads, is sent first, so that no instance is started when a file cannot be uploaded.
 */
export const createWithForm: Operation<StartPlan> = {
	...createDescription,
	prepare(parameter, itemContext) {
		refuseOther(parameter('mode'), true);
		return prepareStart(parameter, itemContext);
	},
	continueFrom: continueStart,
	present: (plan, body) =>
		isInstance(body, plan.instanceId) ? presentStep(plan, body) : undefined,
	reconciliation: completeStepReconciliation,
	replay: instanceReplay,
};

export function fillsIn(mode: unknown): boolean {
	return mode !== undefined && mode !== NO_STEP;
}

/**
 * The first item decides for all whether there is a form. In another kind of item it would be ignored.
 *
 * @throws InputError
 */
export function refuseOther(mode: unknown, isFilledIn: boolean): void {
	if (fillsIn(mode) === isFilledIn) return;
	throw new InputError(
		`'Fill In First Step' is ${quote(mode)} for this item, but not for the first one`,
		'Choose a fixed value, and use a node for each of the two kinds of items',
	);
}

/**
 * Reads what was typed for one item.
 *
 * @param filledElsewhere the IDs of form fields of the step that are filled in by other parameters
 * @throws InputError
 */
export function prepareStart(
	parameter: ParameterReader,
	itemContext: ItemContext,
	filledElsewhere: readonly number[] = [],
): StartPlan {
	const start = prepareCreate(parameter, itemContext);
	const { actions, uploads, ...form } = readForm(parameter, itemContext, filledElsewhere);
	const chosenStepId = readChosenStep(parameter('stepId'), itemContext);
	const ids = { instanceId: NOT_STARTED, stepId: chosenStepId ?? NOT_STARTED };
	return {
		...form,
		...aboutStep({ ...ids, mode: form.mode }, actions),
		...(chosenStepId !== undefined && { chosenStepId }),
		action: start.action,
		howToVerify: start.howToVerify,
		details: start.details,
		prerequisites: [...uploadsFirst(uploads, 'No instance was started'), startFirst(start)],
	};
}

/** An expression that returns nothing is no choice to leave the step open. */
function readChosenStep(given: unknown, { saved = {} }: ItemContext): number | undefined {
	const typed: unknown = locatedValue(saved.stepId);
	const isExpression =
		typeof typed === 'string' && typed.startsWith('=') && !/\$fromai\b/i.test(typed);
	const value = locatedValue(given);
	return !isExpression && isMissing(value) ? undefined : readId('step', given, 'first step');
}

function startFirst(start: ReturnType<typeof prepareCreate>): Prerequisite {
	const { request, action, subject, howToVerify, remedyByStatus, fieldLabels, workflowId } = start;
	return {
		...{ request, action, subject, howToVerify, remedyByStatus, fieldLabels },
		idempotency: 'nonIdempotent',
		isWork: true,
		toCheckpoint: digestOf,
		apply: (body, main) => (readStarted(body, workflowId) ? main : undefined),
	};
}

/** With the instance that was started, and the step of it that is to be filled in. */
export function continueStart(plan: StartPlan, body: unknown): Continued<StartPlan> {
	const started = readStarted(body);
	if (!started) return { plan };
	const { instanceId, activeStepIds } = started;
	const begun = {
		message: {
			'not-sent': leadOf(plan, instanceId),
			rejected: leadOf(plan, instanceId),
			unknown: `Instance ${instanceId} was started, but it is unclear whether its first step was ${WORDS[plan.mode]}`,
		},
		remedy: `To continue with instance ${instanceId}, retry this execution, or use 'Complete Step'. A new execution starts another instance.`,
	};
	const stepId = plan.chosenStepId ?? (activeStepIds.length === 1 ? activeStepIds[0] : undefined);
	if (stepId === undefined) {
		const details = { ...plan.details, instanceId };
		return { plan: { ...plan, instanceId, details, begun }, failure: whichStep(started) };
	}
	const { request, details, ...about } = aboutStep({ instanceId, stepId, mode: plan.mode }, []);
	const filled = isRecord(plan.request.body) ? plan.request.body : {};
	return {
		plan: {
			...plan,
			...about,
			request: { ...request, body: { ...filled, step_id: stepId } },
			details: { ...plan.details, ...details },
			begun,
		},
	};
}

const WORDS = { complete: 'completed', save: 'saved' } as const;

function leadOf({ mode }: StartPlan, instanceId: number): string {
	return `Instance ${instanceId} was started, but its first step was not ${WORDS[mode]}`;
}

/** Which step is meant is not guessed. */
function whichStep({ activeStepIds }: Started): Failure {
	const several = `Several steps are active (${activeStepIds.join(', ')}), so the node can't tell which one to fill in`;
	return {
		message: activeStepIds.length > 0 ? several : 'Next Matter shows no active step',
		remedy:
			activeStepIds.length > 0
				? "Choose the step in 'First Step'"
				: `Choose the step in 'First Step', and set the option 'If the Step Is Not Active' to Wait Until Active`,
		certainty: 'not-sent',
		details: { activeStepIds: [...activeStepIds] },
	};
}
