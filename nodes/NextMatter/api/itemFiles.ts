import type { INodeExecutionData } from 'n8n-workflow';
import type { FilePart } from './types';

/** A file as it comes with an item. */
export type ItemFile = Omit<FilePart, 'part' | 'fields'>;

/** Finds the files of one item by the name of their binary property, without reading them. */
export function openItemFiles({ binary }: INodeExecutionData, itemIndex: number) {
	return (property: string): ItemFile | undefined => {
		const file = binary && Object.hasOwn(binary, property) ? binary[property] : undefined;
		return (
			file && {
				itemIndex,
				property,
				fileName: file.fileName ?? property,
				mimeType: file.mimeType || 'application/octet-stream',
				...(file.id && { storedAs: file.id }),
			}
		);
	};
}
