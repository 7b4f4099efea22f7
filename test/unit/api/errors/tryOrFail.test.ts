import { InputError } from '../../../../nodes/NextMatter/input/inputError';
import { tryOrFail } from '../../../../nodes/NextMatter/api/errors/tryOrFail';

describe('the one catch', () => {
	it.each([
		['a value', () => 7],
		['a promise', async () => 7],
	])('hands on %s', async (_what, work) => {
		expect(await tryOrFail('unknown', work)).toBe(7);
	});

	it.each([
		[
			'thrown',
			() => {
				throw new InputError('It is empty', 'Fill it in');
			},
		],
		[
			'rejected',
			async () => {
				throw new InputError('It is empty', 'Fill it in');
			},
		],
	])('makes a value of what was %s', async (_what, work) => {
		expect(await tryOrFail('not-sent', work)).toEqual({
			kind: 'failed',
			failure: { message: 'It is empty', remedy: 'Fill it in', certainty: 'not-sent' },
		});
	});
});
