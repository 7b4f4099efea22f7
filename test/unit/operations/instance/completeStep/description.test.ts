import type { INodeProperties } from 'n8n-workflow';
import { completeStepProperties } from '../../../../../nodes/NextMatter/operations/instance/completeStep/description';
import { prepareCompleteStep } from '../../../../../nodes/NextMatter/operations/instance/completeStep/prepare';
import { PARAMETERS } from '../../../completeStepPlan';

const property = (name: string) => completeStepProperties.find((one) => one.name === name);

function choicesOf(name: string): Array<Record<string, unknown>> {
	const options: INodeProperties['options'] = property(name)?.options ?? [];
	return options.map((option) => ({ [name]: 'value' in option ? option.value : undefined }));
}

/** Names of the parameters that are read to prepare an item. */
function namesReadWith(changes: Readonly<Record<string, unknown>>): string[] {
	const names: string[] = [];
	const parameters: Readonly<Record<string, unknown>> = { ...PARAMETERS, ...changes };
	const parameter = (name: string) => {
		names.push(name);
		return parameters[name];
	};
	prepareCompleteStep(parameter, { timeZone: 'UTC' });
	return names;
}

describe('the parameters of Complete Step', () => {
	it('are those that preparing reads', () => {
		const read = choicesOf('specifyFormFields').flatMap(namesReadWith);
		const described = completeStepProperties.map(({ name }) => name);
		expect([...new Set(read)].sort()).toEqual([...described].sort());
	});

	it('come in the order in which people think of them', () => {
		expect(completeStepProperties.map(({ name }) => name)).toEqual([
			'instanceId',
			'stepId',
			'mode',
			'specifyFormFields',
			'formFields',
			'formFieldsJson',
			'simplify',
			'options',
		]);
	});

	it.each(['instanceId', 'stepId'])('ask for the %s by ID or by URL', (name) => {
		expect(property(name)).toMatchObject({
			type: 'resourceLocator',
			required: true,
			default: { mode: 'id', value: '' },
		});
		expect(property(name)?.modes?.map((mode) => mode.name)).toEqual(['id', 'url']);
	});

	it('show the rows or the JSON, as chosen', () => {
		expect(property('formFields')?.displayOptions).toEqual({
			show: { specifyFormFields: ['fields'] },
		});
		expect(property('formFieldsJson')?.displayOptions).toEqual({
			show: { specifyFormFields: ['json'] },
		});
	});

	it.each(['mode', 'specifyFormFields'])(
		'offer two choices of %s, all of which are read',
		(name) => {
			const choices = choicesOf(name);
			expect(choices).toHaveLength(2);
			for (const choice of choices) expect(() => namesReadWith(choice)).not.toThrow();
			expect(choices[0][name]).toBe(property(name)?.default);
		},
	);

	it('offer the two value formats', () => {
		const [valueFormat] = property('options')?.options ?? [];
		expect(valueFormat).toMatchObject({
			name: 'valueFormat',
			default: 'standard',
			options: [{ value: 'standard' }, { value: 'wrapped' }],
		});
	});

	it('have defaults that are read as they are', () => {
		const defaults = Object.fromEntries(
			completeStepProperties
				.filter(({ required }) => !required)
				.map((one) => [one.name, one.default]),
		);
		for (const choice of choicesOf('specifyFormFields')) {
			expect(() => namesReadWith({ ...defaults, ...choice })).not.toThrow();
		}
	});
});
