import type { IDataObject } from 'n8n-workflow';
import {
	readMessage,
	readResumeUrlField,
	refuseOverlap,
} from '../../../../../nodes/NextMatter/operations/instance/sendAndWait/additions';
import { refusalOf } from '../../../inputErrorOf';

const settings = { timeZone: 'UTC', valueFormat: 'standard' } as const;
const messageOf = (parameters: Readonly<Record<string, unknown>>, json: IDataObject = {}) =>
	readMessage((name) => parameters[name], settings, json);
const urlFieldOf = (resumeUrlField: unknown) =>
	readResumeUrlField((name) => (name === 'resumeUrlField' ? resumeUrlField : undefined), settings);

describe('the message', () => {
	it('goes into the form field that was chosen for it', () => {
		expect(messageOf({ message: 'Please decide', messageField: 42 })).toEqual({
			action_id: 42,
			input_object: { inputValue: 'Please decide' },
		});
	});

	it.each([[{}], [{ message: null, messageField: { __rl: true, mode: 'id', value: '' } }]])(
		'is none where neither it nor its form field is given: %j',
		(parameters) => {
			expect(messageOf(parameters)).toBeUndefined();
		},
	);

	it.each<[object, string, string]>([
		[
			{ message: 'Please decide' },
			"'Message' is filled in, but 'Message Field' is empty, so nobody would see it",
			"Choose the text field of the first step that gets the message in 'Message Field'",
		],
		[
			{ message: ' ', messageField: 42 },
			"'Message' is empty",
			"Enter a message, or leave 'Message Field' empty as well",
		],
	])('is refused without a form field, as a form field is without it: %j', (given, ...told) => {
		const { message, remedy } = refusalOf(() => messageOf({ ...given }));
		expect([message, remedy]).toEqual(told);
	});

	it('is refused for a form field of another type', () => {
		const { message, remedy } = refusalOf(() =>
			messageOf({ message: 'A', messageField: 'url:42' }),
		);
		expect(message).toBe('\'Message Field\' is a form field of the type "url"');
		expect(remedy).toBe('Choose a form field of the type text');
	});

	it('has a text', () => {
		expect(refusalOf(() => messageOf({ message: ['A'], messageField: 42 })).message).toMatch(
			/^'Message' /,
		);
	});

	it('says in words what an agent wants to call its tool with', () => {
		const message = 'May I call it with [object Object]?';
		const toolParameters = { amount: 5, to: 'Eve', more: { urgent: true } };
		expect(messageOf({ message, messageField: 42 }, { toolParameters })?.input_object).toEqual({
			inputValue: 'May I call it with amount: 5\nto: Eve\nmore: {"urgent":true}?',
		});
		expect(messageOf({ message, messageField: 42 })?.input_object).toEqual({ inputValue: message });
	});
});

describe('the form field for the URL that resumes', () => {
	it.each<[unknown, IDataObject]>([
		[41, { inputValue: 'https://n8n/x' }],
		['url:41', { url: 'https://n8n/x' }],
	])('%j gets it as its type takes it', (field, input_object) => {
		const { id, label, encode } = urlFieldOf(field);
		expect({ id, label }).toEqual({ id: 41, label: 'Resume URL Field (41)' });
		expect(encode('https://n8n/x')).toEqual({ action_id: 41, input_object });
	});

	it.each([
		['', 'The ID of the resume URL field is missing'],
		[
			'https://h/instances/9001/',
			'The URL "https://h/instances/9001/" belongs to instance 9001, not to a form field',
		],
		['nothing:41', '\'Resume URL Field\' is a form field of the type "nothing"'],
	])('is refused if it is %j', (field, message) => {
		expect(refusalOf(() => urlFieldOf(field)).message).toBe(message);
	});

	it('may be a text or a URL', () => {
		expect(refusalOf(() => urlFieldOf('date:41')).remedy).toBe(
			'Choose a form field of the type text or url',
		);
	});

	it('is named when it does not take the URL', () => {
		expect(refusalOf(() => urlFieldOf('url:41').encode('no URL')).message).toMatch(
			/^Resume URL Field: 'URL' is "no URL"/,
		);
	});
});

describe('a form field that the node fills in by itself', () => {
	const filledIn = [{ action_id: 7, input_object: {} }];
	const additionOf = (id: number) => ({ id, label: `Addition (${id})` });

	it('is none that is filled in elsewhere', () => {
		expect(() => refuseOverlap(filledIn, [additionOf(8), additionOf(9)])).not.toThrow();
		const { message, remedy } = refusalOf(() => refuseOverlap(filledIn, [additionOf(7)]));
		expect(message).toBe('Addition (7) is a form field that is filled in elsewhere as well');
		expect(remedy).toBe('Fill in each form field once');
	});

	it('is not that of another addition either', () => {
		expect(refusalOf(() => refuseOverlap([], [additionOf(8), additionOf(8)])).message).toMatch(
			/^Addition \(8\)/,
		);
	});
});
