import { itemContextIn } from '../../../itemContext';
import type { INodeProperties } from 'n8n-workflow';
import {
	completeStepOptions,
	completeStepProperties,
} from '../../../../../nodes/NextMatter/operations/instance/completeStep/description';
import { prepareCompleteStep } from '../../../../../nodes/NextMatter/operations/instance/completeStep/prepare';
import { PARAMETERS } from '../../../completeStepPlan';

/** Without those that only tools have in place of others. */
const ownProperties = completeStepProperties.filter(
	({ displayOptions }) => !displayOptions?.show?.['@tool'],
);
const property = (name: string) => ownProperties.find((one) => one.name === name);

function choicesOf(name: string): Array<Record<string, unknown>> {
	const options: INodeProperties['options'] = property(name)?.options ?? [];
	return options.map((option) => ({ [name]: 'value' in option ? option.value : undefined }));
}

/** What the editor saves once it has looked up the form fields of the step. */
const COLUMNS = {
	formFieldsMap: {
		mappingMode: 'defineBelow',
		value: { 'text:7': 'a' },
		schema: [{ id: 'text:7', displayName: 'Note' }],
	},
};

/** Names of the parameters that are read to prepare an item. */
function namesReadWith(changes: Readonly<Record<string, unknown>>): string[] {
	const names: string[] = [];
	const parameters: Readonly<Record<string, unknown>> = { ...PARAMETERS, ...COLUMNS, ...changes };
	const parameter = (name: string) => {
		names.push(name);
		return parameters[name];
	};
	prepareCompleteStep(parameter, itemContextIn('UTC'));
	return names;
}

describe('the parameters of Complete Step', () => {
	it('are those that preparing reads', () => {
		const read = choicesOf('specifyFormFields').flatMap(namesReadWith);
		// That of the list is for the editor alone.
		const described = ownProperties
			.map(({ name }) => name)
			.filter((name) => name !== 'listWorkflow' && name !== 'formFieldsNotice');
		expect([...new Set(read)].sort()).toEqual([...described, 'options'].sort());
	});

	it('come in the order in which people think of them', () => {
		expect(ownProperties.map(({ name }) => name)).toEqual([
			'listWorkflow',
			'instanceId',
			'stepId',
			'mode',
			'specifyFormFields',
			'formFields',
			'formFieldsMap',
			'formFieldsNotice',
			'formFieldsJson',
			'formFieldValues',
			'simplify',
		]);
	});

	it('show the rows or the JSON, as chosen', () => {
		expect(property('formFields')?.displayOptions).toEqual({
			show: { specifyFormFields: ['fields'] },
			hide: { mode: ['none'] },
		});
		expect(property('formFieldsJson')?.displayOptions).toEqual({
			show: { specifyFormFields: ['json'] },
			hide: { mode: ['none'], '@tool': [true] },
		});
	});

	it('let the model of a tool fill in the JSON, without a brace that would end the expression', () => {
		const [json] = completeStepProperties.filter(
			({ name, displayOptions }) => name === 'formFieldsJson' && displayOptions?.show?.['@tool'],
		);
		expect(json.default).toMatch(/^=\{\{ \$fromAI\('Fields', '[^']+', 'json'\) \}\}$/);
		expect(String(json.default).indexOf('}}')).toBe(String(json.default).length - 2);
	});

	it.each([
		['mode', 2],
		['specifyFormFields', 3],
	])('offer choices of %s, all of which are read', (name, count) => {
		const choices = choicesOf(name);
		expect(choices).toHaveLength(count);
		for (const choice of choices) expect(() => namesReadWith(choice)).not.toThrow();
		expect(choices.map((choice) => choice[name])).toContain(property(name)?.default);
	});

	it('have defaults that are read as they are', () => {
		const defaults = Object.fromEntries(
			ownProperties
				.filter(({ name, required }) => !required && name !== 'formFieldsMap')
				.map((one) => [one.name, one.default]),
		);
		for (const choice of choicesOf('specifyFormFields')) {
			expect(() => namesReadWith({ ...defaults, ...choice })).not.toThrow();
		}
	});
});

describe('the options of Complete Step', () => {
	const option = (name: string) => completeStepOptions.find((one) => one.name === name);
	const readWith = (name: string, value: unknown) => () =>
		namesReadWith({ options: { ifStepNotActive: 'wait', [name]: value } });

	it.each([
		['ifStepNotActive', 'fail', ['fail', 'treatAsDone', 'wait']],
		['valueFormat', 'standard', ['standard', 'wrapped']],
	])('offer the choices of %s, all of which are read', (name, byDefault, values) => {
		expect(option(name)).toMatchObject({ type: 'options', default: byDefault });
		const offered = (option(name)?.options ?? []).map((one) => ('value' in one ? one.value : ''));
		expect(offered).toEqual(values);
		for (const value of values) expect(readWith(name, value)).not.toThrow();
	});

	it('offer to wait as long as is read, and no longer', () => {
		const { typeOptions, default: byDefault } = option('waitUntilActive') ?? {};
		const { minValue = NaN, maxValue = NaN } = typeOptions ?? {};
		for (const value of [minValue, maxValue, byDefault]) {
			expect(readWith('waitUntilActive', value)).not.toThrow();
		}
		expect(readWith('waitUntilActive', minValue - 1)).toThrow();
		expect(readWith('waitUntilActive', maxValue + 1)).toThrow();
	});
});
