import { completeStep } from '../../../../../nodes/NextMatter/operations/instance/completeStep';
import { simplifyInstance } from '../../../../../nodes/NextMatter/operations/instance/simplify';
import { planOf } from '../../../completeStepPlan';

const instance = { id: 9001, process: 'https://h/processes/3/', active_step_ids: [5002] };

describe('Complete Step', () => {
	it('has the value that saved workflows name it by', () => {
		expect(completeStep.option.value).toBe('completeStep');
	});

	it('puts out the simplified instance', () => {
		expect(completeStep.present(planOf(), instance)).toEqual(simplifyInstance(instance));
	});

	it('puts out the instance as it is when simplify is off', () => {
		expect(completeStep.present(planOf({ simplify: false }), instance)).toBe(instance);
	});

	it.each<[unknown]>([[undefined], ['OK'], [[]], [{}], [{ ...instance, id: 9002 }]])(
		'puts out nothing for the answer %j',
		(body) => {
			expect(completeStep.present(planOf(), body)).toBeUndefined();
			expect(completeStep.present(planOf({ simplify: false }), body)).toBeUndefined();
		},
	);

	it('looks at the instance after a refusal, and only reads it', () => {
		expect(completeStep.diagnosis?.request(planOf())).toEqual({
			method: 'GET',
			path: '/instances/9001/',
		});
	});
});
