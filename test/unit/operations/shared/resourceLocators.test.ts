import type { INodeProperties } from 'n8n-workflow';
import { methods } from '../../../../nodes/NextMatter/methods';
import { readId } from '../../../../nodes/NextMatter/input/ids';
import type { IdSubject } from '../../../../nodes/NextMatter/input/links';
import {
	formFieldLocator,
	instanceProperties,
	stepLocator,
	workflowLocator,
} from '../../../../nodes/NextMatter/operations/shared/resourceLocators';

const [listWorkflow, instanceLocator] = instanceProperties;

const LOCATORS: ReadonlyArray<readonly [IdSubject, INodeProperties, string, string | undefined]> = [
	['instance', instanceLocator, 'instanceId', 'searchInstances'],
	['step', stepLocator, 'stepId', 'searchSteps'],
	['workflow', workflowLocator, 'workflowId', undefined],
	['form field', formFieldLocator, 'formFieldId', 'searchFormFields'],
];

describe.each(LOCATORS)('the locator of the %s', (subject, locator, name, search) => {
	const modes = locator.modes ?? [];

	it('has the name and the default that saved workflows hold', () => {
		expect(locator).toMatchObject({
			name,
			type: 'resourceLocator',
			default: { mode: search ? 'list' : 'id', value: '' },
			required: true,
		});
	});

	it('is found by ID, by link, and from a list where there is one', () => {
		expect(modes.map((mode) => mode.name)).toEqual([...(search ? ['list'] : []), 'id', 'url']);
		const [list] = modes;
		if (!search) return;
		expect(list.typeOptions).toEqual({ searchListMethod: search, searchable: true });
		expect(Object.keys(methods.listSearch)).toContain(search);
	});

	it('takes the examples that it shows', () => {
		for (const mode of modes.filter(({ placeholder }) => placeholder)) {
			const example = mode.placeholder?.replace(/^e\.g\. /, '');
			expect(readId(subject, { __rl: true, mode: mode.name, value: example })).toBeGreaterThan(0);
		}
	});
});

it('asks for a step or a form field only where one is needed', () => {
	const byUrl = { downloadFrom: ['urls'] };
	expect(formFieldLocator.displayOptions).toEqual({ hide: byUrl });
	expect(stepLocator.displayOptions).toEqual({ hide: { ...byUrl, waitFor: ['instanceEnded'] } });
	expect(workflowLocator.displayOptions).toBeUndefined();
});

describe('how an instance is chosen', () => {
	it('asks for a workflow only where a list is to be shown', () => {
		expect(listWorkflow).toMatchObject({
			name: 'listWorkflow',
			type: 'string',
			default: '',
			displayOptions: { show: { '/instanceId.mode': ['list'] } },
		});
	});

	it('is shown unless files are downloaded by their URLs', () => {
		for (const property of instanceProperties) {
			expect(property.displayOptions?.hide).toEqual({ downloadFrom: ['urls'] });
		}
	});
});
