import type { Failure } from '../../../api/types';
import { fieldValuesOf } from '../../../formFields/fieldValues';
import { quote } from '../../../input/inputError';
import { readAddress } from '../requests';

/** The addresses of the files that were entered into a form field, or why there are none. */
export type FieldFiles = { readonly addresses: readonly string[] } | { readonly failure: Failure };

/** @param snapshot of an instance that was read with its values */
export function filesOfField(
	snapshot: unknown,
	{ instanceId, formFieldId }: { readonly instanceId: number; readonly formFieldId: number },
): FieldFiles {
	const place = `form field ${formFieldId} of instance ${instanceId}`;
	const values = fieldValuesOf(snapshot);
	const found = values.find(({ id }) => id === formFieldId);
	if (!found) {
		return fail(
			`Next Matter does not show ${place}`,
			values.length > 0
				? 'Check the ID of the form field: you can find it in the Next Matter workflow editor'
				: "No form field was recognized in the answer. Read the URLs with 'Form Field > Get Values of Instance' and download them as URLs",
		);
	}
	const { value } = found;
	if (value === null) return { addresses: [] };
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	const addresses = entries.map((entry) => readAddress(entry));
	const known = addresses.filter((address) => address !== undefined);
	if (known.length === entries.length) return { addresses: known };
	const other = entries[addresses.indexOf(undefined)];
	return fail(
		`The value of ${place} contains ${quote(other)}, which is not the URL of a file`,
		'Choose a form field of the type File Upload, Image Upload, Drawing or URL',
	);
}

function fail(message: string, remedy: string): FieldFiles {
	return { failure: { message, remedy, certainty: 'rejected' } };
}
