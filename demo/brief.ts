import type { IDataObject } from 'n8n-workflow';
import type { LoggedRequest } from '../test/standIn';
import type { ExampleRun } from './examples';
import { nameField, nameStep } from './names';
import { isErrorItem } from './outcome';
import { count } from './print';
import type { Style } from './style';

const WIDTH = 100;
/** So that one page shows all of it. */
const MOST_FIELDS = 6;

/** What one example sent, with the names of the form fields. */
export function printCloseUp(run: ExampleRun, style: Style): string {
	const completed = run.requests.find(({ effect }) => effect === 'completed');
	const fields = actionsOf(completed);
	const shown = fields.slice(0, MOST_FIELDS).map(({ action_id, input_object }) => {
		const value = JSON.stringify(input_object);
		const line = `${nameField(action_id).padEnd(24)}  ${value}`;
		return `    ${line.length > WIDTH - 4 ? `${line.slice(0, WIDTH - 5)}…` : line}`;
	});
	const left = fields.length - shown.length;
	return [
		`${style.strong('One of them, closely:')} ${style.name(titleOf(run))}`,
		`  starts an instance and completes its ${nameStep(completed?.stepId)}, with`,
		...shown.map((line) => style.quiet(line)),
		...(left > 0 ? [style.quiet(`    and ${count(left, 'more form field')}`)] : []),
		'',
	].join('\n');
}

/** One line for an example. */
export function printLine(run: ExampleRun, style: Style): string {
	const { input, requests, outcome, mismatches } = run;
	const items = outcome.branches.flatMap((branch) => branch.items);
	const errors = items.filter(isErrorItem).length;
	const isGood = mismatches.length === 0;
	const told = [
		count(input.length, 'item'),
		count(requests.length, 'request'),
		`${items.length - errors} done${errors > 0 ? `, ${errors} to the error branch` : ''}`,
	].join(' → ');
	const mark = isGood ? style.good('✓') : style.bad('✗');
	const title = titleOf(run).padEnd(44);
	return `  ${mark} ${style.name(title)} ${told}${isGood ? '' : style.bad('  NOT AS EXPECTED')}`;
}

export function printNext(style: Style): string {
	const commands = [
		['npm run demo -- --verbose', 'every request and every item of these'],
		['npm run n8n', 'the node in a real n8n, here (the first start installs it: 2.5 GB)'],
		['npm test', 'all tests'],
		['docs/README.md', 'how everything is used; examples/ to import into your n8n'],
	];
	return [
		style.strong('What to try next'),
		...commands.map(([command = '', what]) => `  ${style.name(command.padEnd(26))} ${what}`),
	].join('\n');
}

function titleOf({ name }: ExampleRun): string {
	const title = name.replace(/^Next Matter: /, '');
	return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}

function actionsOf(request: LoggedRequest | undefined): IDataObject[] {
	const body = request?.body;
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
	return Array.isArray(body.actions) ? (body.actions as IDataObject[]) : [];
}
