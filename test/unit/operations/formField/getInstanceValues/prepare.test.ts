import { prepareValues } from '../../../../../nodes/NextMatter/operations/formField/getInstanceValues/prepare';
import { refusalOf } from '../../../inputErrorOf';

const prepare = (changes: Readonly<Record<string, unknown>> = {}) => {
	const parameters: Readonly<Record<string, unknown>> = {
		workflowId: '120',
		instanceId: '9001',
		stepId: '5001',
		formFieldIds: ['50222', '50223'],
		fieldKeys: 'byId',
		...changes,
	};
	return prepareValues((name) => parameters[name]);
};
const ids = (count: number) => Array.from({ length: count }, (_, index) => 50_001 + index);

it('plans a read of each form field, filtered to the instance', () => {
	expect(prepare()).toEqual({
		workflowId: 120,
		instanceId: 9001,
		stepId: 5001,
		formFieldIds: [50222, 50223],
		keying: 'byId',
		request: {
			method: 'GET',
			path: '/processes/120/steps/5001/actions/50222/',
			query: { instance_ids: '9001', page_size: '500' },
		},
		idempotency: 'safe',
		action: 'read the values of instance 9001',
		howToVerify: '',
		expectedBody: 'a list of values',
		remedyByStatus: {
			400: 'Check the IDs of this item',
			404: 'Check the IDs of the workflow, the step and the form fields, and that the user of the API key can see the workflow',
		},
		fieldLabels: [],
		details: { workflowId: 120, instanceId: 9001, stepId: 5001 },
	});
});

it('reads each form field once, and up to 100 of them', () => {
	expect(prepare({ formFieldIds: '[7, 8, 7]' }).formFieldIds).toEqual([7, 8]);
	expect(prepare({ formFieldIds: ids(100) }).formFieldIds).toEqual(ids(100));
	const { message, remedy } = refusalOf(() => prepare({ formFieldIds: ids(101) }));
	expect(message).toBe("'Form Fields' has 101 values");
	expect(remedy).toBe(
		"Enter at most 100: each takes one request. 'Instance > Get' reads all form fields at once",
	);
});

it('takes names as keys', () => {
	expect(prepare({ fieldKeys: 'byName' }).keying).toBe('byName');
});

it.each<[string, unknown, string]>([
	['workflowId', '', 'The ID of the workflow is missing'],
	['instanceId', 'x', '"x" is not the ID of an instance'],
	['stepId', 0, '0 is not the ID of a step'],
	['formFieldIds', [], "'Form Fields' is empty ([])"],
	['formFieldIds', ['7', 'Amount'], 'Form Fields 2: "Amount" is not the ID of a form field'],
	['fieldKeys', 'names', '\'Field Keys\' is "names", which is not one of its values'],
])('refuses the %s %j', (name, value, message) => {
	expect(refusalOf(() => prepare({ [name]: value })).message).toBe(message);
});
