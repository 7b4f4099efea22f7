import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import type { FilePart } from './types';

/** A file as it comes with an item. */
export type ItemFile = Omit<FilePart, 'part' | 'fields'>;

/** The files of one item, by the name of their binary property. None is read before it is sent. */
export interface ItemFiles {
	readonly names: readonly string[];
	find(property: string): ItemFile | undefined;
}

export function openItemFiles({ binary = {} }: INodeExecutionData, itemIndex: number): ItemFiles {
	return {
		names: Object.keys(binary),
		find(property) {
			if (!Object.hasOwn(binary, property)) return undefined;
			const file = binary[property];
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
function sizeOf({ bytes, data, id }: IBinaryData): number | undefined {
	if (typeof bytes === 'number') return bytes;
	return id ? undefined : Buffer.byteLength(data, 'base64');
}
