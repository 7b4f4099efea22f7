import { readDuration } from './durations';
import type { InstanceState } from './state';

type Test = (state: InstanceState, value: string) => boolean;

export type Status = 'running' | 'completed' | 'aborted';

export function statusOf({ abortedTime, completedTime }: InstanceState): Status {
	if (abortedTime !== null) return 'aborted';
	return completedTime === null ? 'running' : 'completed';
}

function progressOf({ workflow, completedSteps }: InstanceState): number {
	return Math.round((100 * Object.keys(completedSteps).length) / workflow.steps.length);
}

/** In milliseconds, until now for an instance that has not ended. */
function runtimeOf({ startedTime, abortedTime, completedTime }: InstanceState): number {
	const end = abortedTime ?? completedTime;
	return (end === null ? Date.now() : Date.parse(end)) - Date.parse(startedTime);
}

const TIMES: Readonly<Record<string, (state: InstanceState) => string | null>> = {
	started_time: ({ startedTime }) => startedTime,
	last_updated_time: ({ lastUpdatedTime }) => lastUpdatedTime,
	deadline: ({ deadline }) => deadline,
	step_deadline: ({ deadline }) => deadline,
	aborted_time: ({ abortedTime }) => abortedTime,
	completed_time: ({ completedTime }) => completedTime,
	ended_time: ({ abortedTime, completedTime }) => abortedTime ?? completedTime,
};

const timeTests = Object.entries(TIMES).flatMap(([name, read]): Array<[string, Test]> => {
	const timeOf = (state: InstanceState) => Date.parse(read(state) ?? '');
	return [
		[`${name}_after`, (state, value) => timeOf(state) >= Date.parse(value)],
		[`${name}_before`, (state, value) => timeOf(state) <= Date.parse(value)],
	];
});

const TESTS: ReadonlyMap<string, Test> = new Map<string, Test>([
	...timeTests,
	['name', ({ name }, value) => (name ?? '').toLowerCase().includes(value.toLowerCase())],
	['status', (state, value) => statusOf(state) === value],
	['progress_min', (state, value) => progressOf(state) >= Number(value)],
	['progress_max', (state, value) => progressOf(state) <= Number(value)],
	['active_step_id', ({ activeStepIds }, value) => activeStepIds.includes(Number(value))],
	['priority', ({ priority }, value) => priority === value],
	['tags', ({ tags }, value) => value.split(',').some((tag) => tags.includes(tag.trim()))],
	['instance_ids', ({ id }, value) => value.split(',').map(Number).includes(id)],
	// Nobody is known to lead an instance here.
	['lead_user', () => false],
	['total_runtime_min', (state, value) => runtimeOf(state) >= (readDuration(value) ?? 0)],
	['total_runtime_max', (state, value) => runtimeOf(state) <= (readDuration(value) ?? 0)],
]);

const ORDERS: Readonly<Record<string, (state: InstanceState) => string | number>> = {
	name: ({ name }) => name ?? '',
	started_time: ({ startedTime }) => startedTime,
	last_updated_time: ({ lastUpdatedTime }) => lastUpdatedTime,
	status: statusOf,
	priority: ({ priority }) => priority ?? '',
	progress: progressOf,
	deadline: ({ deadline }) => deadline ?? '',
	ended_time: (state) => TIMES.ended_time(state) ?? '',
	total_runtime: runtimeOf,
};

/** The instances that a query asks for, in its order; those without one by their ID. */
export function select(
	instances: readonly InstanceState[],
	query: URLSearchParams,
): InstanceState[] {
	const found = instances.filter((state) =>
		[...query].every(([name, value]) => TESTS.get(name)?.(state, value) ?? true),
	);
	const ordering = query.get('ordering') ?? '';
	const read = ORDERS[ordering.replace(/^-/, '')] ?? (({ id }) => id);
	const sign = ordering.startsWith('-') ? -1 : 1;
	return found.sort((one, other) => {
		const [left, right] = [read(one), read(other)];
		return left === right ? one.id - other.id : sign * (left < right ? -1 : 1);
	});
}
