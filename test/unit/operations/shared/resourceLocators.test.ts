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

describe('the locators', () => {
	it('have the names and the defaults that saved workflows hold', () => {
		for (const [, locator, name, search] of LOCATORS) {
			expect(locator).toMatchObject({
				name,
				type: 'resourceLocator',
				default: { mode: search ? 'list' : 'id', value: '' },
				required: true,
			});
		}
	});

	it('find by ID, by link, and from a list where there is one', () => {
		for (const [subject, { modes = [] }, , search] of LOCATORS) {
			const names = modes.map((mode) => mode.name);
			expect([subject, ...names]).toEqual([subject, ...(search ? ['list'] : []), 'id', 'url']);
			if (!search) continue;
			expect(modes[0].typeOptions).toEqual({ searchListMethod: search, searchable: true });
			expect(Object.keys(methods.listSearch)).toContain(search);
		}
	});

	it('take the examples that they show', () => {
		for (const [subject, { modes = [] }] of LOCATORS) {
			for (const { name, placeholder } of modes.filter((mode) => mode.placeholder)) {
				const value = placeholder?.replace(/^e\.g\. /, '');
				expect(readId(subject, { __rl: true, mode: name, value })).toBeGreaterThan(0);
			}
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
