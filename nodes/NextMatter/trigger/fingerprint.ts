import type { Observation } from './observation';

/** Keys of an instance that change only if the instance was changed. */
const LASTING = [
	'name',
	'deadline',
	'priority',
	'tags',
	'stage',
	'active_step_ids',
	'completed_time',
	'aborted_time',
];

/**
 * A short number for what an instance looks like (FNV-1a). The last bit says where it was seen, for a list
 * and the instance itself may show the same in two ways.
 */
export function fingerprintOf({ json, isRead }: Observation): number {
	const text = JSON.stringify(LASTING.map((key) => json[key] ?? null));
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index += 1) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
	}
	return ((hash & ~1) | Number(isRead)) >>> 0;
}

/** Whether both were seen in lists, or both in instances read by themselves. */
export function isSameSource(one: number, other: number): boolean {
	return (one & 1) === (other & 1);
}
