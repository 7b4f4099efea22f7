import { quote, Refusal } from './refusal';

type EntryReader = (label: string, value: unknown) => string;

/**
 * Reads a list that people fill in one value at a time. A value may also be an expression that
 * returns a whole list. A text is always one value: it is never split on commas.
 *
 * @throws Refusal naming the position of the value that is empty or unusable
 */
export function readList(label: string, value: unknown, readEntry: EntryReader): string[] {
	if (value === undefined || value === null) {
		throw new Refusal(
			`"${label}" has no value: its expression returned ${value === null ? 'null' : 'nothing'}`,
			'Check the expression; it should return a list, such as {{ ["Option A", "Option B"] }}',
		);
	}
	const entries = (Array.isArray(value) ? value : [value]).flat();
	return entries.map((entry, index) => readEntry(`${label} ${index + 1}`, entry));
}

/** A list that makes no sense without a value, such as the files of an upload or the tags of a filter. */
export function readFilledList(label: string, value: unknown, readEntry: EntryReader): string[] {
	const list = readList(label, value, readEntry);
	if (list.length === 0) {
		throw new Refusal(
			`"${label}" is empty (${quote(value)})`,
			'Add at least one value, or take it out altogether',
		);
	}
	return list;
}
