import type { FieldKind } from './kinds';

export interface FormFieldDefinition {
	id: number;
	name: string;
	kind: FieldKind;
	/** Completing the step without an answer is refused. */
	required?: boolean;
	/** What may be chosen; without it anything may. */
	options?: readonly string[];
}

export interface StepDefinition {
	id: number;
	name: string;
	formFields: readonly FormFieldDefinition[];
	/** Neighbouring steps of the same group are active at the same time. */
	group?: string;
	/** Names of the keys whose user owns the step. */
	owners?: readonly string[];
	/** Whoever starts the workflow has to say who does this step. */
	assignedAtStart?: boolean;
	/** How long after its completion the workflow leads back to it, in milliseconds; never by default. */
	comesBackAfterMs?: number;
	/** An integration step: completes itself by a call to the URL in the first of these form fields that has one. */
	callsUrlIn?: readonly number[];
}

export interface WorkflowDefinition {
	id: number;
	name: string;
	steps: readonly StepDefinition[];
	/** Names of the keys whose user leads the workflow, and so may do every step. */
	leads?: readonly string[];
	/** Names its instances itself and refuses other names. */
	automaticNaming?: boolean;
}

/**
 * What the user behind a key may do: an `admin` everything, a `member` see every instance and do
 * the steps they own or lead, an `outsider` see nothing; a `revoked` key is no key.
 */
export type Role = 'admin' | 'member' | 'outsider' | 'revoked';

export interface KeyDefinition {
	name: string;
	value: string;
	role: Role;
}

/** The steps of a workflow in the order they become active, parallel ones together. */
export function stagesOf(workflow: WorkflowDefinition): StepDefinition[][] {
	const stages: StepDefinition[][] = [];
	for (const step of workflow.steps) {
		const last = stages.at(-1);
		if (last && step.group !== undefined && last[0].group === step.group) last.push(step);
		else stages.push([step]);
	}
	return stages;
}

export function findStep(workflow: WorkflowDefinition, stepId: number): StepDefinition | undefined {
	return workflow.steps.find((step) => step.id === stepId);
}
