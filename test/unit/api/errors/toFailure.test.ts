import { toFailure } from '../../../../nodes/NextMatter/api/errors/tryOrFail';
import { InputError } from '../../../../nodes/NextMatter/input/inputError';

describe('toFailure', () => {
	it('keeps the words of a refusal', () => {
		expect(toFailure(new InputError('It is empty', 'Fill it in'), 'unknown')).toEqual({
			message: 'It is empty',
			remedy: 'Fill it in',
			certainty: 'unknown',
		});
	});

	it('says what to check after an error before anything was sent', () => {
		expect(toFailure(new Error('x is undefined'), 'not-sent')).toEqual({
			message: 'x is undefined',
			remedy: 'Check the parameters of this node and their expressions',
			certainty: 'not-sent',
		});
	});

	it('warns of running again after an error when something may have been sent', () => {
		const { remedy, certainty } = toFailure(new Error('x is undefined'), 'unknown');
		expect(certainty).toBe('unknown');
		expect(remedy).toMatch(/^It is unclear whether it was done\. Check the instance/);
	});

	it.each<[unknown]>([['text'], [undefined], [new Error('')]])('has a message for %p', (error) => {
		expect(toFailure(error, 'unknown').message).toBe('Something went wrong');
	});
});
