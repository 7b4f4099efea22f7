import type { Plan } from '../../../../nodes/NextMatter/operations/types';
import { isRecord } from '../../../../nodes/NextMatter/input/isRecord';
import {
	evidenceOf,
	openObservedStates,
} from '../../../../nodes/NextMatter/run/writes/observedState';
import { once } from '../fakeOperation';

const SINCE = Date.UTC(2026, 5, 16, 10);
const doubt = {
	failure: { message: 'm', remedy: 'r', certainty: 'unknown' },
	since: SINCE,
} as const;
const withBody = (body: string): Plan => ({
	...once,
	request: { ...once.request, body: { body } },
});

describe('other items that were sent for the same thing', () => {
	const plan = withBody('mine');
	const told = (other: Plan, doneAt?: number) => {
		const sent = [{ plan: other, ...(doneAt !== undefined && { doneAt }) }];
		const { rivals, forerunners } = evidenceOf(doubt, {
			plan,
			sequence: { sent },
			sent: undefined,
		});
		return [rivals, forerunners];
	};

	it.each<[string, string, number | undefined, string[]]>([
		['done since', 'others', SINCE, ['others', 'none']],
		['done since, with the same values', 'mine', SINCE + 1, ['alike', 'none']],
		['perhaps done', 'others', undefined, ['others', 'none']],
		['done before', 'others', SINCE - 1, ['none', 'others']],
		['done before, with the same values', 'mine', SINCE - 1, ['none', 'alike']],
	])('%s', (_what, body, doneAt, expected) => {
		expect(told(withBody(body), doneAt)).toEqual(expected);
	});

	it('do not count when they are about something else', () => {
		expect(told({ ...withBody('mine'), details: { stepId: 7 } }, SINCE)).toEqual(['none', 'none']);
	});

	it('do not count when they are the same', () => {
		expect(told(plan, SINCE)).toEqual(['none', 'none']);
	});

	it('are alike when one of them is', () => {
		const sent = ['others', 'mine'].map((body) => ({ plan: withBody(body), doneAt: SINCE }));
		const { rivals } = evidenceOf(doubt, { plan, sequence: { sent }, sent: undefined });
		expect(rivals).toBe('alike');
	});
});

describe('the newest revision that a request is held against', () => {
	const at = (minute: number) => ({
		revision: `2026-06-16T10:0${minute}:00Z`,
		seenAt: SINCE,
	});
	const newest = (seen?: number, before?: number) =>
		evidenceOf(
			{ ...doubt, ...(before !== undefined && { before: at(before) }) },
			{
				plan: once,
				sequence: seen === undefined ? {} : { seen: at(seen) },
				sent: undefined,
			},
		).newest;

	it('is that which was seen by the items before or by the request itself', () => {
		expect(newest(1, 2)).toBe(at(2).revision);
		expect(newest(2, 1)).toBe(at(2).revision);
		expect(newest(1)).toBe(at(1).revision);
		expect(newest(undefined, 1)).toBe(at(1).revision);
		expect(newest()).toBeUndefined();
	});
});

describe('what is seen of the thing that items are about', () => {
	const readings = {
		revisionOf: (body: unknown) =>
			isRecord(body) && typeof body.at === 'string' ? body.at : undefined,
		activeStepIds: (body: unknown) =>
			isRecord(body) && Array.isArray(body.steps) ? body.steps.map(Number) : undefined,
	};
	const [NINE, TEN] = ['2026-06-16T09:00:00Z', '2026-06-16T10:00:00Z'];
	const open = (revision?: string) =>
		openObservedStates<Plan>(revision === undefined ? undefined : { revision, seenAt: 1 }, {
			now: () => SINCE,
		});

	it('is the revision, when that was, and which steps were active', () => {
		const states = open();
		states.keep(readings, { at: NINE, steps: [5001] });
		expect(states.newest()).toEqual({ revision: NINE, seenAt: SINCE, activeStepIds: [5001] });
		states.keep(readings, { at: TEN });
		expect(states.newest()).toStrictEqual({ revision: TEN, seenAt: SINCE });
	});

	it('is read again when it is as new', () => {
		const states = open(TEN);
		states.keep(readings, { at: TEN, steps: [5001] });
		expect(states.newest()?.activeStepIds).toEqual([5001]);
	});

	it.each<[string, string | undefined, object, string | undefined]>([
		['older', TEN, { at: NINE }, TEN],
		['without a revision', TEN, {}, TEN],
		['of a revision that is no time', TEN, { at: '"etag"' }, '"etag"'],
		['after one of a revision that is no time', '"etag"', { at: NINE }, NINE],
	])('is the newest also after something %s', (_what, before, body, expected) => {
		const states = open(before);
		states.keep(readings, body);
		expect(states.newest()?.revision).toBe(expected);
	});
});
