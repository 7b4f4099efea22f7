import { methods } from '../../../../../nodes/NextMatter/methods';
import { sendAndWait } from '../../../../../nodes/NextMatter/operations/instance/sendAndWait';
import { PARAMETERS } from '../../../completeStepPlan';
import { itemContextIn } from '../../../itemContext';

const ALL: Readonly<Record<string, unknown>> = {
	...PARAMETERS,
	workflowId: 120,
	responseType: 'approval',
	decisionField: 31,
	approvedOption: 'Approve',
	resumeWhen: 'stepCompleted',
	answerStepId: 5002,
	resumeUrlField: 41,
	messageField: 42,
	message: 'Please decide',
};
/** Without those that only tools have in place of others, and what is no input. */
const described = sendAndWait.properties.filter(
	({ type, displayOptions }) => type !== 'notice' && !displayOptions?.show?.['@tool'],
);

describe('the parameters of Send and Wait', () => {
	it('are those that preparing reads, and none that has only one value here', () => {
		const columns = {
			mappingMode: 'defineBelow',
			value: { 'text:7': 'A' },
			schema: [{ id: 'text:7' }],
		};
		const read = new Set<string>();
		for (const specifyFormFields of ['fields', 'json', 'map']) {
			const parameters = { ...ALL, formFieldsMap: columns, specifyFormFields };
			const parameter = (name: string) => {
				read.add(name);
				return Object.entries(parameters).find(([key]) => key === name)?.[1];
			};
			sendAndWait.prepare(parameter, {
				...itemContextIn('UTC'),
				openResumeUrl: () => 'https://n8n/resume',
			});
		}
		const names = described.map(({ name }) => name);
		expect([...read].filter((name) => name !== 'options').sort()).toEqual([...names].sort());
		expect(names).not.toContain('mode');
	});

	it.each([
		['messageField', 'searchTypedFormFields', false],
		['resumeUrlField', 'searchTypedFormFields', true],
		['decisionField', 'searchAnswerFields', true],
		['commentField', 'searchAnswerFields', false],
		['answerStepId', 'searchSteps', true],
	])('let people choose the %s from a list, or enter its ID', (name, method, required) => {
		const property = described.find((one) => one.name === name);
		expect(property).toMatchObject({
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			modes: [
				{ name: 'list', typeOptions: { searchListMethod: method, searchable: true } },
				{ name: 'id' },
			],
		});
		expect(property?.required ?? false).toBe(required);
		expect(methods.listSearch).toHaveProperty(method);
	});

	it('have options of Create, and the one by which the wait ends', () => {
		expect(sendAndWait.options.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['workflowUrl', 'ifStepNotActive', 'limitWaitTime']),
		);
	});
});
