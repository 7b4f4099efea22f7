import type { IDataObject } from 'n8n-workflow';
import type { Operation, Output, Plan } from '../types';

/** The same operation, whose output has the fields of both the raw and the simplified one. */
export function withAllFields(operation: Operation): Operation {
	return {
		...operation,
		present(plan, body, status) {
			const raw: Plan & { readonly simplify: boolean } = { ...plan, simplify: false };
			const simplified = operation.present(plan, body, status);
			return join(operation.present(raw, body, status), simplified);
		},
	};
}

function join(raw: Output | undefined, simplified: Output | undefined): Output | undefined {
	if (raw === undefined || simplified === undefined) return simplified;
	const [whole, short] = [[raw].flat(), [simplified].flat()];
	const joined = short.map((one, index) => ({ ...whole[index], ...one }));
	return Array.isArray(simplified) ? joined : joined[0];
}

const TELLS_HOW = /_outcome$|^output_source$/;

/**
 * Keeps only the named fields of an output, null where it has none of that name, and those that say how it came
 * about, such as `step_outcome`.
 */
export function selectFields(output: Output, fields: readonly string[]): Output {
	const select = (json: IDataObject): IDataObject => ({
		...Object.fromEntries(
			fields.map((name) => [name, Object.hasOwn(json, name) ? json[name] : null]),
		),
		...Object.fromEntries(Object.entries(json).filter(([name]) => TELLS_HOW.test(name))),
	});
	const selected = [output].flat().map(select);
	return Array.isArray(output) ? selected : selected[0];
}
