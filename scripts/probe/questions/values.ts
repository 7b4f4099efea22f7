import type { IDataObject } from 'n8n-workflow';
import {
	findFields,
	findSteps,
	NAMES,
	readSnapshot,
} from '../../../nodes/NextMatter/api/instance/findInSnapshot';
import { mayCarryKey } from '../../../nodes/NextMatter/api/download/target';
import { fieldKinds } from '../../../nodes/NextMatter/formFields';
import { decodeValue, isEmptyValue } from '../../../nodes/NextMatter/formFields/decode';
import { fieldValuesOf } from '../../../nodes/NextMatter/formFields/fieldValues';
import { kindOfApiType } from '../../../nodes/NextMatter/formFields/kindOfApiType';
import type { FieldKind } from '../../../nodes/NextMatter/formFields/types';
import { isRecord } from '../../../nodes/NextMatter/input/isRecord';
import { readAddress } from '../../../nodes/NextMatter/operations/file/requests';
import { asAssumed, different, namesOf, NO_INSTANCE, open, type ProbeQuestion } from '../types';

/** The shapes of values: of each kind that the instance has filled in. */
const shapeQuestions = fieldKinds
	.filter(({ decoder }) => decoder !== undefined)
	.map(
		(kind): ProbeQuestion => ({
			id: `value-${kind.type}`,
			question: `Which shape has a value of the type ${kind.name}?`,
			assumed: `${kind.decoder?.keys[0]}${kind.example.wrapped ? ', flat; the help article wraps it' : ''}`,
			touches: [...namesOf({ decodeValue }), kind.type],
			ask(_, { withValues }) {
				if (!withValues) return NO_INSTANCE;
				const shapes = fieldsOf(withValues)
					.filter((field) => kindOf(field) === kind)
					.map((field) => shapeIn(field, kind));
				if (shapes.length === 0) return open('the instance has no such form field');
				const told = [...new Set(shapes)].sort().join(', ');
				if (shapes.every((shape) => shape === 'empty')) return open('it is not filled in');
				return shapes.some((shape) => shape === 'unknown' || shape === 'wrapped')
					? different(told)
					: asAssumed(told);
			},
		}),
	);

export const valueQuestions: readonly ProbeQuestion[] = [
	{
		id: 'inject-values',
		question: 'Does inject_values put values into process_snapshot?',
		assumed: 'yes, inside of each form field',
		touches: namesOf({ fieldValuesOf }),
		ask(_, { withValues }) {
			if (!withValues) return NO_INSTANCE;
			const values = fieldValuesOf(withValues.process_snapshot);
			const filled = values.filter(({ value }) => value !== null).length;
			const found = `${filled} of ${values.length} form fields have one`;
			return filled > 0 ? asAssumed(found) : open(found);
		},
	},
	...shapeQuestions,
	{
		id: 'file-urls',
		question: 'Where are files: at the API itself, and do their URLs carry a signature?',
		assumed: 'unknown; asked for without the key first, with it only at the API itself',
		touches: namesOf({ readAddress, mayCarryKey }),
		ask(client, { withValues }) {
			if (!withValues) return NO_INSTANCE;
			const urls = JSON.stringify(withValues.process_snapshot ?? '').match(
				/(?:https?:\/\/|\/(?:media|files|images)\/)[^"\\\s]+\.\w{2,5}(?:\?[^"\\\s]*)?/gi,
			);
			if (!urls) return open('the instance shows no file');
			const kinds = urls.map((url) => {
				if (url.startsWith('/')) return 'a path only';
				const place = client.isBelowBaseUrl(url) ? 'at the API' : 'at another host or path';
				return url.includes('?') ? `${place}, with a query` : place;
			});
			return open([...new Set(kinds)].sort().join('; '));
		},
	},
];

function fieldsOf(instance: IDataObject): IDataObject[] {
	return findSteps(readSnapshot(instance.process_snapshot)).flatMap(findFields);
}

function kindOf(field: IDataObject): FieldKind {
	const [, word] = Object.entries(field).find(([key]) => NAMES.type.test(key)) ?? [];
	return kindOfApiType(typeof word === 'string' ? word : undefined);
}

/** How the value is shown, by the keys of what stands in the form field. */
function shapeIn(field: IDataObject, { decoder }: FieldKind): string {
	const key = decoder?.keys[0] ?? '';
	const objects = objectsIn(field);
	if (objects.some((object) => isWrapping(object, key))) return 'wrapped';
	if (objects.some((object) => Object.hasOwn(object, key))) return 'flat';
	const values = Object.entries(field).filter(([name]) => /value|input|answer/i.test(name));
	return values.every(([, value]) => isEmptyValue(value)) ? 'empty' : 'unknown';
}

function isWrapping(object: IDataObject, key: string): boolean {
	const inner = object.inputValue ?? object.url;
	return isRecord(inner) && Object.hasOwn(inner, key);
}

function objectsIn(value: unknown, depth = 0): IDataObject[] {
	if (!isRecord(value) || depth > 3) return [];
	return [value, ...Object.values(value).flatMap((one) => objectsIn(one, depth + 1))];
}
