import type { Failure } from '../../../../nodes/NextMatter/api/types';
import type { CheckResult } from '../../../../nodes/NextMatter/operations/types';
import type { UnresolvedRequest } from '../../../../nodes/NextMatter/run/outcomes';
import {
	bodyToKeep,
	contradicted,
	createUnclearTries,
	failed,
	mayHaveSucceeded,
	throttledBefore,
} from '../../../../nodes/NextMatter/run/writes/unresolved';
import { answer } from '../../replies';
import { once, WORK } from '../fakeOperation';

const failureOf = (message: string, certainty: Failure['certainty'] = 'unknown'): Failure => ({
	message,
	remedy: 'Try later',
	certainty,
});
const lost: UnresolvedRequest = { failure: failureOf('Lost'), since: 1000 };

describe('attempts without a usable response', () => {
	it('are judged by the first one, in the words of the last', () => {
		const tries = createUnclearTries(undefined);
		expect(tries.unresolved()).toBeUndefined();
		const before = { revision: '1', seenAt: 900 };
		tries.add({ ...lost, before, body: { value: 1 } }, once);
		const later = { failure: failureOf('Lost again'), since: 5000, body: { value: 2 } };
		const unresolved = tries.add({ ...later, isAnswered: true }, once);
		expect(unresolved).toEqual({
			details: { id: 7 },
			failure: failureOf('Lost again'),
			since: 1000,
			lastSentAt: 5000,
			before,
			body: { value: 1 },
			isAnswered: true,
		});
		expect(tries.unresolved()).toBe(unresolved);
	});

	it('count as answered with success only if the last was', () => {
		const tries = createUnclearTries(undefined);
		tries.add({ ...lost, isAnswered: true }, once);
		expect(tries.add(lost, once).isAnswered).toBe(false);
	});

	it('are about what the one of an earlier run was about', () => {
		const tries = createUnclearTries({ ...lost, details: { id: 6 } });
		expect(tries.add({ ...lost, since: 2000 }, once)).toMatchObject({
			details: { id: 6 },
			since: 1000,
		});
	});
});

describe('the body that is kept of a request', () => {
	/** As JSON, it takes so many characters. */
	const bodyOfLength = (length: number) => ({ a: 'x'.repeat(length - '{"a":""}'.length) });

	it('is what was sent, unless that is large', () => {
		const body = bodyOfLength(20_000);
		expect(bodyToKeep({ ...WORK, body })).toEqual({ body });
		expect(bodyToKeep({ ...WORK, body: bodyOfLength(20_001) })).toEqual({});
	});

	it('is none of a request without one', () => {
		expect(bodyToKeep({ method: 'POST', path: '/job/' })).toEqual({});
	});
});

it('a success response contradicted by its body is unknown', () => {
	expect(contradicted(once, answer(201), 'it shows another step')).toEqual({
		message:
			'Next Matter reported success for the request to do it (HTTP 201), but it shows another step',
		remedy: 'It is unclear whether it was done. Look yourself.',
		certainty: 'unknown',
		statusCode: 201,
	});
});

describe('a rejection that what the request itself has done may explain', () => {
	const rejectedWith = (details?: Failure['details']) => ({
		kind: 'failed' as const,
		failure: { ...failureOf('No', 'rejected'), ...(details && { details }) },
	});

	it.each<[string, CheckResult, boolean]>([
		['the instance was seen', rejectedWith({ instanceStatus: 'running' }), true],
		[
			'the step was completed',
			rejectedWith({ instanceStatus: 'running', stepCompleted: true }),
			true,
		],
		['the step was not', rejectedWith({ instanceStatus: 'running', stepCompleted: false }), false],
		['nothing was seen', rejectedWith({ instanceId: 7 }), false],
		['there are no details', rejectedWith(), false],
		['it is done', { kind: 'done', json: {} }, false],
		['it can be done', { ...rejectedWith({ instanceStatus: 'running' }), kind: 'notDone' }, false],
	])('%s', (_what, result, expected) => {
		expect(mayHaveSucceeded(result)).toBe(expected);
	});

	it('is reported after an attempt that was throttled', () => {
		expect(throttledBefore({ ...failureOf('No', 'rejected'), statusCode: 400 })).toEqual({
			message: 'No',
			remedy: 'An earlier attempt was throttled, but may have been processed anyway. Try later',
			certainty: 'unknown',
			statusCode: 400,
		});
	});
});

describe('the outcome of an item that failed', () => {
	const details = { id: 7 };

	it('is its failure where nothing is unresolved', () => {
		const outcome = failed(once, failureOf('No', 'rejected'), undefined);
		expect(outcome).toStrictEqual({
			kind: 'failed',
			failure: { ...failureOf('No', 'rejected'), details },
		});
	});

	it.each<[string, Failure, Failure]>([
		['of the last try, if that is unknown as well', failureOf('Odd'), failureOf('Odd')],
		['of the try before, if the last was not sent', failureOf('Held', 'not-sent'), lost.failure],
		[
			'of the last try, if that was rejected, with the doubt',
			failureOf('No', 'rejected'),
			{
				message: 'No',
				remedy:
					'An earlier attempt got no usable response, so it is unclear whether it was done. Look yourself. Try later',
				certainty: 'unknown',
			},
		],
	])('after a try without a clear answer tells the failure %s', (_what, failure, expected) => {
		expect(failed(once, failure, lost)).toEqual({
			kind: 'failed',
			failure: { ...expected, details },
			unresolved: lost,
		});
	});
});
