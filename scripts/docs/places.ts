/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- finds the repository; never ships */
import path from 'node:path';
import { nodeProperties } from '../../nodes/NextMatter/operations/description';
import { triggerProperties } from '../../nodes/NextMatter/trigger/description';
import { properties as webhookProperties } from '../../nodes/NextMatter/webhook/description';
import { housePicture } from './architecture';
import { fieldInputTable, fieldKindSections, fieldKindTable } from './formFields';
import { readHouse } from './imports';
import { operationTable } from './operations';
import { parameterTable, plainParameterTable } from './parameters';

const ROOT = path.resolve(__dirname, '../..');

/** A place in a document that is filled in from the code. */
export interface Place {
	readonly file: string;
	readonly place: string;
	readonly text: string;
}

/** Every such place; `npm run update:docs` writes them, a test holds them. */
export function generatedPlaces(): Place[] {
	return [
		{ file: 'README.md', place: 'operations', text: operationTable() },
		{ file: 'docs/architecture.md', place: 'rooms', text: housePicture(readHouse(ROOT)) },
		{ file: 'docs/form-fields.md', place: 'form fields', text: fieldKindTable() },
		{ file: 'docs/form-fields.md', place: 'each form field', text: fieldKindSections() },
		{ file: 'docs/form-fields.md', place: 'inputs', text: fieldInputTable() },
		{ file: 'docs/parameters.md', place: 'parameters', text: parameterTable(nodeProperties) },
		{
			file: 'docs/parameters.md',
			place: 'parameters of the trigger',
			text: plainParameterTable(triggerProperties),
		},
		{
			file: 'docs/parameters.md',
			place: 'parameters of the webhook trigger',
			text: plainParameterTable(webhookProperties),
		},
	];
}
