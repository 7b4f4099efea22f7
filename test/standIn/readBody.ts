import type { ErrorTree } from './answers';
import { isObject, typeName } from './json';
import type { JsonObject, JsonValue } from './json';

export interface SubmittedAction {
	action_id: number;
	input_object: JsonObject;
}

export interface CompleteStepBody {
	stepId: number;
	mode: 'save' | 'complete';
	actions: SubmittedAction[];
}

export type ReadResult = { body: CompleteStepBody } | { errors: ErrorTree };

const REQUIRED = 'This field is required.';
const NOT_NULL = 'This field may not be null.';

export function notADictionary(value: JsonValue): ErrorTree {
	const found = typeName(value);
	return { non_field_errors: [`Invalid data. Expected a dictionary, but got ${found}.`] };
}

export function findIdFault(value: JsonValue | undefined): string | undefined {
	if (value === undefined) return REQUIRED;
	if (value === null) return NOT_NULL;
	return typeof value === 'number' && Number.isInteger(value)
		? undefined
		: 'A valid integer is required.';
}

function findInputFault(value: JsonValue | undefined): string | undefined {
	if (value === undefined) return REQUIRED;
	if (value === null) return NOT_NULL;
	if (isObject(value)) return undefined;
	return `Expected a dictionary of items but got type "${typeName(value)}".`;
}

/** Keeps the keys whose message is set, each as a list of one. */
export function collect(faults: Record<string, string | undefined>): ErrorTree {
	const found = Object.entries(faults).filter(([, message]) => message !== undefined);
	return Object.fromEntries(found.map(([key, message]) => [key, [message ?? '']]));
}

function findActionErrors(action: JsonValue): ErrorTree {
	if (!isObject(action)) return notADictionary(action);
	return collect({
		action_id: findIdFault(action.action_id),
		input_object: findInputFault(action.input_object),
	});
}

function findActionsErrors(actions: JsonValue | undefined): ErrorTree {
	if (actions === undefined) return {};
	if (actions === null) return { actions: [NOT_NULL] };
	if (!Array.isArray(actions)) {
		const message = `Expected a list of items but got type "${typeName(actions)}".`;
		return { actions: { non_field_errors: [message] } };
	}
	const errors = actions.map(findActionErrors);
	return errors.some((error) => Object.keys(error).length > 0) ? { actions: errors } : {};
}

function findModeFault(mode: JsonValue | undefined): string | undefined {
	if (mode === undefined || mode === 'save' || mode === 'complete') return undefined;
	if (mode === null) return NOT_NULL;
	return `"${typeof mode === 'string' ? mode : JSON.stringify(mode)}" is not a valid choice.`;
}

/** Reads the body of a complete_step request, or says key by key what is wrong with it. */
export function readCompleteStepBody(json: JsonValue): ReadResult {
	if (!isObject(json)) return { errors: notADictionary(json) };
	const errors = {
		...collect({ step_id: findIdFault(json.step_id) }),
		...findActionsErrors(json.actions),
		...collect({ mode: findModeFault(json.mode) }),
	};
	if (Object.keys(errors).length > 0) return { errors };
	return {
		body: {
			stepId: json.step_id as number,
			mode: json.mode === 'save' ? 'save' : 'complete',
			actions: (json.actions ?? []) as unknown as SubmittedAction[],
		},
	};
}
