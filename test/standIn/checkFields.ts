import type { ErrorTree } from './answers';
import type { FormFieldDefinition, StepDefinition } from './definitions';
import { leavesOf } from './json';
import type { JsonObject } from './json';
import type { InputFormat } from './kinds';
import type { SubmittedAction } from './readBody';
import { findRouteFault } from './routing';
import { validateInputObject } from './schemas';
import type { InstanceState } from './state';

const CHOICE_KINDS = ['checklist', 'multiSelect', 'radio', 'singleSelect'];

function findOptionErrors(field: FormFieldDefinition, value: JsonObject): string[] {
	const { kind, options } = field;
	if (!options || !CHOICE_KINDS.includes(kind)) return [];
	return leavesOf(value)
		.filter((chosen) => !options.includes(String(chosen)))
		.map((chosen) => `"${chosen}" is not a valid choice.`);
}

function findInputErrors(
	state: InstanceState,
	step: StepDefinition,
	field: FormFieldDefinition,
	value: JsonObject,
	formats: readonly InputFormat[],
): string[] {
	const errors = formats.map((format) => validateInputObject(field.kind, format, value));
	if (errors.every((messages) => messages.length > 0)) return errors[0];
	const routeFault =
		field.kind === 'routing' ? findRouteFault(state.workflow, step.id, value) : undefined;
	return routeFault === undefined ? findOptionErrors(field, value) : [routeFault];
}

/** Holds submitted answers against the form fields of their step. */
export function findFieldErrors(
	state: InstanceState,
	step: StepDefinition,
	actions: readonly SubmittedAction[],
	formats: readonly InputFormat[],
): ErrorTree | undefined {
	const errors = actions.map((action): ErrorTree => {
		const field = step.formFields.find(({ id }) => id === action.action_id);
		if (!field) return { action_id: [`Form field ${action.action_id} is not part of this step.`] };
		const messages = findInputErrors(state, step, field, action.input_object, formats);
		return messages.length === 0 ? {} : { input_object: messages };
	});
	return errors.some((error) => Object.keys(error).length > 0) ? { actions: errors } : undefined;
}

function isEmpty(value: JsonObject | undefined): boolean {
	return !value || leavesOf(value).every((leaf) => leaf === '' || leaf === null);
}

/** Names the required form fields that would be left without an answer. */
export function findMissingFields(
	step: StepDefinition,
	values: Readonly<Record<number, JsonObject>>,
): ErrorTree | undefined {
	const missing = step.formFields.filter(({ id, required }) => required && isEmpty(values[id]));
	if (missing.length === 0) return undefined;
	return { non_field_errors: missing.map(({ name }) => `The form field "${name}" is required.`) };
}
