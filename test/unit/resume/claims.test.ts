import { claim } from '../../../nodes/NextMatter/resume/claims';

describe('an execution that is woken', () => {
	it('is claimed by the first call, as long as n8n may not know that it is awake', () => {
		expect(claim('one', 1000)).toBe(true);
		expect(claim('one', 1000)).toBe(false);
		expect(claim('one', 10_999)).toBe(false);
	});

	it('can be woken again later, should it still be asleep', () => {
		expect(claim('other', 1000)).toBe(true);
		expect(claim('other', 11_000)).toBe(true);
	});
});
