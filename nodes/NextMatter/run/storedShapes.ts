import { isRecord } from '../input/isRecord';
import type { Outcome } from './outcomes';
import type { Checkpoint } from './writes/prerequisites';

/** Whether what n8n's store holds is a checkpoint: it comes back from a saved execution. */
export function isCheckpoint(value: unknown): value is Checkpoint {
	if (!isRecord(value)) return false;
	return value.kind === 'answered' ? typeof value.body === 'string' : isRecord(value.failure);
}

/** Likewise, an outcome. */
export function isOutcome(value: unknown): value is Outcome {
	if (!isRecord(value)) return false;
	return value.kind === 'done' ? isOutput(value.json) : isRecord(value.failure);
}

function isOutput(value: unknown): boolean {
	return isRecord(value) || Array.isArray(value);
}
