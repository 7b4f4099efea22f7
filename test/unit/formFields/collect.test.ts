import { collect, throwAll } from '../../../nodes/NextMatter/formFields/collect';
import { InputError } from '../../../nodes/NextMatter/input/inputError';
import { refusalOf } from '../inputErrorOf';

const wrong = (count: number) =>
	Array.from({ length: count }, (_, index) => new InputError(`No ${index + 1}`, 'Fix it'));

describe('what is refused', () => {
	it('is reported after all the work is done, with a full stop between remedies', () => {
		const done: number[] = [];
		const remedies = ['', 'Add one.', '', 'Halve'];
		const refusal = refusalOf(() =>
			collect([1, 2, 4, 6, 5], (entry, index) => {
				if (entry % 2 === 0) throw new InputError(`${entry} is even`, remedies[index]);
				done.push(entry);
			}),
		);
		expect(refusal).toMatchObject({
			message: '2 is even; 4 is even; 6 is even',
			remedy: 'Add one. Halve',
		});
		expect(done).toEqual([1, 5]);
	});

	it('is reported up to ten times', () => {
		expect(refusalOf(() => throwAll(wrong(10))).message).toMatch(/; No 10$/);
		expect(refusalOf(() => throwAll(wrong(12)))).toMatchObject({
			message: expect.stringMatching(/; No 10; and 2 more$/),
			remedy: 'Fix it',
		});
	});

	it('is nothing where all goes well', () => {
		expect(collect(['a', 'b'], (entry, index) => `${entry}${index}`)).toEqual(['a0', 'b1']);
	});
});
