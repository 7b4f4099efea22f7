import { NextMatterApi } from '../../../credentials/NextMatterApi.credentials';
import { explainReply } from '../../../nodes/NextMatter/api/errors/explainReply';
import { readMoment } from '../../../nodes/NextMatter/api/moments';
import { explainStatus } from '../../../nodes/NextMatter/api/errors/httpStatus';
import { retryAfterMs } from '../../../nodes/NextMatter/api/rateLimit';
import { isRecord } from '../../../nodes/NextMatter/input/isRecord';
import { instancePath, workflowPath } from '../../../nodes/NextMatter/api/paths';
import { update } from '../../../nodes/NextMatter/operations/instance/update';
import { RETRY_POLICY } from '../../../nodes/NextMatter/run/requests/retryPolicy';
import type { Reply } from '../client';
import { asAssumed, different, namesOf, NO_INSTANCE, open, type ProbeQuestion } from '../types';

/** No instance has it: IDs of that size are not given. */
const NOBODY = 999_999_999_999;
const PATH = `/instances/${NOBODY}/`;

/** Who is let in, and what errors look like. */
export const accessQuestions: readonly ProbeQuestion[] = [
	{
		id: 'good-key',
		question: 'What is answered about an instance that does not exist?',
		assumed: '404 with {"detail": …} in JSON, so that a good key is told from a bad one',
		touches: namesOf({ NextMatterApi, explainStatus, explainReply }),
		async ask(client) {
			const reply = await client.get(PATH);
			return judge(reply, reply.status === 404 && hasDetail(reply));
		},
	},
	{
		id: 'bad-key',
		question: 'What is answered to a key that does not exist?',
		assumed: '401 or 403 with {"detail": …} in JSON',
		touches: namesOf({ NextMatterApi, explainStatus, explainReply }),
		async ask(client) {
			const apiKey = 'probe.aKeyThatDoesNotExist';
			const reply = await client.ask({ method: 'GET', path: PATH, apiKey });
			return judge(reply, (reply.status === 401 || reply.status === 403) && hasDetail(reply));
		},
	},
	{
		id: 'slash',
		question: 'What is answered to a path without its last slash?',
		assumed: 'a redirect or 404: the slash matters',
		touches: namesOf({ instancePath, workflowPath }),
		async ask(client) {
			const reply = await client.get(PATH.slice(0, -1));
			const isRedirect = reply.status !== undefined && reply.status >= 300 && reply.status < 400;
			return judge(reply, isRedirect || (reply.status === 404 && !hasDetail(reply)));
		},
	},
	{
		id: 'clock',
		question: 'Does the server tell its time?',
		assumed: 'yes, in the header Date, to the second',
		touches: namesOf({ readMoment }),
		async ask(client) {
			const { headers, status } = await client.get(PATH);
			if (status === undefined) return open('no answer');
			const isTime = !Number.isNaN(Date.parse(headers.date ?? ''));
			return isTime ? asAssumed('yes') : different('no Date header');
		},
	},
	{
		id: 'limit-headers',
		question: 'Do answers tell how many requests are left?',
		assumed: 'no; the pace is learned from 429',
		touches: namesOf({ RETRY_POLICY, retryAfterMs }),
		ask(client) {
			const names = client.exchanges.flatMap(({ reply }) => Object.keys(reply.headers));
			const telling = [...new Set(names)].filter((name) => /rate|limit|quota/i.test(name));
			return telling.length > 0 ? different(`headers: ${telling.join(', ')}`) : asAssumed('no');
		},
	},
	{
		id: 'methods',
		question: 'Which methods does an instance take: PUT, PATCH or both?',
		assumed: 'PUT; PATCH is known from third-party code only',
		touches: namesOf({ update }),
		async ask(client, { instanceId }) {
			if (instanceId === undefined) return NO_INSTANCE;
			const reply = await client.ask({ method: 'OPTIONS', path: `/instances/${instanceId}/` });
			const allowed = (reply.headers.allow ?? '')
				.toUpperCase()
				.split(/[^A-Z]+/)
				.filter(Boolean);
			if (reply.status !== 200 || allowed.length === 0) return open(`OPTIONS gave ${say(reply)}`);
			const isPut = allowed.includes('PUT');
			const found = `Allow: ${allowed.join(', ')}`;
			return isPut && !allowed.includes('PATCH') ? asAssumed(found) : different(found);
		},
	},
];

export function judge(reply: Reply, isAsAssumed: boolean) {
	if (reply.status === undefined) return open(say(reply));
	return isAsAssumed ? asAssumed(say(reply)) : different(say(reply));
}

/** Status and kind of body; never its words. */
export function say({ status, body, isJson, errorCode }: Reply): string {
	if (status === undefined) return `no answer (${errorCode})`;
	const keys = isRecord(body) ? Object.keys(body).filter((key) => /^[a-z_]+$/.test(key)) : [];
	if (!isJson) return `${status}, ${body === '' ? 'empty' : 'not JSON'}`;
	return keys.length > 0 ? `${status}, JSON with ${keys.join(', ')}` : `${status}, JSON`;
}

function hasDetail({ body }: Reply): boolean {
	return isRecord(body) && typeof body.detail === 'string';
}
