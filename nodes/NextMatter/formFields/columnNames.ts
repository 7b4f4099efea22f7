import { comparable } from './names';
import { splitColumnId } from './typedIds';

/** n8n's own mark, which its mapper does not show by itself. */
const REQUIRED_MARK = ' *';

export interface ColumnName {
	readonly id: number;
	readonly name: string;
	/** Whether another form field of the step has the same name, so that only the ID tells them apart. */
	readonly isTaken: boolean;
	readonly required: boolean;
}

export function displayNameOf({ id, name, isTaken, required }: ColumnName): string {
	return `${name}${isTaken ? ` (${id})` : ''}${required ? REQUIRED_MARK : ''}`;
}

/** How messages call a column, without the mark. */
export function plainName(displayName: string, required: boolean): string {
	return required && displayName.endsWith(REQUIRED_MARK) && displayName !== REQUIRED_MARK
		? displayName.slice(0, -REQUIRED_MARK.length)
		: displayName;
}

/**
 * The keys of an item that match a column, as they are compared: its name, with and without what was
 * added to it, and its ID.
 */
export function keysOf(columnId: string, displayName: string, required: boolean): Set<string> {
	const name = plainName(displayName, required);
	const id = String(splitColumnId(columnId).id);
	const suffix = ` (${id})`;
	const bare = name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
	const keys = [displayName, name, bare, id, columnId].map(comparable);
	return new Set(keys.filter((key) => key !== ''));
}
