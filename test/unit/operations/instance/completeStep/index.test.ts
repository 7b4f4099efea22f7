import { completeStep } from '../../../../../nodes/NextMatter/operations/instance/completeStep';
import { simplifyInstance } from '../../../../../nodes/NextMatter/operations/instance/simplify';
import { planOf } from '../../../completeStepPlan';
import { refusalOf } from '../../../inputErrorOf';

const instance = { id: 9001, process: 'https://h/processes/3/', active_step_ids: [5002] };

describe('Complete Step', () => {
	it.each([
		['complete', 'completed_step'],
		['save', 'saved_step'],
	])('puts out the simplified instance and the step: %s', (mode, key) => {
		const simple = simplifyInstance(instance);
		const plan = planOf({ mode, formFields: {} });
		expect(completeStep.present(plan, instance)).toEqual({ ...simple, [key]: { id: 5001 } });
		const steps = [
			{ id: 5000, name: 'Before' },
			{ id: 5001, name: 'Ask' },
		];
		const named = { ...instance, process_snapshot: { steps } };
		expect(completeStep.present(plan, named)).toMatchObject({ [key]: { id: 5001, name: 'Ask' } });
	});

	it('puts out the form fields that were filled in, by the names that the instance shows', () => {
		const field = { id: 50222, name: 'Amount' };
		const process_snapshot = { steps: [{ id: 5001, name: 'Ask', actions: [field] }] };
		const actions = [
			{ action_id: 50222, input_object: { numberValue: 12, formattedValue: '' } },
			{ action_id: 50223, input_object: { inputValue: 'x'.repeat(300) } },
		];
		const plan = planOf({ specifyFormFields: 'json', formFieldsJson: actions });
		const form_fields = [{ ...field, value: 12 }, { id: 50223 }];
		expect(completeStep.present(plan, { ...instance, process_snapshot })).toMatchObject({
			completed_step: { id: 5001, name: 'Ask', form_fields },
		});
	});

	it('puts out the instance as it is when simplify is off', () => {
		expect(completeStep.present(planOf({ simplify: false }), instance)).toBe(instance);
	});

	it('puts out nothing for an answer that shows another instance', () => {
		const other = { ...instance, id: 9002 };
		expect(completeStep.present(planOf(), other)).toBeUndefined();
		expect(completeStep.present(planOf({ simplify: false }), other)).toBeUndefined();
	});

	it('reads the instance to reconcile, and only reads it', () => {
		const { request, readAttempt } = completeStep.reconciliation ?? {};
		expect(request?.(planOf())).toEqual({
			method: 'GET',
			path: '/instances/9001/',
			// Without the values nobody could tell whose completion it shows, without the times when it was.
			query: { inject_values: 'true', steps_time_frame: 'true' },
		});
		expect(readAttempt?.(planOf()).action).toBe('read instance 9001');
	});

	it('reads again while Next Matter may still be processing it, and before values are saved again', () => {
		const { atWorkMs, checksBeforeRetry } = completeStep.reconciliation ?? {};
		// Next Matter itself cuts every request off after a minute.
		expect(atWorkMs).toBeGreaterThan(60_000);
		expect(checksBeforeRetry).toBe(true);
	});

	it('sends the items of an instance one after another', () => {
		const orderingKeyOf = (instanceId: unknown) =>
			completeStep.orderingKey?.((name) => (name === 'instanceId' ? instanceId : undefined));
		expect(orderingKeyOf('https://h/instances/9001/')).toBe(orderingKeyOf(9001));
		expect(orderingKeyOf(9002)).not.toBe(orderingKeyOf(9001));
		expect(refusalOf(() => orderingKeyOf('')).message).toBe('The ID of the instance is missing');
	});
});
