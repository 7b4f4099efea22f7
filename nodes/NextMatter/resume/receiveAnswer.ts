import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { readId } from '../input/ids';
import { withFeedback } from '../operations/instance/sendAndWait/agentFeedback';
import { readReview } from '../operations/instance/sendAndWait/review';
import { isHumanReview } from '../run/isTool';
import { rejectFor, type Rejection } from '../webhook/types';
import { claim } from './claims';
import { lookForAnswer } from './lookForAnswer';

type Decision =
	| Rejection
	| { readonly kind: 'answered'; readonly data: IDataObject }
	| { readonly kind: 'notYet'; readonly message: string };

/**
 * Answers a call of the URL that resumes an execution. The call is no more than a reason to look: what
 * it says itself counts for nothing, and the execution sleeps on unless Next Matter shows an answer.
 */
export async function receiveAnswer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const decision = await decide(context).catch((error: unknown) => rejectFor(error, 400));
	const response = context.getResponseObject();
	if (decision.kind === 'rejected') {
		const { status, error, hint, headers = {} } = decision;
		// The execution sleeps on, so nothing in n8n would tell.
		context.logger?.warn(
			`A call to resume an execution was rejected (${status}): ${error}. ${hint}`,
		);
		response.status(status).set(headers).json({ ok: false, error, hint });
		return { noWebhookResponse: true };
	}
	if (decision.kind === 'notYet') {
		response.status(200).json({ ok: true, resumed: false, message: decision.message });
		return { noWebhookResponse: true };
	}
	const { data } = decision;
	const told = isHumanReview(context.getNode()) ? withFeedback(data) : data;
	response.status(200).json({ ok: true, resumed: true });
	return { noWebhookResponse: true, workflowData: [[{ json: { data: told } }]] };
}

async function decide(context: IWebhookFunctions): Promise<Decision> {
	// It is part of what n8n has signed, and so it is one that the execution has started.
	const { instance }: IDataObject = { ...context.getQueryData() };
	const instanceId = readId('instance', instance);
	if (awaitedInstance(context) !== instanceId) {
		return { kind: 'notYet', message: `The execution is not waiting for instance ${instanceId}` };
	}
	const review = readReview((name) => context.getNodeParameter(name, null));
	const found = await lookForAnswer(context, review, instanceId);
	// The instance too, because it is part of what n8n has signed.
	const execution = JSON.stringify([context.getExecutionId(), context.getNode().id, instanceId]);
	return found.kind === 'answered' && !claim(execution, Date.now())
		? { kind: 'notYet', message: 'Another call is already waking the execution' }
		: found;
}

/**
 * The one that people are asked in now. An execution can have asked before, by the same node and so by
 * URLs that differ in nothing else: in a loop, or for another call of an agent. What the node puts out
 * when the time is up tells which one it is.
 */
function awaitedInstance(context: IWebhookFunctions): unknown {
	return context.evaluateExpression('{{ $json.data.instance_id }}');
}
