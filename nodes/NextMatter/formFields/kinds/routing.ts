import { readId } from '../../input/ids';
import { readText } from '../../input/texts';
import { isMissing, quote, InputError } from '../../input/inputError';
import { bareLetters } from '../names';
import { readRowObject } from '../rowObject';
import type { FieldKind, FieldRow } from '../types';

interface RoutingAction {
	readonly value: string;
	readonly name: string;
	readonly description?: string;
	/** The API's word. */
	readonly action: string;
	/** What the API takes in place of a step; actions without it need a step from the user. */
	readonly target?: number;
}

const ACTIONS: readonly RoutingAction[] = [
	{
		value: 'continue',
		name: 'Continue to the Next Step',
		action: 'complete',
		target: -1,
	},
	{
		value: 'return',
		name: 'Return to an Earlier Step',
		action: 'return',
	},
	{
		value: 'skipForward',
		name: 'Skip to a Later Step',
		action: 'skip_forward',
	},
	{
		value: 'stop',
		name: 'Stop the Instance',
		description: 'Abort the instance for good',
		action: 'decline',
		target: -2,
	},
];

/** A word such as `continue`, or an object with the inputs of a row. */
function readRoutingRow(value: unknown): FieldRow {
	const isWord = typeof value === 'string' && !/^\s*[[{]/.test(value);
	const given = isWord ? { routingAction: value } : readRowObject('Routing', value, ROW_SHAPE);
	const row: FieldRow = { ...given, routingAction: toValue(given.routingAction) };
	refuseUnusedTarget(row);
	return row;
}

/** @throws InputError for a target step that the action would ignore: a routing can't be undone */
function refuseUnusedTarget({ routingAction, targetStep }: FieldRow): void {
	const chosen = ACTIONS.find(({ value }) => value === routingAction);
	if (chosen?.target === undefined || isMissing(targetStep)) return;
	// What the API has in place of a step.
	if (String(targetStep).trim() === String(chosen.target)) return;
	throw new InputError(
		`'Target Step' is ${quote(targetStep)}, but the routing action "${chosen.value}" takes none`,
		'Remove the step, or use "return" or "skipForward"',
	);
}

const ROW_SHAPE = {
	inputs: {
		routingAction: ['Routing Action', 'Action'],
		targetStep: ['Target Step', 'Return to Step'],
		comment: ['Comment'],
		buttonLabel: ['Button Label', 'Label'],
	},
	expected:
		'a routing action such as "continue", or an object such as {"routingAction": "return", "targetStep": 5001}',
} as const;

/** The action that somebody has typed as its value, its name in the editor, or the API's word. */
function toValue(typed: unknown): unknown {
	const word = typeof typed === 'string' ? bareLetters(typed) : '';
	const chosen = ACTIONS.find(({ value, name, action }) =>
		[value, name, action].some((one) => bareLetters(one) === word),
	);
	return chosen?.value ?? typed;
}

/** @throws InputError for anything but the value of an action */
function readAction(value: unknown): RoutingAction {
	const chosen = ACTIONS.find((action) => action.value === value);
	if (chosen) return chosen;
	throw new InputError(
		isMissing(value) ? "'Routing Action' is empty" : `${quote(value)} is not a routing action`,
		`Expected one of ${ACTIONS.map((action) => action.value).join(', ')}`,
	);
}

export const routing: FieldKind = {
	type: 'routing',
	name: 'Routing',
	inputs: [
		{
			displayName: 'Routing Action',
			name: 'routingAction',
			type: 'options',
			options: ACTIONS.map(({ name, value, description }) => ({
				name,
				value,
				...(description && { description }),
			})),
			default: 'continue',
		},
		{
			displayName: 'Target Step',
			name: 'targetStep',
			type: 'resourceLocator',
			displayOptions: { show: { routingAction: ['return', 'skipForward'] } },
			default: { mode: 'list', value: '' },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: 'searchTargetSteps', searchable: true },
				},
				{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 5002' },
			],
		},
		{
			displayName: 'Comment',
			name: 'comment',
			type: 'string',
			default: '',
		},
		{
			displayName: 'Button Label',
			name: 'buttonLabel',
			type: 'string',
			default: '',
			description: "Leave empty for the button's own label",
		},
	],
	word: /rout|decision/,
	column: { type: 'string', isJson: true, toRow: readRoutingRow },
	encode(row) {
		const chosen = readAction(row.routingAction);
		return {
			action: chosen.action,
			comment: readText('Comment', row.comment ?? ''),
			label: readText('Button Label', row.buttonLabel ?? ''),
			returnToStep: chosen.target ?? String(readId('step', row.targetStep, 'target step')),
		};
	},
	decoder: {
		keys: ['action', 'comment', 'label', 'returnToStep'],
		decode: (value) => (ACTIONS.some(({ action }) => action === value.action) ? value : undefined),
	},
	example: {
		row: { routingAction: 'skipForward', targetStep: '5003', comment: '', buttonLabel: '' },
		standard: { action: 'skip_forward', comment: '', label: '', returnToStep: '5003' },
		plain: { action: 'skip_forward', comment: '', label: '', returnToStep: '5003' },
	},
};
