import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../../api/types';
import type { FieldUploads } from '../../../formFields/filledField';
import { isRecord } from '../../../input/isRecord';
import { readAddress, uploadOf } from '../../file/requests';
import type { Prerequisite } from '../../types';

/**
 * The uploads that come before a step is filled in. Each puts the address that it gets into the
 * request for the step.
 *
 * @param consequence of an upload that fails
 */
export function uploadsFirst(fields: readonly FieldUploads[], consequence: string): Prerequisite[] {
	const wanted = fields.flatMap(({ uploads: { kind, key, files }, index, place }) =>
		files.map((file) => ({ file, kind, key, index, place })),
	);
	return wanted.map(({ file, kind, key, index, place }) => {
		const upload = uploadOf(file, kind);
		return {
			...upload,
			action: `${upload.action} for ${place}`,
			consequence,
			toCheckpoint: readAddress,
			apply(body: unknown, request: ApiRequest) {
				const address = readAddress(body);
				return address === undefined ? undefined : withAddress(request, { index, key, address });
			},
		};
	});
}

function withAddress(
	request: ApiRequest,
	{
		index,
		key,
		address,
	}: { readonly index: number; readonly key: string; readonly address: string },
): ApiRequest | undefined {
	const actions: unknown = request.body?.actions;
	if (!Array.isArray(actions)) return undefined;
	const filled = actions.map((action: unknown, place): unknown =>
		place === index && isRecord(action) ? withFile(action, key, address) : action,
	);
	return { ...request, body: { ...request.body, actions: filled.filter(isRecord) } };
}

function withFile(action: IDataObject, key: string, address: string): IDataObject {
	const value = isRecord(action.input_object) ? action.input_object : {};
	const others: unknown = value[key];
	const list = Array.isArray(others) ? others.map(String) : [];
	return { ...action, input_object: { ...value, [key]: [...list, address] } };
}
