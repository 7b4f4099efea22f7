import type { Answer, Attempt, Explanation } from '../types';

/** What the API means by a status from 400 to 499. */
export function explainRejection(
	{ status }: Answer,
	{ action, subject, remedyByStatus = {} }: Attempt,
): Explanation {
	switch (status) {
		case 401:
			return {
				what: `Next Matter does not accept the API key, or its user is not allowed to ${action}`,
				remedy:
					'Test the credential. If the test fails, enter a valid API key (in Next Matter under Company > Next Matter API keys); it may have expired or been revoked. If the test passes, the user of the key needs more permissions, such as those of the lead of the workflow.',
				cause: { cause: 'credential-invalid' },
			};
		case 403:
			return {
				what: `The user of the API key has no permission to ${action}`,
				remedy:
					remedyByStatus[403] ??
					'In Next Matter, make this user the lead of the workflow or an administrator, or use the API key of someone who is',
				cause: { cause: 'configuration-invalid' },
			};
		case 404:
			return {
				what: describeNotFound(action, subject),
				remedy:
					remedyByStatus[404] ??
					`Check that ${subject ? `the ID is correct, that the user of the API key can see the ${subject.kind}` : 'the IDs are correct, that the user of the API key can see what they refer to'}, and that the base URL in the credential is the one of your workspace`,
				cause: { cause: 'configuration-invalid' },
			};
		case 405:
		case 406:
			return {
				what: `The server of the base URL does not accept the request to ${action} (HTTP ${status})`,
				remedy: 'Check that the base URL in the credential is the URL of the Next Matter API',
				cause: { cause: 'configuration-invalid' },
			};
		case 410:
			return {
				what: `Next Matter couldn't ${action}, because something the request refers to has been deleted (HTTP 410)`,
				remedy: remedyByStatus[410] ?? 'Check the ID: what it refers to has been deleted',
				cause: { cause: 'configuration-invalid' },
			};
		default:
			if (GIVEN_UP.includes(status)) {
				const what = `A gateway gave up on the request to ${action} (HTTP ${status})`;
				return { what, remedy: '' };
			}
			return {
				what: `Next Matter rejected the request to ${action} (HTTP ${status})`,
				remedy: remedyByStatus[status] ?? refusalRemedy(status, remedyByStatus[400]),
			};
	}
}

function describeNotFound(action: string, subject: Attempt['subject']): string {
	if (!subject)
		return `Next Matter couldn't ${action}, because something the request refers to was not found`;
	const { kind, id, isRead } = subject;
	const what = `${kind === 'instance' ? 'Instance' : 'Workflow'} ${id} was not found`;
	return isRead ? what : `${what}, so the node could not ${action}`;
}

/** Gateways say so of a request that took too long or whose sender left; it may still be in progress. */
export const GIVEN_UP = [408, 460, 499];

/** @param forInput what helps when something in the request is wrong */
function refusalRemedy(status: number, forInput = PARAMETERS): string {
	if (status === 400 || status === 422) return forInput;
	if (status === 409 || status === 423) return AT_THE_SAME_TIME;
	return status === 413 ? TOO_MUCH : UNDOCUMENTED;
}

const PARAMETERS =
	'Check the parameters. Next Matter gives the same answer for IDs that do not exist';

const AT_THE_SAME_TIME =
	'Someone else may be changing the same instance right now. Run the item again later';

const TOO_MUCH = 'The request is too large: shorten its texts and tables, or send smaller files';

const UNDOCUMENTED =
	'Next Matter does not document this status. Follow its message; if there is none, ask Next Matter support';
