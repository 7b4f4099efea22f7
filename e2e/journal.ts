import type { StandIn } from '../test/standIn';

/** Steps that were completed, as `instance/step`, in ascending order; one done twice stands there twice. */
export function completedSteps({ log }: StandIn): string[] {
	return log
		.filter(({ effect }) => effect === 'completed')
		.map(({ instanceId, stepId }) => `${instanceId}/${stepId}`)
		.sort();
}

/** What must be true of every request and every answer; empty if all is well. */
export function breaches({ log, contractViolations }: StandIn): string[] {
	return [...log.flatMap(({ contractErrors }) => contractErrors), ...contractViolations];
}
