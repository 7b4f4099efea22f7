import type { IDataObject } from 'n8n-workflow';
import { fieldKinds } from '../../../formFields';
import type { EncodedField } from '../../../formFields/filledField';
import { splitTypedId } from '../../../formFields/typedIds';
import type { EncodingSettings } from '../../../formFields/types';
import { locatedValue, readId } from '../../../input/ids';
import { isRecord } from '../../../input/isRecord';
import { atPlace, inputErrorOf, isMissing, quote, InputError } from '../../../input/inputError';
import { readText } from '../../../input/texts';
import type { ParameterReader } from '../../types';

/*
 * Form fields of the first step that the node fills in by itself, beside those that people filled in.
 */

/** One form field, to be encoded as soon as its value is known. */
export interface Addition {
	readonly label: string;
	readonly id: number;
	encode(value: string): EncodedField;
}

const MESSAGE = 'Message Field';

/** @returns the form field with the message, if there is one. @throws InputError for one without the other */
export function readMessage(
	parameter: ParameterReader,
	settings: EncodingSettings,
	json: IDataObject,
): EncodedField | undefined {
	const message = withToolParameters(readText('Message', parameter('message') ?? ''), json);
	const isChosen = !isMissing(locatedValue(parameter('messageField')));
	if (isMissing(message) && !isChosen) return undefined;
	if (!isChosen) {
		throw new InputError(
			`'Message' is filled in, but '${MESSAGE}' is empty, so nobody would see it`,
			`Choose the text field of the first step that gets the message in '${MESSAGE}'`,
		);
	}
	if (isMissing(message)) {
		throw new InputError(
			"'Message' is empty",
			`Enter a message, or leave '${MESSAGE}' empty as well`,
		);
	}
	return readAddition(MESSAGE, parameter('messageField'), { types: ['text'], settings }).encode(
		message,
	);
}

/**
 * What an agent wants to call its tool with, in words: n8n's own message for human review has an
 * expression that makes no more than "[object Object]" of it.
 *
 * @param json the item, as n8n makes it for human review
 */
function withToolParameters(message: string, { toolParameters }: IDataObject): string {
	if (!isRecord(toolParameters)) return message;
	const lines = Object.entries(toolParameters).map(([name, value]) => {
		return `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`;
	});
	return message.split('[object Object]').join(lines.join('\n'));
}

/** The IDs of these form fields. One that cannot be read is left out, as it is refused elsewhere. */
export function additionIdsOf(parameter: ParameterReader): number[] {
	return ['messageField', 'resumeUrlField'].flatMap((name) => {
		try {
			return [readId('form field', splitTypedId(parameter(name)).id)];
		} catch (error) {
			inputErrorOf(error);
			return [];
		}
	});
}

/** @throws InputError */
export function readResumeUrlField(
	parameter: ParameterReader,
	settings: EncodingSettings,
): Addition {
	const given = parameter('resumeUrlField');
	return readAddition('Resume URL Field', given, { types: ['text', 'url'], settings });
}

function readAddition(
	label: string,
	given: unknown,
	{ types, settings }: { readonly types: readonly string[]; readonly settings: EncodingSettings },
): Addition {
	const { id: typed, type = 'text' } = splitTypedId(given);
	const id = readId('form field', typed, label.toLowerCase().replace('url', 'URL'));
	const kind = fieldKinds.find((one) => one.type === type && types.includes(type));
	const column = kind?.column;
	if (!kind || !column) {
		throw new InputError(
			`'${label}' is a form field of the type ${quote(type)}`,
			`Choose a form field of the type ${types.join(' or ')}`,
		);
	}
	return {
		label: `${label} (${id})`,
		id,
		encode(value) {
			try {
				return { action_id: id, input_object: kind.encode(column.toRow(value), settings) };
			} catch (error) {
				throw atPlace(label, error);
			}
		},
	};
}

/** @throws InputError when a form field would be filled in twice */
export function refuseOverlap(
	filledIn: readonly EncodedField[],
	additions: ReadonlyArray<Pick<Addition, 'id' | 'label'>>,
): void {
	const ids = new Set(filledIn.map(({ action_id }) => action_id));
	for (const { id, label } of additions) {
		if (ids.has(id)) {
			throw new InputError(
				`${label} is a form field that is filled in elsewhere as well`,
				'Fill in each form field once',
			);
		}
		ids.add(id);
	}
}
