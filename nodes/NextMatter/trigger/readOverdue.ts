import { readAll } from './pages';
import { OVERLAP_MS } from './watermark';
import type { Observation } from './observation';
import { DEADLINES, hasNews, type OverdueReading } from './overdue';
import type { TriggerSettings } from './settings';
import { ReadFailure } from './readFailure';
import { DEFERRED, type Source } from './source';
import type { OverdueState, OverdueName } from './state';

interface Asked {
	readonly event: OverdueName;
	readonly state: OverdueState;
	/** The server's time: nobody else's says whether a deadline has passed. */
	readonly now: number | undefined;
}

/**
 * Reads which running instances have a deadline that has passed.
 *
 * @throws ReadFailure
 */
export async function readOverdue(
	source: Source,
	settings: TriggerSettings,
	{ event, state, now }: Asked,
): Promise<OverdueReading> {
	if (now === undefined) throw withoutTime();
	const filter = DEADLINES[event];
	const since = state.since === undefined ? undefined : state.since - OVERLAP_MS;
	const { observations, pages } = await readAll(source, {
		status: 'running',
		[`${filter}_before`]: new Date(now).toISOString(),
		...(since !== undefined && { [`${filter}_after`]: new Date(since).toISOString() }),
		ordering: event === 'instanceOverdue' ? 'deadline' : 'started_time',
	});
	const whole: Observation[] = [];
	let isPartial = false;
	for (const listed of observations) {
		const isNews = hasNews(settings, { event, state, now }, listed);
		const instance = isNews ? await source.complete(listed) : listed;
		// Those that may not be read in this poll are left for the next one.
		if (instance === DEFERRED) isPartial = true;
		else if (instance) whole.push(instance);
	}
	return { event, observations: whole, before: now, isMultiPage: pages > 1, isPartial };
}

function withoutTime(): ReadFailure {
	return new ReadFailure({
		message:
			"Next Matter's response has no 'Date' header, so the trigger can't tell what is overdue",
		remedy:
			"Remove the overdue events from the trigger, or check which proxy removes the 'Date' header from the responses of the base URL",
		certainty: 'rejected',
	});
}
