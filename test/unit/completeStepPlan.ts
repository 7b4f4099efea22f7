import { itemContextIn } from './itemContext';
import {
	prepareCompleteStep,
	type CompleteStepPlan,
} from '../../nodes/NextMatter/operations/instance/completeStep/prepare';

/** The parameters of a node that completes step 5001 of instance 9001. */
export const PARAMETERS = {
	instanceId: { __rl: true, mode: 'id', value: '9001' },
	stepId: { __rl: true, mode: 'id', value: '5001' },
	mode: 'complete',
	specifyFormFields: 'fields',
	formFields: {
		field: [
			{ fieldId: { __rl: true, mode: 'id', value: '50222' }, fieldType: 'text', text: 'Approved' },
			{ fieldId: 50223, fieldType: 'radio', selectedOption: 'Yes' },
		],
	},
	formFieldsJson: '[]',
	simplify: true,
	options: {},
};

/** What is made of these parameters, some of them replaced. */
export function planOf(
	changes: Readonly<Record<string, unknown>> = {},
	timeZone = 'Europe/Berlin',
): CompleteStepPlan {
	const parameters: Readonly<Record<string, unknown>> = { ...PARAMETERS, ...changes };
	return prepareCompleteStep((name) => parameters[name], itemContextIn(timeZone));
}
