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

	it('has one node and one credential', () => {
		// Older engines put the name of the package in front.
		const names = [expect.stringMatching(/^(n8n-nodes-nextmatter\.)?nextMatter$/)];
		expect(Object.keys(loader.known.nodes)).toEqual(names);
		expect(Object.keys(loader.known.credentials)).toEqual(['nextMatterApi']);
		expect(loader.known.credentials.nextMatterApi.supportedNodes).toEqual(names);
	});

	it('has a light and a dark icon for both', () => {
		const icons = {
			light: expect.stringMatching(/nextMatter\.svg$/),
			dark: expect.stringMatching(/dark\.svg$/),
		};
		expect(node.iconUrl).toEqual(icons);
		expect(loader.types.credentials[0].iconUrl).toEqual(icons);
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
							{ fieldType: kind.type, routingAction: 'return', ...rest },
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
			const fromBinary = shownFor({ fileSource: 'binary', imageSource: 'binary' });
			expect(fromBinary.slice(2)).toEqual(
				ofKind.filter((name) => !/^(file|image)Urls$/.test(name)),
			);
		}
	});

	it.each([
		[{ fieldType: 'singleSelect', fieldId: { value: '50222' } }, 'Single-Select Dropdown 50222'],
		[{ fieldType: 'text', fieldId: { value: '' } }, 'Text '],
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
