import type { IDataObject } from 'n8n-workflow';
import type { ItemFile } from '../../../api/binaryFiles';
import { findFile } from '../../../api/findFile';
import { readBoolean, readChoice } from '../../../input/choices';
import { readDate } from '../../../input/dates';
import { readId } from '../../../input/ids';
import { isRecord } from '../../../input/isRecord';
import type { ParameterReader, Plan, ItemContext } from '../../types';
import { uploadOf, type UploadKind } from '../requests';

export interface UploadPlan extends Plan {
	readonly file: ItemFile;
	readonly simplify: boolean;
}

/** Reads what was typed for one item. @throws InputError */
export function prepareUpload(
	parameter: ParameterReader,
	{ timeZone, files }: ItemContext,
): UploadPlan {
	const file = findFile('Input Data Field Name', parameter('binaryPropertyName'), files);
	const choices = ['automatic', 'file', 'image'] as const;
	const uploadAs = readChoice('Upload As', parameter('uploadAs'), choices);
	const byType: UploadKind = file.mimeType.startsWith('image/') ? 'image' : 'file';
	const given = parameter('additionalFields');
	const { createdTime, ...ids } = isRecord(given) ? given : {};
	const details = readOwners(ids);
	const fields = {
		...(createdTime !== undefined && {
			created_time: readDate('Created Time', createdTime, timeZone),
		}),
		...(details.workflowId !== undefined && { process: String(details.workflowId) }),
		...(details.instanceId !== undefined && { process_instance: String(details.instanceId) }),
	};
	return {
		...uploadOf(file, uploadAs === 'automatic' ? byType : uploadAs, fields),
		file,
		simplify: readBoolean('Simplify', parameter('simplify')),
		details: { fileName: file.fileName, ...details },
	};
}

interface Owners {
	readonly workflowId?: number;
	readonly instanceId?: number;
}

function readOwners({ workflowId, instanceId }: IDataObject): Owners {
	return {
		...(workflowId !== undefined && { workflowId: readId('workflow', workflowId) }),
		...(instanceId !== undefined && { instanceId: readId('instance', instanceId) }),
	};
}
