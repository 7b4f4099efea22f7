import { isRecord } from '../../../input/isRecord';
import type { Operation } from '../../types';
import { readAddress } from '../requests';
import { uploadDescription } from './description';
import { prepareUpload, type UploadPlan } from './prepare';

/** Answers with the address of the file. No read can tell whether one was uploaded. */
export const upload: Operation<UploadPlan> = {
	...uploadDescription,
	prepare: prepareUpload,
	present({ file, simplify }, body) {
		const url = readAddress(body);
		if (url === undefined) return undefined;
		if (!simplify) return isRecord(body) ? body : { url };
		const { fileName, mimeType, size = null } = file;
		return { url, file_name: fileName, mime_type: mimeType, size };
	},
	underAnotherKey: 'isNew',
};
