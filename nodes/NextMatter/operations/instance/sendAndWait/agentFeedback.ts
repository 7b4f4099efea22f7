import type { IDataObject } from 'n8n-workflow';

/**
 * What n8n tells an AI agent beside the yes or no, in the key that it looks for. Without it n8n tells
 * the agent to stop altogether, which is right only for a plain no.
 */
export function withFeedback(data: IDataObject): IDataObject {
	const { outcome, comment, instance_id: id } = data;
	const feedback =
		outcome === 'declined' ? comment : FEEDBACK[String(outcome)]?.replace('{id}', String(id));
	return typeof feedback === 'string' && feedback ? { ...data, chatInput: feedback } : data;
}

const FEEDBACK: Readonly<Record<string, string | undefined>> = {
	stopped: 'Not approved: instance {id} was stopped in Next Matter before anybody decided',
	timed_out: 'Not approved: nobody decided in time in Next Matter (instance {id})',
	unanswered: 'Not approved: instance {id} went on in Next Matter without a decision',
};
