import {
	sleep,
	type IDataObject,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { checkAllowlist } from './allowlist';
import { checkMethod, readCall } from './readCall';
import { readInstance } from './readInstance';
import { findRecentCall, type RecentCall } from './recentCalls';
import { checkSecret } from './secret';
import { readSettings, type CallSettings } from './settings';
import { rejectFor, type Call, type IncomingCall, type Rejection } from './types';

type Decision =
	| Rejection
	| { readonly kind: 'repeated'; readonly since: number }
	| { readonly kind: 'accepted'; readonly item: IDataObject };

/** Answers a request to the webhook URL, and starts the workflow if it is a call that should. */
export async function receiveCall(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const decision = await decide(context).catch((error: unknown) => rejectFor(error, 500));
	if (decision.kind === 'accepted') return { workflowData: [[{ json: decision.item }]] };
	const response = context.getResponseObject();
	if (decision.kind === 'rejected') {
		const { status, error, hint, headers = {} } = decision;
		// Nothing starts, so there is no execution that would tell.
		context.logger?.warn(`A call was rejected (${status}): ${error}. ${hint}`);
		response.status(status).set(headers).json({ ok: false, error, hint });
	} else {
		const since = new Date(decision.since).toISOString();
		const message = `The same call was received at ${since}, so nothing was started again`;
		response.status(200).json({ ok: true, repeated: true, message });
	}
	return { noWebhookResponse: true };
}

async function decide(context: IWebhookFunctions): Promise<Decision> {
	const request = readRequest(context);
	const settings = await readSettings(context);
	const { allowlist, secret, windowMs } = settings;
	const call =
		checkMethod(request) ??
		(allowlist && checkAllowlist(request, allowlist)) ??
		(secret && checkSecret(request, secret)) ??
		readCall(request);
	if ('kind' in call) return call;
	// A person who tests the workflow may send the same call again and again.
	if (context.getMode() === 'manual' || windowMs === 0) return await accept(context, call);
	return await acceptOnce(context, call, settings);
}

/** Calls that wait for their instance to be read, by their ID. */
const underWay = new Map<string, Promise<Decision>>();

async function acceptOnce(
	context: IWebhookFunctions,
	call: Call,
	settings: CallSettings,
): Promise<Decision> {
	const recent = findRecentCall(context, call, settings.windowMs);
	const first = underWay.get(recent.id);
	if (first) {
		const decision = await first;
		// Nothing was started for the first one, so nothing was for its repetition either.
		if (decision.kind === 'rejected') return decision;
	}
	// From here to the entry in `underWay` nothing is awaited, so no other call comes in between.
	const since = recent.acceptedAt();
	if (since !== undefined) return { kind: 'repeated', since };
	const accepting = accept(context, call).then((decision) => {
		if (decision.kind === 'accepted') remember(context, recent, settings);
		return decision;
	});
	underWay.set(recent.id, accepting);
	try {
		return await accepting;
	} finally {
		underWay.delete(recent.id);
	}
}

function remember(context: IWebhookFunctions, recent: RecentCall, settings: CallSettings): void {
	// With a caller that waits, n8n saves this only when the caller knows the result, too late to help.
	recent.remember(!settings.answersWhenFinished);
	const response = context.getResponseObject();
	response.once('finish', () => {
		// A caller who is told that it failed is right to call again.
		if (response.statusCode >= 500) recent.forget();
	});
	if (!settings.answersWhenFinished) void markUntilAnswered(context, recent);
}

/** n8n has answered long before that many milliseconds are over. */
const MAX_MARKS = 5000;

/**
 * n8n saves what it knows to be changed just before it answers, but n8n 2.41 forgets that it was
 * changed when it starts the execution, some database requests before that.
 */
async function markUntilAnswered(context: IWebhookFunctions, recent: RecentCall): Promise<void> {
	let isAnswered = false;
	context.getResponseObject().once('finish', () => (isAnswered = true));
	for (let marks = 0; marks < MAX_MARKS && !isAnswered; marks += 1) {
		await sleep(1);
		recent.markAsChanged();
	}
}

async function accept(context: IWebhookFunctions, call: Call): Promise<Decision> {
	const found = await readInstance(context, call.instanceId);
	if (found.kind === 'rejected') return found;
	const item = {
		event: call.event,
		event_time: new Date().toISOString(),
		...found.instance,
		call: call.body,
	};
	return { kind: 'accepted', item };
}

function readRequest(context: IWebhookFunctions): IncomingCall {
	const request = context.getRequestObject();
	const rawBody: unknown = Reflect.get(request, 'rawBody');
	return {
		method: request.method,
		headers: request.headers,
		body: context.getBodyData(),
		size: Buffer.isBuffer(rawBody) ? rawBody.length : 0,
		ip: request.ip ?? '',
	};
}
