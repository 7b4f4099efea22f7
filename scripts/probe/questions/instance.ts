import { outlineOf } from '../../../nodes/NextMatter/api/instance/stepOutline';
import { readMoment } from '../../../nodes/NextMatter/api/moments';
import { NAMES, readSnapshot } from '../../../nodes/NextMatter/api/instance/findInSnapshot';
import { custom } from '../../../nodes/NextMatter/formFields/kinds/custom';
import { kindOfApiType } from '../../../nodes/NextMatter/formFields/kindOfApiType';
import { isRecord } from '../../../nodes/NextMatter/input/isRecord';
import { asAssumed, different, namesOf, NO_INSTANCE, open, type ProbeQuestion } from '../types';

/** What an instance holds, and what is inside of its snapshot. */
export const instanceQuestions: readonly ProbeQuestion[] = [
	{
		id: 'snapshot-type',
		question: 'Is process_snapshot an object or a text?',
		assumed: 'either; the pages of the documentation disagree',
		touches: namesOf({ readSnapshot }),
		ask(_, { instance }) {
			if (!instance) return NO_INSTANCE;
			const { process_snapshot: snapshot } = instance;
			if (isRecord(snapshot)) return asAssumed('an object');
			const read = readSnapshot(snapshot);
			if (typeof snapshot === 'string' && isRecord(read)) {
				return asAssumed('the JSON text of an object');
			}
			return different(snapshot === null ? 'null' : `something else (${typeof snapshot})`);
		},
	},
	{
		id: 'snapshot-steps',
		question: 'Are steps and form fields recognized in process_snapshot?',
		assumed: 'steps in lists like "steps", form fields in lists like "actions", each with an ID',
		touches: namesOf({ NAMES, outlineOf }),
		ask(_, { instance }) {
			if (!instance) return NO_INSTANCE;
			const steps = outlineOf(instance.process_snapshot);
			const fields = steps.flatMap((step) => step.fields);
			const named = [...steps, ...fields].filter(({ name }) => name !== undefined).length;
			const all = steps.length + fields.length;
			const found = `${steps.length} steps, ${fields.length} form fields, ${named} of ${all} with a name`;
			return fields.length > 0 && named === all ? asAssumed(found) : different(found);
		},
	},
	{
		id: 'field-types',
		question: 'Are the types of form fields recognized?',
		assumed: 'each says its type in words such as DATE_FIELD',
		touches: namesOf({ kindOfApiType }),
		ask(_, { instance }) {
			if (!instance) return NO_INSTANCE;
			const fields = outlineOf(instance.process_snapshot).flatMap((step) => step.fields);
			if (fields.length === 0) return open('no form field is recognized');
			const strange = fields.filter(({ type }) => kindOfApiType(type) === custom);
			const words = [...new Set(strange.map(({ type }) => type ?? '(none)'))];
			return strange.length === 0
				? asAssumed(`all ${fields.length}`)
				: different(`not recognized: ${words.map(asWord).join(', ')}`);
		},
	},
	{
		id: 'times',
		question: 'How are times written?',
		assumed: 'ISO 8601 in UTC, with fractions of a second',
		touches: namesOf({ readMoment }),
		ask(_, { instance }) {
			if (!instance) return NO_INSTANCE;
			const { last_updated_time: time } = instance;
			const moment = readMoment(time);
			if (!moment) return different('last_updated_time cannot be read');
			const written = typeof time === 'string' ? time.replace(/\d/g, '9') : 'a number';
			const isZoned = typeof time === 'string' && /(Z|\+00:?00)$/.test(time);
			const isAsAssumed = isZoned && moment.stepMs < 1000;
			return (isAsAssumed ? asAssumed : different)(written);
		},
	},
	{
		id: 'active-steps',
		question: 'Are active_step_ids the numbers of steps in the snapshot?',
		assumed: 'a list of whole numbers, each the ID of a step there',
		touches: namesOf({ outlineOf }),
		ask(_, { instance }) {
			if (!instance) return NO_INSTANCE;
			const { active_step_ids: ids } = instance;
			if (!Array.isArray(ids)) return different(`no list (${typeof ids})`);
			const known = outlineOf(instance.process_snapshot).map(({ id }) => id);
			const values: unknown[] = ids;
			const strange = values.filter((id) => !known.some((one) => one === id));
			const found = `${ids.length} active, ${strange.length} of them not in the snapshot`;
			return strange.length === 0 ? asAssumed(found) : different(found);
		},
	},
	{
		id: 'step-times',
		question: 'What does steps_time_frame add?',
		assumed: 'times of steps inside process_snapshot, under keys such as completed_time',
		touches: namesOf({ NAMES }),
		ask(_, { instance, withTimes }) {
			if (!instance || !withTimes) return NO_INSTANCE;
			const known = keysWithin(readSnapshot(instance.process_snapshot));
			const added = [...keysWithin(readSnapshot(withTimes.process_snapshot))].filter(
				(key) => !known.has(key) && /^[a-z_]+$/.test(key),
			);
			if (added.length === 0) return different('nothing inside of process_snapshot');
			const isTold = added.some((key) => NAMES.completion.test(key) || NAMES.times.test(key));
			return (isTold ? asAssumed : different)(`keys: ${added.sort().join(', ')}`);
		},
	},
	{
		id: 'step-deadlines',
		question: 'What is step_deadlines?',
		assumed: 'an object or a list, or its JSON text',
		touches: namesOf({ readSnapshot }),
		ask(_, { instance }) {
			if (!instance) return NO_INSTANCE;
			const { step_deadlines: deadlines } = instance;
			if (deadlines === undefined) return different('it is not there');
			const read = readSnapshot(deadlines);
			const kind = Array.isArray(read) ? 'a list' : isRecord(read) ? 'an object' : undefined;
			if (!kind) return deadlines === null ? open('null here') : different('something else');
			return asAssumed(typeof deadlines === 'string' ? `the JSON text of ${kind}` : kind);
		},
	},
];

/** A type is the API's own word, unless it reads like something else. */
function asWord(type: string): string {
	return /^[A-Za-z][A-Za-z _-]{0,29}$/.test(type) ? type : '(not a word)';
}

function keysWithin(value: unknown): Set<string> {
	if (Array.isArray(value)) return new Set(value.flatMap((one) => [...keysWithin(one)]));
	if (!isRecord(value)) return new Set();
	const inner = Object.values(value).flatMap((one) => [...keysWithin(one)]);
	return new Set([...Object.keys(value), ...inner]);
}
