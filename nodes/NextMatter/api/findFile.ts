import { quote, InputError } from '../input/inputError';
import { readRequiredText } from '../input/texts';
import { formatNames } from '../input/wording';
import type { ItemFile, ItemFiles } from './binaryFiles';

/**
 * @param label of the input in which the name of the binary property was entered
 * @throws InputError that names the files which the item has
 */
export function findFile(label: string, name: unknown, files: ItemFiles): ItemFile {
	return findFiles(label, [readRequiredText(label, name)], files)[0];
}

/**
 * @param label of the input in which the names of the binary properties were entered
 * @throws InputError that names those which the item does not have, and those which it has
 */
export function findFiles(
	label: string,
	names: readonly string[],
	files: ItemFiles,
): readonly ItemFile[] {
	const properties = names.map((name) => name.trim());
	const found = properties.flatMap((property) => files.find(property) ?? []);
	if (found.length === properties.length) return found;
	const missing = new Set(properties.filter((property) => !files.find(property)));
	throw new InputError(
		missing.size === 1
			? `'${label}' is ${formatNames([...missing])}, but the item has no file of that name`
			: `'${label}' contains ${formatNames([...missing])}, but the item has no files of these names`,
		files.names.length > 0
			? `Enter the name of a file that it has: ${files.names.map(quote).join(', ')}`
			: "The item has no files. Add a node before this one that provides one, such as 'HTTP Request' or 'Convert to File'",
	);
}
