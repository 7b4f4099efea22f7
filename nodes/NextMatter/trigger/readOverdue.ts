import { readAll } from './pages';
import { OVERLAP_MS } from './marks';
import type { Observation } from './observation';
import { hasNews, type OverdueReading } from './overdue';
import type { TriggerSettings } from './settings';
import { ReadFailure } from './readFailure';
import { LATER, type Source } from './source';
import type { OverdueMark, OverdueName } from './state';

const FILTERS = { instanceOverdue: 'deadline', stepOverdue: 'step_deadline' } as const;

interface Asked {
	readonly event: OverdueName;
	readonly mark: OverdueMark;
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
	{ event, mark, now }: Asked,
): Promise<OverdueReading> {
	if (now === undefined) throw withoutTime();
	const filter = FILTERS[event];
	const since = mark.since === undefined ? undefined : mark.since - OVERLAP_MS;
	const { observations, pages } = await readAll(source, {
		status: 'running',
		[`${filter}_before`]: new Date(now).toISOString(),
		...(since !== undefined && { [`${filter}_after`]: new Date(since).toISOString() }),
		ordering: event === 'instanceOverdue' ? 'deadline' : 'started_time',
	});
	const whole: Observation[] = [];
	let isPartial = false;
	for (const listed of observations) {
		const isNews = hasNews(settings, { event, mark, now }, listed);
		const instance = isNews ? await source.complete(listed) : listed;
		// Those that may not be read in this poll are left for the next one.
		if (instance === LATER) isPartial = true;
		else if (instance) whole.push(instance);
	}
	return { event, observations: whole, before: now, isCrowded: pages > 1, isPartial };
}

function withoutTime(): ReadFailure {
	return new ReadFailure({
		message: 'Next Matter did not send its time, so it is not known what is overdue',
		remedy:
			'Remove the overdue events from the trigger, or find out what removes the header "Date" from the responses of the base URL',
		certainty: 'rejected',
	});
}
