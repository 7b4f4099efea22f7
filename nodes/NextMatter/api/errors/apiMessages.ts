import { isRecord } from '../../input/isRecord';
import { cleanText, MAX_DEPTH } from '../body';

const MAX_MESSAGES = 20;
/** Names of the API in the words that users see; an empty name adds nothing to its message. */
const USER_WORDS: ReadonlyMap<string, string> = new Map([
	['action_id', 'ID'],
	['actions', 'Form Fields'],
	['created_time', 'Created Time'],
	['deadline', 'Deadline'],
	['detail', ''],
	['error', ''],
	['file', 'File'],
	['ids', 'Instances'],
	['image', 'Image'],
	['input_object', ''],
	['message', ''],
	['mode', 'Mode'],
	['name', 'Name'],
	['non_field_errors', ''],
	['priority', 'Priority'],
	['process', 'Workflow'],
	['process_instance', 'Instance'],
	['step_assignments', 'Step Assignments'],
	['step_id', 'Step'],
	['tags', 'Tags'],
	['user_id', 'User'],
]);

/**
 * Flattens an error body of the API into its messages: `{"detail": …}`, messages by field and nested
 * by index, `non_field_errors`, a bare list or a bare text.
 *
 * @param fieldLabels what users call the entries of `actions`, by index
 */
export function readApiMessages(body: unknown, fieldLabels: readonly string[] = []): string[] {
	const messages: string[] = [];
	collect(body, [], 0);
	return messages;

	function collect(value: unknown, path: readonly string[], depth: number): void {
		if (messages.length >= MAX_MESSAGES) return;
		if (depth > MAX_DEPTH) {
			messages.push(cleanText(`${placeOf(path)}(nested too deeply to be read)`));
		} else if (Array.isArray(value)) {
			value.forEach((entry, index) => {
				collect(entry, isRecord(entry) ? at(path, index) : path, depth + 1);
			});
		} else if (isRecord(value)) {
			for (const [key, entry] of Object.entries(value)) {
				const isIndex = path.at(-1) === 'actions' && /^\d+$/.test(key);
				collect(entry, isIndex ? at(path, Number(key)) : [...path, key], depth + 1);
			}
		} else if (value !== null && value !== undefined && cleanText(String(value)) !== '') {
			messages.push(cleanText(`${placeOf(path)}${String(value)}`));
		}
	}

	/** Errors of a list come as a list, with `{}` for what is fine, or as an object with indices. */
	function at(path: readonly string[], index: number): string[] {
		return path.at(-1) === 'actions'
			? [...path.slice(0, -1), fieldLabels[index] ?? `Form Field ${index + 1}`]
			: [...path, String(index + 1)];
	}
}

function placeOf(path: readonly string[]): string {
	const words = path.map((key) => USER_WORDS.get(key) ?? key).filter(Boolean);
	return words.length > 0 ? `${words.join(', ')}: ` : '';
}
