import { config as n8nConfig } from '@n8n/node-cli/eslint';
import nodesBase from 'eslint-plugin-n8n-nodes-base';

const { all, community, credentials, nodes } = nodesBase.configs;
const { languageOptions } = n8nConfig.find(({ languageOptions }) => languageOptions?.parser);

const active = new Set([community, credentials, nodes].flatMap(({ rules }) => Object.keys(rules)));
const forgotten = Object.keys(all.rules).filter((rule) => !active.has(rule));
if (forgotten.length > 0) throw new Error(`Rules in no group: ${forgotten.join(', ')}`);

/**
 * n8n's linter brings an older copy of this plugin with five rules switched off. Here the current
 * one runs on its own, with two of the five switched on again. Off are only rules that contradict
 * n8n's linter, which has the last word on a verified package.
 */
export default [
	{
		linterOptions: { noInlineConfig: true },
		plugins: { 'n8n-nodes-base': nodesBase },
	},
	{
		files: ['package.json'],
		languageOptions,
		rules: community.rules,
	},
	{
		files: ['credentials/**/*.ts'],
		languageOptions,
		rules: {
			...credentials.rules,
			// Wants the name of a page in n8n's own docs; contradicts `credential-documentation-url` and
			// this plugin's `cred-class-field-documentation-url-not-http-url`, which want an address.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		languageOptions,
		rules: {
			...nodes.rules,
			// Want the text 'main'; contradict `node-connection-type-literal`, which wants the constant.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
];
