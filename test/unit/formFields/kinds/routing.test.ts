import { routing } from '../../../../nodes/NextMatter/formFields/kinds/routing';
import { refusalOf } from '../../inputErrorOf';

const settings = { timeZone: 'UTC', valueFormat: 'standard' } as const;

describe('a routing', () => {
	it.each<[string, string, unknown]>([
		['continue', 'complete', -1],
		['return', 'return', '5003'],
		['skipForward', 'skip_forward', '5003'],
		['stop', 'decline', -2],
	])('%s becomes %s with its target', (routingAction, action, returnToStep) => {
		const row = { routingAction, targetStep: '5003', comment: 'Why', buttonLabel: 'Go' };
		expect(routing.encode(row, settings)).toEqual({
			action,
			comment: 'Why',
			label: 'Go',
			returnToStep,
		});
	});

	it.each<[unknown]>([[5003], ['https://app.nextmatter.com/steps/5003']])(
		'reads the target step %p',
		(targetStep) => {
			expect(routing.encode({ routingAction: 'return', targetStep }, settings)).toEqual({
				action: 'return',
				comment: '',
				label: '',
				returnToStep: '5003',
			});
		},
	);

	it('without a target does not look at the target step', () => {
		const row = { routingAction: 'continue', targetStep: 'x' };
		expect(() => routing.encode(row, settings)).not.toThrow();
	});

	it('with a target needs a target step', () => {
		const row = { routingAction: 'return', targetStep: '' };
		expect(refusalOf(() => routing.encode(row, settings))).toMatchObject({
			message: 'The ID of the target step is missing',
			remedy:
				'Enter the ID of the target step, or check that the expression returns it for this item',
		});
		const wrong = { routingAction: 'return', targetStep: -1 };
		expect(refusalOf(() => routing.encode(wrong, settings)).message).toBe(
			'-1 is not the ID of a target step',
		);
	});

	it.each<[unknown, string]>([
		['complete', '"complete" is not a routing action'],
		['', "'Routing Action' is empty"],
	])('refuses the action %p', (routingAction, message) => {
		expect(refusalOf(() => routing.encode({ routingAction }, settings))).toMatchObject({
			message,
			remedy: 'Expected one of continue, return, skipForward, stop',
		});
	});

	it('refuses a comment and a label that are not texts', () => {
		const row = { routingAction: 'continue', comment: {} };
		expect(refusalOf(() => routing.encode(row, settings)).message).toBe(
			"'Comment' is {}, which is not text",
		);
		const other = { routingAction: 'continue', buttonLabel: [] };
		expect(refusalOf(() => routing.encode(other, settings)).message).toBe(
			"'Button Label' is [], which is not text",
		);
	});

	it('offers every action, and a target step for the two that need one', () => {
		const [action, target, ...rest] = routing.inputs;
		expect(action.options?.map((option) => 'value' in option && option.value)).toEqual([
			'continue',
			'return',
			'skipForward',
			'stop',
		]);
		expect(action.default).toBe('continue');
		expect(target.displayOptions).toEqual({ show: { routingAction: ['return', 'skipForward'] } });
		expect(rest.map(({ displayOptions }) => displayOptions)).toEqual([undefined, undefined]);
	});
});
