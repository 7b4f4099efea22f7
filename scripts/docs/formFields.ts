import { fieldKinds } from '../../nodes/NextMatter/formFields';
import { formFieldsProperty } from '../../nodes/NextMatter/formFields/description';
import { code, table } from './markdown';
import { parameterCells } from './parameters';

const EXAMPLE_ID = 50222;

/** The table of form fields: every kind, its inputs, and what is sent for an example. */
export function fieldKindTable(): string {
	return table(
		['Field type', 'Inputs', 'Sent as `input_object`', 'With **Value Format** = Legacy'],
		fieldKinds.map(({ name, inputs, example }) => [
			name,
			inputs.map(({ displayName }) => displayName).join(', ') || 'none',
			code(example.standard),
			example.wrapped ? code(example.wrapped) : 'the same',
		]),
	);
}

/** What a saved workflow holds of a row: every input, and the types of form field that have it. */
export function fieldInputTable(): string {
	const inputs = (formFieldsProperty.options ?? []).flatMap((option) =>
		'values' in option ? option.values : [],
	);
	// An input is described twice where a list offers its values; the rows of the table differ by type.
	const rows = inputs.map((input) => {
		const owners = fieldKinds.filter((kind) => kind.inputs.some(({ name }) => name === input.name));
		return [...parameterCells(input), owners.map(({ name }) => name).join(', ') || 'all'];
	});
	const distinct = new Map(rows.map((row) => [row.join('|'), row]));
	return table(['Parameter', 'Type', 'Default', 'Values', 'Field types'], [...distinct.values()]);
}

/** A section for each kind: what to type in a row, the same by an expression, and as JSON. */
export function fieldKindSections(): string {
	return fieldKinds
		.map(({ name, inputs, example }) => {
			const rows = inputs
				.filter(({ name: input }) => input in example.row)
				.map((input) => [
					input.displayName,
					typed(example.row[input.name]),
					`\`{{ $json.${input.name} }}\` with ${code({ [input.name]: example.row[input.name] })}`,
				]);
			return [
				`### ${name}`,
				...(rows.length > 0 ? [table(['Input', 'In a row', 'By an expression'], rows)] : []),
				`_Using JSON_: ${code({ action_id: EXAMPLE_ID, input_object: example.standard })}`,
			].join('\n\n');
		})
		.join('\n\n');
}

/** As it is typed: a list has an entry each. */
function typed(value: unknown): string {
	const values: unknown[] = Array.isArray(value) ? value : [value];
	return values
		.map((entry) => (typeof entry === 'string' ? `\`${entry}\`` : code(entry)))
		.join(', ');
}
