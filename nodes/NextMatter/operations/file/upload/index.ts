import { isRecord } from '../../../input/isRecord';
import type { Operation } from '../../types';
import { readAddress } from '../requests';
import { uploadProperties } from './description';
import { prepareUpload, type UploadPlan } from './prepare';

/** Answers with the address of the file. No read can tell whether one was uploaded. */
export const upload: Operation<UploadPlan> = {
	option: {
		name: 'Upload',
		value: 'upload',
		description: 'Upload a file or an image, to be used in a form field',
		action: 'Upload file',
	},
	properties: uploadProperties,
	options: [],
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
