import { collect } from '../../../formFields/collect';
import type { EncodedField } from '../../../formFields/filledField';
import { isRecord } from '../../../input/isRecord';
import { InputError } from '../../../input/inputError';
import type { Continued, Operation, ParameterReader, ItemContext } from '../../types';
import { readEncoding } from '../completeStep/fields';
import { continueStart, createWithForm, prepareStart, type StartPlan } from '../create/withForm';
import {
	additionIdsOf,
	readMessage,
	readResumeUrlField,
	refuseOverlap,
	type Addition,
} from './additions';
import { noAnswerInTime } from './answer';
import { sendAndWaitDescription } from './description';
import { readWaitLimit } from './limitWaitTime';
import { readReview, refuseExpressions, type Review } from './review';

interface SendPlan extends StartPlan {
	readonly review: Review;
	/** When to stop waiting, in milliseconds since 1970; undefined for never. */
	readonly wakesAt?: number;
	readonly resumeUrl: Addition & { make(instanceId: number): string };
}

/**
 * Starts an instance and completes its first step, which gets the URL that wakes the execution. Then
 * n8n puts the execution to sleep: what wakes it is for `receiveAnswer`.
 */
export const sendAndWait: Operation<SendPlan> = {
	...createWithForm,
	...sendAndWaitDescription,
	prepare: prepareSend,
	continueFrom,
	present: (plan, body) => createWithForm.present(withoutUrl(plan), body),
	sleep: {
		wakesAt: ({ wakesAt }) => wakesAt,
		timedOut: ({ review }, { id }) => noAnswerInTime(review, Number(id)),
	},
};

/** Parameters that only Create asks for. */
const FIXED: Readonly<Record<string, unknown>> = { mode: 'complete', simplify: true };

/** The parameter of the resume URL that names the instance. */
const INSTANCE = 'instance';

/** Reads what was typed for one item. @throws InputError */
function prepareSend(given: ParameterReader, itemContext: ItemContext): SendPlan {
	const parameter: ParameterReader = (name) => FIXED[name] ?? given(name);
	const { json, openResumeUrl, saved = {}, timeZone } = itemContext;
	if (!openResumeUrl) {
		throw new InputError(
			'This version of n8n cannot sign the URL that resumes an execution',
			'Update n8n to version 2 or later',
		);
	}
	refuseExpressions(saved);
	const options = optionsOf(parameter);
	const settings = () => readEncoding(options, itemContext);
	const now = Date.now();
	const readers = {
		review: () => readReview(parameter),
		start: () => prepareStart(parameter, itemContext, additionIdsOf(parameter)),
		message: () => readMessage(parameter, settings(), json),
		resumeUrl: () => readResumeUrlField(parameter, settings()),
		wakesAt: () => readWaitLimit(options.limitWaitTime, { now, timeZone }),
	};
	// Refuses what is wrong with any of them, all at once.
	collect(Object.values(readers), (read) => read());
	const [review, start, message] = [readers.review(), readers.start(), readers.message()];
	const [resumeUrl, wakesAt] = [readers.resumeUrl(), readers.wakesAt()];
	const actions = actionsOf(start);
	refuseOverlap(actions, [
		...(message ? [{ id: message.action_id, label: `Message Field (${message.action_id})` }] : []),
		resumeUrl,
	]);
	const all = message ? [...actions, message] : actions;
	return {
		...start,
		request: withActions(start.request, all),
		fieldLabels: [...start.fieldLabels, ...(message ? ['Message Field'] : []), resumeUrl.label],
		review,
		...(wakesAt !== undefined && { wakesAt }),
		resumeUrl: {
			...resumeUrl,
			make: (instanceId) => openResumeUrl({ [INSTANCE]: String(instanceId) }),
		},
	};
}

function optionsOf(parameter: ParameterReader) {
	const options = parameter('options');
	return isRecord(options) ? options : {};
}

/** With the URL, which names the instance, so that a call need not. */
function continueFrom(plan: SendPlan, body: unknown): Continued<SendPlan> {
	const next = continueStart(plan, body);
	const { instanceId, begun } = next.plan;
	if (next.failure || !begun) return { ...next, plan: { ...plan, ...next.plan } };
	const url = plan.resumeUrl.make(instanceId);
	// A retry may have put it there before.
	const others = actionsOf(next.plan).filter(({ action_id }) => action_id !== plan.resumeUrl.id);
	const request = withActions(next.plan.request, [...others, plan.resumeUrl.encode(url)]);
	return {
		plan: {
			...plan,
			...next.plan,
			request: { ...request, secrets: [decodeURI(url), ...signaturesOf(url)] },
			begun: {
				...begun,
				remedy: `To continue with instance ${instanceId}, retry this execution. A new execution starts another instance.`,
			},
		},
	};
}

/** What n8n has added to the ID of the instance, which messages and answers are to show. */
function signaturesOf(url: string): string[] {
	return [...new URL(url).searchParams].flatMap(([name, value]) =>
		name === INSTANCE ? [] : [value],
	);
}

/** While the execution sleeps, n8n shows the output of the node so far, to more people than it concerns. */
function withoutUrl(plan: SendPlan): SendPlan {
	const actions = actionsOf(plan).filter(({ action_id }) => action_id !== plan.resumeUrl.id);
	return { ...plan, request: withActions(plan.request, actions) };
}

function actionsOf({ request }: Pick<StartPlan, 'request'>): EncodedField[] {
	const actions: unknown = request.body?.actions;
	return Array.isArray(actions) ? actions.filter(isEncoded) : [];
}

function isEncoded(value: unknown): value is EncodedField {
	return isRecord(value) && typeof value.action_id === 'number' && isRecord(value.input_object);
}

function withActions(request: StartPlan['request'], actions: readonly EncodedField[]) {
	return { ...request, body: { ...request.body, actions: actions.map((one) => ({ ...one })) } };
}
