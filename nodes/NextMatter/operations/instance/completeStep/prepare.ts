import { instancePath } from '../paths';
import { encodeRows, fieldLabel, type EncodedField } from '../../../formFields/rows';
import { readActions } from '../../../formFields/actions';
import type { ValueFormat } from '../../../formFields/types';
import { readBoolean, readChoice } from '../../../input/choices';
import { readId } from '../../../input/ids';
import { isDictionary } from '../../../input/records';
import type { ParameterReader, Plan, Surroundings } from '../../types';

export interface CompleteStepPlan extends Plan {
	readonly instanceId: number;
	readonly stepId: number;
	readonly simplify: boolean;
}

const MODES = ['complete', 'save'] as const;
const VALUE_FORMATS: readonly ValueFormat[] = ['standard', 'wrapped'];

/** Reads what was typed for one item. @throws Refusal */
export function prepareCompleteStep(
	parameter: ParameterReader,
	surroundings: Surroundings,
): CompleteStepPlan {
	const instanceId = readId('instance', parameter('instanceId'));
	const stepId = readId('step', parameter('stepId'));
	const mode = readChoice('Mode', parameter('mode'), MODES);
	const actions = readFields(parameter, surroundings);
	const done = mode === 'complete' ? 'is completed' : 'holds the saved values';
	return {
		instanceId,
		stepId,
		simplify: readBoolean('Simplify', parameter('simplify')),
		request: {
			method: 'POST',
			path: `${instancePath(instanceId)}complete_step/`,
			body: { step_id: stepId, mode, actions: actions.map((action) => ({ ...action })) },
		},
		nature: mode === 'save' ? 'repeatable' : 'once',
		phrase: `${mode} step ${stepId} of instance ${instanceId}`,
		check: `Look at instance ${instanceId} in Next Matter whether step ${stepId} ${done} before you run this item again.`,
		fieldLabels: actions.map(({ action_id }, index) => fieldLabel(index, action_id)),
		facts: { instanceId, stepId },
	};
}

function readFields(parameter: ParameterReader, { timeZone }: Surroundings): EncodedField[] {
	const source = readChoice('Specify Form Fields', parameter('specifyFormFields'), [
		'fields',
		'json',
	]);
	if (source === 'json') return readActions(parameter('formFieldsJson'));
	const options = parameter('options');
	const format = isDictionary(options) ? options.valueFormat : undefined;
	const valueFormat = readChoice('Value Format', format ?? 'standard', VALUE_FORMATS);
	return encodeRows(parameter('formFields'), { timeZone, valueFormat });
}
