import { resources } from '../../nodes/NextMatter/operations';
import { anchorOf, table } from './markdown';

const TRIGGERS = [
	[
		'[Next Matter Trigger](docs/trigger.md)',
		'Starts an n8n workflow when something happens to instances: asks Next Matter from time to time',
	],
	[
		'[Next Matter Webhook Trigger](docs/let-next-matter-call-n8n.md)',
		'Starts an n8n workflow when a step of a Next Matter workflow calls its URL',
	],
];

/** The README's table of everything that the nodes offer, with links to what is written about it. */
export function operationTable(): string {
	const operations = resources.flatMap(({ name: resource, operations }) =>
		operations.map(({ option: { name, description = '' } }) => {
			const anchor = anchorOf(`${resource}: ${name}`);
			return [`${resource}: [${name}](docs/operations.md#${anchor})`, description];
		}),
	);
	return table(['Operation or trigger', 'What it does'], [...operations, ...TRIGGERS]);
}
