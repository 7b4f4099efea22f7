import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../nodes/NextMatter/operations/types';
import type { Outcome } from '../../../nodes/NextMatter/run/outcomes';
import { createOutcomeShortener } from '../../../nodes/NextMatter/run/outcomeShortener';
import { LOOK, once } from './fakeOperation';

const replay: Operation['replay'] = {
	brief: ({ id }) => ({ id }),
	request: (_plan, { id }) => (id === undefined ? undefined : LOOK),
	isSame: () => true,
};
const done = (json: IDataObject | IDataObject[]): Outcome => ({ kind: 'done', json });
const text = (length: number) => 'x'.repeat(length);
/** More than there is room for. */
const HUGE = text(300_000);
const brief = { outcome: done({ id: 1 }), isBrief: true };

describe('an output', () => {
	it.each<[string, IDataObject | IDataObject[]]>([
		['small', { id: 1, text: text(100) }],
		['large, but not the only one that fits', { id: 1, text: text(100_000) }],
		['of several', [{ id: 1, text: HUGE }]],
		['of nothing that could be read again', { text: HUGE }],
	])('is kept whole if it is %s', (_what, json) => {
		const shorten = createOutcomeShortener(replay, []);
		expect(shorten(once, done(json))).toEqual({ outcome: done(json) });
	});

	it('is kept whole where nothing can be read again', () => {
		const outcome = done({ id: 1, text: HUGE });
		expect(createOutcomeShortener(undefined, [])(once, outcome)).toEqual({ outcome });
	});

	it('is shortened once there is no more room, unless it is small', () => {
		const shorten = createOutcomeShortener(replay, []);
		const large = done({ id: 1, text: text(100_000) });
		const small = done({ id: 1, text: text(1000) });
		expect([large, large, large, small].map((outcome) => shorten(once, outcome))).toEqual([
			{ outcome: large },
			{ outcome: large },
			brief,
			{ outcome: small },
		]);
	});

	it('has less room after an earlier try, of which only large ones count', () => {
		const large = done({ id: 1, text: text(100_000) });
		const entryOf = (length: number) => ({ outcome: done({ text: text(length) }) });
		const small = Array.from({ length: 300 }, () => entryOf(1000));
		const shortenAfter = (stored: readonly unknown[]) =>
			createOutcomeShortener(replay, stored)(once, large);
		expect(shortenAfter([...small, 'x', {}])).toEqual({ outcome: large });
		expect(shortenAfter([entryOf(200_000)])).toEqual(brief);
	});
});

describe('a failure', () => {
	const failure = { message: 'm', remedy: 'r', certainty: 'unknown' as const };
	const unresolved = (body?: IDataObject): Outcome => ({
		kind: 'failed',
		failure,
		unresolved: { failure, since: 1, ...(body && { body }) },
	});

	it.each<[string, Outcome]>([
		['settled', { kind: 'failed', failure }],
		['left open', unresolved()],
		['left open, with what was sent', unresolved({ text: text(100_000) })],
	])('is kept whole if it is %s', (_what, outcome) => {
		expect(createOutcomeShortener(replay, [])(once, outcome)).toEqual({ outcome });
	});

	it('is kept without what was sent where there is no room', () => {
		const shorten = createOutcomeShortener(replay, []);
		expect(shorten(once, unresolved({ text: HUGE }))).toEqual({ outcome: unresolved() });
	});
});
