import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../input/isRecord';
import type { FilePart } from './types';

/** A file as it comes with an item. */
export type ItemFile = Omit<FilePart, 'part' | 'fields'>;

/** The files of one item, by the name of their binary property. None is read before it is sent. */
export interface ItemFiles {
	readonly names: readonly string[];
	find(property: string): ItemFile | undefined;
}

/** By their names. A Code node may leave nothing where a file is named, or in place of all of them. */
export function filesOf({ binary }: INodeExecutionData): ReadonlyMap<string, IBinaryData> {
	return new Map(Object.entries(binary ?? {}).filter(([, file]) => isRecord(file)));
}

export function openItemFiles(item: INodeExecutionData, itemIndex: number): ItemFiles {
	const files = filesOf(item);
	return {
		names: [...files.keys()],
		find(property) {
			const file = files.get(property);
			if (!file) return undefined;
			const size = sizeOf(file);
			return {
				itemIndex,
				property,
				fileName: file.fileName || property,
				mimeType: file.mimeType || 'application/octet-stream',
				...(size !== undefined && { size }),
				...(file.id && { storedAs: file.id }),
			};
		},
	};
}

/** Older versions of n8n know the size only of what they keep in memory. */
function sizeOf({ bytes, data, id }: Partial<IBinaryData>): number | undefined {
	if (typeof bytes === 'number') return bytes;
	return id || data === undefined ? undefined : Buffer.byteLength(data, 'base64');
}
