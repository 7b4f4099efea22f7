import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, Reply, Send } from '../../../nodes/NextMatter/api/types';
import { observe, type Observation } from '../../../nodes/NextMatter/trigger/observation';
import type { TriggerSettings } from '../../../nodes/NextMatter/trigger/settings';
import { answer } from '../replies';

/** The server's time in these tests. */
export const NOW = Date.parse('2026-03-01T08:00:00Z');

export const iso = (time: number): string => new Date(time).toISOString();

export const settingsFor = (
	events: TriggerSettings['events'],
	more: Partial<TriggerSettings> = {},
): TriggerSettings => ({ workflowId: 120, events, query: {}, ...more });

/** An instance as a list shows it that shows all there is to know. */
export const whole = (more: IDataObject = {}): IDataObject => ({
	id: 9001,
	process: 'https://core.nextmatter.com/api/processes/120/',
	started_time: iso(NOW - 60_000),
	last_updated_time: iso(NOW - 60_000),
	completed_time: null,
	aborted_time: null,
	active_step_ids: [1],
	...more,
});

export function observed(json: IDataObject, isDetail = false): Observation {
	const found = observe(json, isDetail);
	if (!found) throw new Error('It has no ID');
	return found;
}

export const observedWhole = (more: IDataObject = {}): Observation => observed(whole(more));

/** An answer with the header Date. */
export const timed = (value: unknown, status = 200): Reply =>
	answer(status, value, { serverTime: NOW });

/** An answer without it. */
export const timeless = (value: unknown, status = 200): Reply => answer(status, value);

/** Answers by what is asked for, and notes it. */
export function answering(answerTo: (request: ApiRequest) => Reply) {
	const requests: ApiRequest[] = [];
	const send: Send = async (request) => {
		requests.push(request);
		return answerTo(request);
	};
	return { send, requests };
}

/** The ID of the instance that is asked for; undefined for a list. */
export const idIn = ({ path }: ApiRequest): number | undefined => {
	const [, id] = /^\/instances\/(\d+)\/$/.exec(path) ?? [];
	return id === undefined ? undefined : Number(id);
};
