import {
	stagesOf,
	type FormFieldDefinition,
	type StepDefinition,
	type WorkflowDefinition,
} from './definitions';
import type { JsonObject } from './json';
import type { FieldKind } from './kinds';

/**
 * How the structure of a workflow is shown, of which nothing is documented: as an object, as its text,
 * with groups in groups and other names, or as something in which no step can be recognized.
 */
export type SnapshotShape = 'object' | 'string' | 'nested' | 'unrecognizable';

/** What is known beside the definition: of a form field its answer, of a step its end. */
export interface Additions {
	readonly field?: (field: FormFieldDefinition) => JsonObject;
	readonly step?: (step: StepDefinition) => JsonObject;
}

export function structureOf(
	workflow: WorkflowDefinition,
	shape: SnapshotShape,
	additions: Additions = {},
): JsonObject {
	if (shape === 'unrecognizable') return { layout: 'v7', blob: 'H4sIAAAAAAAA' };
	return shape === 'nested' ? nested(workflow, additions) : plain(workflow, additions);
}

function plain(workflow: WorkflowDefinition, { field, step }: Additions): JsonObject {
	const present = (one: StepDefinition): JsonObject => ({
		id: one.id,
		name: one.name,
		actions: one.formFields.map((entry) => ({
			id: entry.id,
			name: entry.name,
			type: entry.kind,
			required: entry.required ?? false,
			...(entry.options && { options: [...entry.options] }),
			...field?.(entry),
		})),
		...step?.(one),
	});
	const steps = stagesOf(workflow).map((stage): JsonObject => {
		const inner = stage.map(present);
		const { group } = stage[0];
		return group === undefined ? inner[0] : { name: group, parallel: true, steps: inner };
	});
	return { id: workflow.id, name: workflow.name, steps };
}

/** Words as servers have them; a kind without an entry goes by its own name. */
const WORDS: Readonly<Partial<Record<FieldKind, string>>> = {
	address: 'ADDRESS_FIELD',
	checklist: 'Checklist',
	date: 'DATE_FIELD',
	drawing: 'Drawing',
	email: 'EmailInput',
	fileUpload: 'File upload',
	imageUpload: 'image-upload',
	instruction: 'Instruction',
	multiSelect: 'Multi-select dropdown',
	number: 'NUMBER_FIELD',
	radio: 'Radio buttons',
	routing: 'Routing',
	singleSelect: 'Single-select dropdown',
	table: 'TABLE',
	text: 'Short text',
	url: 'URL',
	userSelection: 'User selection',
};

/** Groups two levels deep, IDs as texts, and other names for everything. */
function nested(workflow: WorkflowDefinition, { field, step }: Additions): JsonObject {
	const groups = stagesOf(workflow).map((stage, index) => ({
		id: `group-${index}`,
		title: stage[0].group ?? `Part ${index + 1}`,
		groups: [
			{
				title: 'Inner',
				workflow_steps: stage.map((one) => ({
					id: String(one.id),
					title: one.name,
					form_fields: one.formFields.map((entry) => ({
						id: String(entry.id),
						label: entry.name,
						field_type: WORDS[entry.kind] ?? entry.kind,
						is_required: entry.required ?? false,
						...(entry.options && { choices: entry.options.map((label) => ({ label })) }),
						...field?.(entry),
					})),
					...step?.(one),
				})),
			},
		],
	}));
	return { title: workflow.name, structure: { groups } };
}
