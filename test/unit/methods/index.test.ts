import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { methods } from '../../../nodes/NextMatter/methods';
import * as fieldOptions from '../../../nodes/NextMatter/methods/fieldOptions';
import * as formFields from '../../../nodes/NextMatter/methods/formFields';
import * as instances from '../../../nodes/NextMatter/methods/instances';
import * as resourceMapping from '../../../nodes/NextMatter/methods/resourceMapping';
import * as steps from '../../../nodes/NextMatter/methods/steps';
import { nodeProperties } from '../../../nodes/NextMatter/operations/description';
import { instance } from '../replies';
import { fakeEditor, locator } from './fakeEditor';

/** The names that stand under a key, anywhere in the parameters. */
function namesUnder(key: string): string[] {
	const names = new Set<string>();
	JSON.stringify(nodeProperties, (name, value: unknown) => {
		if (name === key && typeof value === 'string') names.add(value);
		return value;
	});
	return [...names].sort();
}

it('has all that the parameters name, and nothing else', () => {
	expect(namesUnder('searchListMethod')).toEqual(Object.keys(methods.listSearch).sort());
	expect(namesUnder('resourceMapperMethod')).toEqual(Object.keys(methods.resourceMapping).sort());
	expect(namesUnder('loadOptionsMethod')).toEqual(Object.keys(methods.loadOptions));
});

type Method = (this: ILoadOptionsFunctions, filter?: string) => Promise<unknown>;

const BY_NAME: Readonly<Record<string, unknown>> = {
	...fieldOptions,
	...formFields,
	...instances,
	...resourceMapping,
	...steps,
};
const ALL = Object.values(methods).flatMap((group) => Object.entries<Method>(group));

it.each(ALL)('does what the function of the same name does: %s', async (name, method) => {
	const field = (id: number) => ({ id, name: `Office ${id}`, type: 'radio', options: ['Rome'] });
	const snapshot = {
		steps: [
			{ id: 5001, name: 'Office', actions: [field(7)] },
			{ id: 5002, name: 'Office', actions: [field(8)] },
		],
	};
	const parameters = {
		resource: 'instance',
		instanceId: locator('9001'),
		stepId: locator('5001'),
		listWorkflow: '120',
		'&fieldId': '7',
	};
	const body = { ...instance, process_snapshot: snapshot, results: [{ id: 1, name: 'Office' }] };
	const { editor } = fakeEditor({ parameters, body });
	const told = await method.call(editor, 'o');
	expect(JSON.stringify(told)).toMatch(/Office|Rome/);
	expect(told).toEqual(await (BY_NAME[name] as Method).call(editor, 'o'));
});
