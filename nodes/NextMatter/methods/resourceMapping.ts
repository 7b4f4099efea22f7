import { NodeApiError, type ILoadOptionsFunctions, type ResourceMapperFields } from 'n8n-workflow';
import { columnsOf, knownColumns } from '../formFields/columns';
import { readFields } from './readSteps';

/**
 * The form fields of the chosen step as columns; none, with a notice, when none are recognized.
 *
 * The editor asks again with every change of the instance. Once an expression is put in its place
 * nothing can be looked up, and without an answer the editor would drop the columns that are there.
 */
export async function getFormFieldColumns(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const known = knownColumns(this.getCurrentNodeParameter('formFieldsMap'));
	const found = await readFields(this).catch((error: unknown) => {
		// The mapper shows nothing of a thrown error, but the whole sentence of a notice.
		if (error instanceof NodeApiError) return { notice: asSentence(error) };
		throw error;
	});
	if ('notice' in found) {
		return known.length > 0 ? { fields: known } : { fields: [], emptyFieldsNotice: found.notice };
	}
	const { fields, place } = found;
	const columns = columnsOf(fields);
	if (columns.length > 0) return { fields: columns };
	return {
		fields: [],
		emptyFieldsNotice: `No form fields were recognized in ${place}. Enter their IDs with 'Using Fields Below' instead.`,
	};
}

function asSentence({ message, description }: NodeApiError): string {
	return [message, description ?? ''].filter(Boolean).join('. ');
}
