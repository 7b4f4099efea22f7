import {
	NodeHelpers,
	Workflow,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';
import type { PackageDirectoryLoader } from 'n8n-core';
import { fieldKinds } from '../../nodes/NextMatter/formFields';
import { findNode } from './host';
import { TestNodeTypes } from './nodeTypes';
import { loadPackage } from './package';

describe('the built package, loaded as the server loads it', () => {
	let loader: PackageDirectoryLoader;
	let node: INodeTypeDescription;
	beforeAll(async () => {
		loader = await loadPackage();
		node = NodeHelpers.getVersionedNodeType(findNode(loader, 'nextMatter')).description;
	});

	it('has its nodes and credentials', () => {
		// Older engines put the name of the package in front.
		const names = ['nextMatter', 'nextMatterTrigger', 'nextMatterWebhookTrigger'].map((name) =>
			expect.stringMatching(new RegExp(`^(n8n-nodes-nextmatter\\.)?${name}$`)),
		);
		expect(Object.keys(loader.known.nodes)).toEqual(names);
		expect(Object.keys(loader.known.credentials)).toEqual([
			'nextMatterApi',
			'nextMatterWebhookApi',
		]);
		expect(loader.known.credentials.nextMatterApi.supportedNodes).toEqual(names);
	});

	it('has the tests of credentials that its nodes name', () => {
		const named = loader.types.nodes.flatMap(({ name, credentials = [] }) => {
			const { methods } = NodeHelpers.getVersionedNodeType(
				findNode(loader, name.split('.').at(-1) ?? name),
			);
			const tests = credentials.flatMap(({ testedBy }) =>
				typeof testedBy === 'string' ? [testedBy] : [],
			);
			return tests.map((test) => [test, typeof methods?.credentialTest?.[test]]);
		});
		expect(named).toEqual([['nextMatterWebhookSecret', 'function']]);
	});

	it('has a light and a dark icon for all of them', () => {
		const icons = {
			light: expect.stringMatching(/nextMatter\.svg$/),
			dark: expect.stringMatching(/dark\.svg$/),
		};
		const { nodes, credentials } = loader.types;
		expect(nodes.map(({ iconUrl }) => iconUrl)).toEqual(Array(3).fill(icons));
		expect(credentials.map(({ iconUrl }) => iconUrl)).toEqual(Array(2).fill(icons));
	});

	it('has a codex that the node panel can search', () => {
		expect(node.codex).toMatchObject({
			categories: expect.arrayContaining(['Productivity']),
			alias: expect.arrayContaining(['approval']),
			resources: { primaryDocumentation: [expect.anything()] },
		});
	});

	it('can be used as a tool, and has a subtitle and a version', () => {
		expect(node).toMatchObject({ usableAsTool: true, version: [1], defaultVersion: 1 });
		expect(node.subtitle).toContain('operation');
	});

	it.each<[string, INodeParameters, string]>([
		[
			'nextMatter',
			{ operation: 'completeStep', mode: 'complete', resource: 'instance' },
			'complete step: instance',
		],
		[
			'nextMatter',
			{ operation: 'completeStep', mode: 'save', resource: 'instance' },
			'save step: instance',
		],
		[
			'nextMatter',
			{ operation: 'getValues', mode: 'save', resource: 'formField' },
			'get values: form field',
		],
		[
			'nextMatterTrigger',
			{ events: ['instanceStarted', 'stepOverdue'] },
			'instance started, step overdue',
		],
		['nextMatterWebhookTrigger', {}, 'called by an integration step'],
	])('the subtitle of %s says what is done: %j', (name, parameters, subtitle) => {
		const { description } = NodeHelpers.getVersionedNodeType(findNode(loader, name));
		const { expression } = new Workflow({
			nodes: [],
			connections: {},
			active: false,
			nodeTypes: new TestNodeTypes(loader),
		});
		const keys = { $parameter: parameters };
		expect(
			expression.resolveSimpleParameterValue(
				description.subtitle ?? '',
				{},
				null,
				0,
				0,
				'',
				[],
				'internal',
				keys,
			),
		).toBe(subtitle);
	});

	const named = (properties: INodeProperties[], name: string) =>
		properties.filter((property) => property.name === name);

	it('asks for resource and operation first', () => {
		expect(node.properties.slice(0, 2).map(({ name }) => name)).toEqual(['resource', 'operation']);
	});

	it('finds instance and step from a list, by ID and by URL', () => {
		for (const name of ['instanceId', 'stepId']) {
			const [locator] = named(node.properties, name);
			expect(locator.modes?.map((mode) => mode.name)).toEqual(['list', 'id', 'url']);
		}
	});

	it('shows for each field type just the inputs of its kind', () => {
		const [formFields] = named(node.properties, 'formFields');
		const [collection] = formFields.options ?? [];
		const values = 'values' in collection ? collection.values : [];
		for (const kind of fieldKinds) {
			const shownFor = (rest: INodeParameters) =>
				values
					.filter((value) =>
						NodeHelpers.displayParameter(
							{ fieldId: '', fieldType: kind.type, routingAction: 'return', ...rest },
							value,
							{ typeVersion: 1 },
							node,
						),
					)
					.map(({ name }) => name);
			const ofKind = kind.inputs.map(({ name }) => name);
			const isForBinary = (name: string) => name.endsWith('Properties');
			expect(shownFor({})).toEqual([
				'fieldId',
				'fieldType',
				...ofKind.filter((name) => !isForBinary(name)),
			]);
			const fromBinary = shownFor({ fileSource: 'binary' });
			expect(fromBinary.slice(2)).toEqual(
				ofKind.filter((name) => kind.type === 'drawing' || name !== 'fileUrls'),
			);
		}
	});

	describe('an ID that names its type', () => {
		const shownFor = (row: INodeParameters) => {
			const [collection] = named(node.properties, 'formFields')[0].options ?? [];
			return ('values' in collection ? collection.values : [])
				.filter((value) => NodeHelpers.displayParameter(row, value, { typeVersion: 1 }, node))
				.map(({ name }) => name);
		};
		const id = (value: string | number, mode = 'list'): INodeParameters => ({
			fieldId: { __rl: true, mode, value },
		});

		it('shows just the inputs of its kind, whatever the hidden field type is', () => {
			const wrong = fieldKinds.flatMap(({ type, inputs }) => {
				const ofKind = inputs.map(({ name }) => name);
				const expected = ofKind.filter((name) => !/Properties$|^targetStep$/.test(name));
				return ['list', 'id'].flatMap((mode) =>
					['text', 'routing', type].flatMap((fieldType) => {
						const row = { ...id(`${type}:70003`, mode), fieldType, routingAction: 'continue' };
						const shown = shownFor(row);
						const isRight = shown.join() === ['fieldId', ...expected].join();
						return isRight ? [] : [{ type, mode, fieldType, shown }];
					}),
				);
			});
			expect(wrong).toEqual([]);
		});

		it('keeps the conditions that inputs have of their own', () => {
			const routing = { ...id('routing:70012'), fieldType: 'text', routingAction: 'return' };
			expect(shownFor(routing)).toContain('targetStep');
			const files = { ...id('fileUpload:70006'), fieldType: 'text', fileSource: 'binary' };
			expect(shownFor(files)).toEqual(['fieldId', 'fileSource', 'fileProperties']);
		});

		it.each([
			[70003],
			[''],
			['={{ $json.id }}'],
			['=date:{{ $json.id }}'],
			['https://h:1/actions/70003/'],
			['Amount'],
		])('is not %j, where the field type decides', (value) => {
			const row = { ...id(value, 'id'), fieldType: 'date' };
			expect(shownFor(row)).toEqual(['fieldId', 'fieldType', 'date']);
		});

		it('is not in a new row, whose locator the editor leaves as the node describes it', () => {
			const row = { fieldId: { mode: 'id', value: '' }, fieldType: 'date' };
			expect(shownFor(row)).toEqual(['fieldId', 'fieldType', 'date']);
		});
	});

	it.each([
		[{ fieldType: 'singleSelect', fieldId: { value: '50222' } }, 'Single-Select Dropdown 50222'],
		[{ fieldId: { value: 'date:50222', cachedResultName: 'Needed by: Date' } }, 'Needed by: Date'],
		[{ fieldType: 'text', fieldId: { value: '' } }, 'Text '],
		[{ fieldType: 'text', fieldId: { value: 'date:50222' } }, 'Date 50222'],
		[{ fieldId: 'url:50222' }, 'URL 50222'],
		[{ fieldType: 'text', fieldId: { value: 'https://h/50222' } }, 'Text https://h/50222'],
	])('gives the row %j the title "%s"', (value, title) => {
		const [formFields] = named(node.properties, 'formFields');
		const expression = formFields.typeOptions?.fixedCollection?.itemTitle ?? '';
		const { expression: evaluator } = new Workflow({
			nodes: [],
			connections: {},
			active: false,
			nodeTypes: new TestNodeTypes(loader),
		});
		const keys = { $collection: { item: { value } } };
		expect(
			evaluator.resolveSimpleParameterValue(expression, {}, null, 0, 0, '', [], 'manual', keys),
		).toBe(title);
	});
});
