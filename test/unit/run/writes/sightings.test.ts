import type { Plan } from '../../../../nodes/NextMatter/operations/types';
import { evidenceOf } from '../../../../nodes/NextMatter/run/writes/sightings';
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
});
