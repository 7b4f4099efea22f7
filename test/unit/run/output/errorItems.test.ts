import type { INodeExecutionData } from 'n8n-workflow';
import { markErrorItems } from '../../../../nodes/NextMatter/run/output/errorItems';
import type { Outcome } from '../../../../nodes/NextMatter/run/outcomes';
import { node } from '../fakeContext';

const failed: Outcome = {
	kind: 'failed',
	failure: { message: 'Refused', remedy: '', certainty: 'rejected' },
};
const newItem = (): INodeExecutionData => ({ json: { error: 'Refused [item 0]', details: {} } });
const marked = (outcome: Outcome, onError?: 'continueErrorOutput' | 'continueRegularOutput') =>
	markErrorItems({ ...node, onError }, outcome, [newItem()])[0];

describe('items for the error output', () => {
	it('are recognized by an error that is gone from a copy of them', () => {
		const item = marked(failed, 'continueErrorOutput');
		expect(item.error).toEqual({ message: 'Refused [item 0]' });
		expect({ ...item }).toEqual(newItem());
		expect('error' in { ...item }).toBe(false);
	});

	it('can be unmarked, as the oldest versions of n8n do', () => {
		const item = marked(failed, 'continueErrorOutput');
		item.error = undefined;
		expect(item.error).toBeUndefined();
	});

	it.each([
		['a success', { kind: 'done', json: {} } as const, 'continueErrorOutput' as const],
		['a node that continues by its only output', failed, 'continueRegularOutput' as const],
		['a node that stops', failed, undefined],
	])('are left alone for %s', (_, outcome, onError) => {
		expect('error' in marked(outcome, onError)).toBe(false);
	});
});
