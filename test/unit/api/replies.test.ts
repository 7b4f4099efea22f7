import type { Reply } from '../../../nodes/NextMatter/api/types';
import { bodyOf, isSuccess } from '../../../nodes/NextMatter/api/replies';
import { answer, silence, text } from '../replies';

const heldBack: Reply = { kind: 'skipped', reason: 'stopped' };

describe('success', () => {
	it.each([200, 201, 299])('is %d', (status) => {
		expect(isSuccess(answer(status))).toBe(true);
	});

	it.each<[string, Reply]>([
		['199', answer(199)],
		['300', answer(300)],
		['500', answer(500)],
		['silence', silence],
		['nothing sent', heldBack],
	])('is not %s', (_what, reply) => {
		expect(isSuccess(reply)).toBe(false);
	});
});

describe('the body', () => {
	it.each<[unknown]>([[{ id: 1 }], [[1]], ['text'], [null], [0]])('is the JSON %j', (value) => {
		expect(bodyOf(answer(500, value))).toBe(value);
	});

	it.each<[string, Reply]>([
		['a text', text(200)],
		['silence', silence],
		['nothing sent', heldBack],
	])('is nothing for %s', (_what, reply) => {
		expect(bodyOf(reply)).toBeUndefined();
	});

	it('is an empty text for an empty answer', () => {
		expect(bodyOf(answer(204, {}, { body: { form: 'empty' } }))).toBe('');
	});
});
