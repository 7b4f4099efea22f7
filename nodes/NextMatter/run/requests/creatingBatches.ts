import { RETRY_POLICY } from './retryPolicy';

/** The vendor's advice for creating many instances, from when the API has throttled it. */
export interface CreatingBatches {
	/** An instance was not created because of the pace. */
	refused(pauseMs: number | undefined): void;
	/** An instance was created. @returns how long to pause before the next one, if so */
	accepted(): number | undefined;
}

export function createCreatingBatches(): CreatingBatches {
	const { batch, pauseMs: usualMs } = RETRY_POLICY.creating;
	let created = 0;
	let pauseMs: number | undefined;
	return {
		refused(askedMs = usualMs) {
			pauseMs = Math.min(usualMs, askedMs);
		},
		accepted() {
			created += 1;
			return created % batch === 0 ? pauseMs : undefined;
		},
	};
}
