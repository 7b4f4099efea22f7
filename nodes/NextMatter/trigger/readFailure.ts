import { explainReply } from '../api/errors/explainReply';
import { reading } from '../api/reading';
import type { Failure, Reply } from '../api/types';

/** Why a poll came to nothing. */
export class ReadFailure extends Error {
	constructor(readonly failure: Failure) {
		super(failure.message);
		this.name = 'ReadFailure';
	}
}

/** Why a list of instances could not be read. */
export function listFailure(reply: Reply, workflowId: number): ReadFailure {
	const failure = explainReply(reply, {
		action: `list the instances of workflow ${workflowId}`,
		subject: { kind: 'workflow', id: workflowId },
		expects: 'list',
		howToVerify: '',
		expectedBody: 'a list of instances',
		remedyByStatus: {
			400: 'Check the workflow and the filters of the trigger',
			404: 'Check the workflow ID, and that the user of the API key can see the workflow',
		},
		fieldLabels: [],
		idempotency: 'safe',
	});
	return new ReadFailure(failure);
}

/** Why a single instance could not be read. */
export function instanceFailure(reply: Reply, id: number): ReadFailure {
	const attempt = { ...reading('instance', id), howToVerify: '', fieldLabels: [] };
	return new ReadFailure(explainReply(reply, { ...attempt, idempotency: 'safe' }));
}
