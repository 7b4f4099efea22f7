import { DEFAULT_WORKFLOWS } from '../test/standIn';

const steps = DEFAULT_WORKFLOWS.flatMap((workflow) => workflow.steps);
const stepNames = new Map(steps.map(({ id, name }) => [id, name]));
const fieldNames = new Map(
	steps.flatMap(({ formFields }) => formFields.map(({ id, name }) => [id, name] as const)),
);

/** What people read in Next Matter where the API has an ID. */
export function nameStep(id: unknown): string {
	const name = stepNames.get(Number(id));
	return name === undefined ? `step ${String(id)}` : `step "${name}"`;
}

export function nameField(id: unknown): string {
	return fieldNames.get(Number(id)) ?? 'Form Field';
}
