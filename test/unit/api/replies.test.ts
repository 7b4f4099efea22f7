import type { Failure, Reply } from '../../../nodes/NextMatter/api/types';
import {
	bodyOf,
	isAmbiguous,
	isConclusive,
	isRejectedByApi,
	isSuccess,
} from '../../../nodes/NextMatter/api/replies';
import { answer, silence, text, unreachable } from '../replies';

const heldBack: Reply = { kind: 'skipped', reason: 'stopped' };

describe('success', () => {
	it.each([200, 299])('is %d', (status) => {
		expect(isSuccess(answer(status))).toBe(true);
	});

	it.each<[string, Reply]>([
		['199', answer(199)],
		['300', answer(300)],
	])('is not %s', (_what, reply) => {
		expect(isSuccess(reply)).toBe(false);
	});
});

describe('the body', () => {
	it('is the JSON, whatever the status', () => {
		const value = { id: 1 };
		expect(bodyOf(answer(500, value))).toBe(value);
	});

	it.each<[string, Reply]>([
		['a text', text(200)],
		['silence', silence],
	])('is nothing for %s', (_what, reply) => {
		expect(bodyOf(reply)).toBeUndefined();
	});

	it('is an empty text for an empty answer', () => {
		expect(bodyOf(answer(204, {}, { body: { form: 'empty' } }))).toBe('');
	});
});

const empty = (status: number) => answer(status, {}, { body: { form: 'empty' } });

describe('a rejection in the words of the API itself', () => {
	it.each<[string, Reply, boolean]>([
		['its detail', answer(404, { detail: 'Not found.' }), true],
		['another status', answer(403, { detail: 'Not found.' }), false],
		['no detail', answer(404, {}), false],
		['an empty detail', answer(404, { detail: '' }), false],
		['a detail that is no text', answer(404, { detail: ['Not found.'] }), false],
		['a page', text(404, '<html>'), false],
	])('by %s: %#', (_what, reply, expected) => {
		expect(isRejectedByApi(reply, [400, 404])).toBe(expected);
	});
});

describe('a failure that leaves nothing to find out about its item', () => {
	it.each<[Failure['certainty'], number | undefined, boolean]>([
		['not-sent', undefined, true],
		['unknown', 502, true],
		['rejected', undefined, true],
		['rejected', 308, true],
		['rejected', 400, false],
	])('%s with the status %p: %p', (certainty, statusCode, expected) => {
		const failure = { message: '', remedy: '', certainty };
		expect(isConclusive({ ...failure, ...(statusCode && { statusCode }) })).toBe(expected);
	});

	it('has one of these statuses, if it is a rejection', () => {
		const all = Array.from({ length: 200 }, (_, place) => 400 + place);
		const conclusive = all.filter((statusCode) =>
			isConclusive({ message: '', remedy: '', certainty: 'rejected', statusCode }),
		);
		expect(conclusive).toEqual([401, 405, 408, 415, 429, 503]);
	});
});

describe('what may be answered better when it is asked again', () => {
	it.each<[string, Reply, boolean]>([
		['silence', silence, true],
		['nobody there', unreachable(), false],
		['too much in the answer', { kind: 'noAnswer', sent: true, code: 'ANSWER_TOO_LARGE' }, false],
		['nothing sent', heldBack, false],
		['500', answer(500), true],
		['499', answer(499), false],
		['success with JSON', answer(200), false],
		['success with a page', text(200), true],
		['success with nothing', empty(204), true],
		['a refusal with a page', text(400), false],
	])('is %s: %#', (_what, reply, expected) => {
		expect(isAmbiguous(reply)).toBe(expected);
	});
});
