import type { IDataObject } from 'n8n-workflow';
import { checkMethod, MAX_BODY_SIZE, readCall } from '../../../nodes/NextMatter/webhook/readCall';
import type { IncomingCall } from '../../../nodes/NextMatter/webhook/types';

const call = (rest: Partial<IncomingCall> = {}): IncomingCall => ({
	method: 'POST',
	headers: { 'content-type': 'application/json' },
	body: { instance_id: '9001', event: 'approved' },
	size: 50,
	ip: '127.0.0.1',
	...rest,
});
const withBody = (body: unknown) => readCall(call({ body }));
const withEvent = (rest: IDataObject) =>
	withBody({ instance_id: 9001, event: 'approved', ...rest });

describe('checkMethod', () => {
	it.each(['POST', 'post'])('takes %s', (method) => {
		expect(checkMethod(call({ method }))).toBeUndefined();
	});

	it('says that another one is not allowed', () => {
		expect(checkMethod(call({ method: 'GET' }))).toMatchObject({
			status: 405,
			error: 'This URL takes POST requests only, not "GET"',
			hint: 'It is meant for an integration step in Next Matter. Set its method to POST',
			headers: { Allow: 'POST' },
		});
	});
});

describe('readCall', () => {
	it.each<[string, unknown]>([
		['digits', '9001'],
		['a number', 9001],
		['a URL', 'https://core.nextmatter.com/api/instances/9001/'],
	])('takes an instance ID as %s', (_what, instanceId) => {
		const body = { instance_id: instanceId, event: ' approved ', amount: 3 };
		expect(withBody(body)).toEqual({ instanceId: 9001, event: 'approved', callId: '', body });
	});

	it('takes a number as the event and the call ID', () => {
		expect(withEvent({ event: 7, call_id: 8 })).toMatchObject({ event: '7', callId: '8' });
	});

	it.each([null, ' '])('takes the call ID %j for none', (call_id) => {
		expect(withEvent({ call_id })).toMatchObject({ callId: '' });
	});

	it.each(['application/json ;charset=utf-8', 'Application/JSON'])(
		'takes the content type %s',
		(type) => {
			expect(readCall(call({ headers: { 'content-type': type } }))).toMatchObject({
				instanceId: 9001,
			});
		},
	);

	it.each([undefined, 'application/jsonp'])('rejects the content type %s', (type) => {
		expect(readCall(call({ headers: { 'content-type': type } }))).toMatchObject({ status: 415 });
	});

	it('rejects a body that is longer than any call', () => {
		expect(readCall(call({ size: MAX_BODY_SIZE }))).toMatchObject({ instanceId: 9001 });
		expect(readCall(call({ size: MAX_BODY_SIZE + 1 }))).toMatchObject({ status: 413 });
	});

	it.each<[string, unknown]>([
		['no body', undefined],
		['a list', [{ instance_id: 9001, event: 'approved' }]],
		['no instance ID', { event: 'approved' }],
		['a path', { instance_id: '../1', event: 'approved' }],
		['a list of IDs', { instance_id: [9001], event: 'approved' }],
		['a resource locator', { instance_id: { __rl: true, value: 9001 }, event: 'approved' }],
		['no event', { instance_id: 9001 }],
		['an empty event', { instance_id: 9001, event: '' }],
		['an event that is an object', { instance_id: 9001, event: {} }],
		['an event that is too long', { instance_id: 9001, event: 'a'.repeat(101) }],
		['a call ID that is a list', { instance_id: 9001, event: 'a', call_id: [] }],
	])('rejects %s', (_what, body) => {
		expect(withBody(body)).toMatchObject({
			kind: 'rejected',
			status: 400,
			error: expect.stringMatching(/./),
			hint: expect.stringMatching(/./),
		});
	});

	it('takes an event and a call ID that are as long as they may be', () => {
		const [event, callId] = ['a'.repeat(100), 'a'.repeat(200)];
		expect(withEvent({ event, call_id: callId })).toMatchObject({ event, callId });
	});

	const EXAMPLE =
		'Send a JSON body like this one: { "instance_id": "{{instance_id}}", "event": "approved" }';
	const TYPE = 'Set the header Content-Type to application/json';

	it.each<[string, Partial<IncomingCall>, string]>([
		['The content type is missing; expected "application/json"', { headers: {} }, TYPE],
		[
			'The content type is "text/plain"; expected "application/json"',
			{ headers: { 'content-type': 'text/plain' } },
			TYPE,
		],
		[
			'The body has 70000 bytes; at most 65536 are accepted',
			{ size: 70_000 },
			'Send the instance ID and the event only. n8n reads everything else itself',
		],
		['The body is not a JSON object with content', { body: {} }, EXAMPLE],
		['"instance_id" is missing from the body', { body: { event: 'approved' } }, EXAMPLE],
		[
			// A reference that was typed, and not inserted.
			'Next Matter did not fill in "instance_id": it is still "{{instance_id}}"',
			{ body: { instance_id: '{{instance_id}}', event: 'approved' } },
			'Insert the instance ID with the picker for data references in Next Matter',
		],
		['"instance_id" is true, which is not an ID', { body: { instance_id: true } }, EXAMPLE],
		['"event" is missing from the body', { body: { instance_id: 9001 } }, EXAMPLE],
		['"event" is {}, which is not text', { body: { instance_id: 9001, event: {} } }, EXAMPLE],
		[
			'"call_id" has 201 characters; at most 200 are accepted',
			{ body: { instance_id: 9001, event: 'a', call_id: 'a'.repeat(201) } },
			'Use a shorter one',
		],
	])('says: %s', (error, rest, hint) => {
		expect(readCall(call(rest))).toMatchObject({ error, hint });
	});
});
