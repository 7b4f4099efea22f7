import type { IDataObject } from 'n8n-workflow';
import { instancePath } from '../../../api/paths';
import { readBoolean, readChoice } from '../../../input/choices';
import { readId } from '../../../input/ids';
import { readNumberWithin } from '../../../input/numbers';
import { isRecord } from '../../../input/isRecord';
import type { Keying } from '../../../formFields/fieldValues';
import type { EncodedField, FieldUploads } from '../../../formFields/filledField';
import type { ParameterReader, Plan, ItemContext } from '../../types';
import { readKeying } from '../formFieldValues';
import { readFields } from './fields';
import { uploadsFirst } from './uploads';

export interface CompleteStepPlan extends Plan {
	readonly instanceId: number;
	readonly stepId: number;
	readonly mode: (typeof MODES)[number];
	readonly simplify: boolean;
	readonly keying?: Keying;
	readonly ifStepNotActive: (typeof IF_NOT_ACTIVE)[number];
	/** Where a routing form field among the values leads, if there is one. */
	readonly route: Route;
}

/** `elsewhere`: to another step, so that the step of the plan may become active again. */
export type Route = 'onwards' | 'elsewhere' | 'stop';

const REMEDIES = {
	400: 'Check the step and its form fields: options must be spelled exactly as in the workflow, and required form fields must be filled in',
	403: 'In Next Matter, make this user the owner of the step, the lead of the workflow or an administrator, or use the API key of someone who is',
} as const;
const MODES = ['complete', 'save'] as const;
const IF_NOT_ACTIVE = ['fail', 'treatAsDone', 'wait'] as const;

/** Reads what was typed for one item. @throws InputError */
export function prepareCompleteStep(
	parameter: ParameterReader,
	itemContext: ItemContext,
): CompleteStepPlan {
	const instanceId = readId('instance', parameter('instanceId'));
	const stepId = readId('step', parameter('stepId'));
	const { actions, uploads, ...form } = readForm(parameter, itemContext);
	const keying = readKeying(parameter);
	const untouched = `Step ${stepId} of instance ${instanceId} was not touched`;
	return {
		...form,
		...(keying && { keying }),
		...(form.mode === 'complete' && readCheckFirst(optionsOf(parameter)) && { checksFirst: true }),
		...(uploads.length > 0 && { prerequisites: uploadsFirst(uploads, untouched) }),
		...aboutStep({ instanceId, stepId, mode: form.mode }, actions),
	};
}

/** What a plan holds whatever step of whatever instance is filled in. */
type Form = Pick<
	CompleteStepPlan,
	| 'mode'
	| 'simplify'
	| 'ifStepNotActive'
	| 'pollTimeoutMs'
	| 'route'
	| 'idempotency'
	| 'remedyByStatus'
	| 'fieldLabels'
	| 'hints'
> & {
	readonly actions: readonly EncodedField[];
	readonly uploads: readonly FieldUploads[];
};

/**
 * Reads how a step is to be filled in.
 *
 * @param filledElsewhere the IDs of form fields that are filled in by other parameters
 * @throws InputError
 */
export function readForm(
	parameter: ParameterReader,
	itemContext: ItemContext,
	filledElsewhere: readonly number[] = [],
): Form {
	const mode = readChoice('Mode', parameter('mode'), MODES);
	const options = optionsOf(parameter);
	const fields = readFields(parameter, options, {
		...itemContext,
		completes: mode === 'complete',
		filledElsewhere,
	});
	const { actions, labels, uploads, hints = [] } = fields;
	return {
		mode,
		simplify: readBoolean('Simplify', parameter('simplify')),
		...readIfNotActive(options),
		route: routeOf(actions),
		actions,
		uploads,
		idempotency: mode === 'save' ? 'idempotent' : 'nonIdempotent',
		remedyByStatus: REMEDIES,
		fieldLabels: labels,
		...(hints.length > 0 && { hints }),
	};
}

function optionsOf(parameter: ParameterReader): IDataObject {
	const given = parameter('options');
	return isRecord(given) ? given : {};
}

/** What a plan holds because of the step that it is about. */
export function aboutStep(
	{ instanceId, stepId, mode }: Pick<CompleteStepPlan, 'instanceId' | 'stepId' | 'mode'>,
	actions: readonly EncodedField[],
) {
	const done = mode === 'complete' ? 'is completed' : 'holds the saved values';
	return {
		instanceId,
		stepId,
		request: {
			method: 'POST',
			path: `${instancePath(instanceId)}complete_step/`,
			body: { step_id: stepId, mode, actions: actions.map((action) => ({ ...action })) },
		},
		action: `${mode} step ${stepId} of instance ${instanceId}`,
		howToVerify: `Check in Next Matter whether step ${stepId} of instance ${instanceId} ${done} before you run this item again.`,
		details: { instanceId, stepId },
	} as const;
}

function readIfNotActive(options: IDataObject) {
	const choice = options.ifStepNotActive ?? 'fail';
	const ifStepNotActive = readChoice('If the Step Is Not Active', choice, IF_NOT_ACTIVE);
	const seconds = readNumberWithin(
		'Wait Until Active For (Seconds)',
		options.waitUntilActive ?? 60,
		{
			min: 0,
			max: 86_400,
		},
	);
	return { ifStepNotActive, ...(ifStepNotActive === 'wait' && { pollTimeoutMs: seconds * 1000 }) };
}

function readCheckFirst({ checkStepFirst = false }: IDataObject): boolean {
	return readBoolean('Check Step Before Completing', checkStepFirst);
}

/** Routing values are recognized by their shape, so that those given as JSON count as well. */
function routeOf(actions: readonly EncodedField[]): Route {
	const ways = actions.map(({ input_object: value }) => value.action);
	if (ways.some((way) => way === 'return' || way === 'skip_forward')) return 'elsewhere';
	return ways.includes('decline') ? 'stop' : 'onwards';
}
