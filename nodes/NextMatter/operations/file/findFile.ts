import type { ItemFile, ItemFiles } from '../../api/binaryFiles';
import { quote, InputError } from '../../input/inputError';
import { readRequiredText } from '../../input/texts';

/**
 * @param label of the input in which the name of the binary property was entered
 * @throws InputError that names the files which the item has
 */
export function findFile(label: string, name: unknown, files: ItemFiles): ItemFile {
	const property = readRequiredText(label, name).trim();
	const file = files.find(property);
	if (file) return file;
	throw new InputError(
		`"${label}" is ${quote(property)}, but the item has no file of that name`,
		files.names.length > 0
			? `Enter the name of one that it has: ${files.names.map(quote).join(', ')}`
			: 'The item has no files at all. Put a node before this one that gives it one, such as "HTTP Request" or "Convert to File"',
	);
}
