import { explainStatus } from '../../../nodes/NextMatter/api/errors/httpStatus';
import { completeStep } from '../../../nodes/NextMatter/operations/instance/completeStep';
import { update } from '../../../nodes/NextMatter/operations/instance/update';
import { readAddress } from '../../../nodes/NextMatter/operations/file/requests';
import { isRecord } from '../../../nodes/NextMatter/input/isRecord';
import { asAssumed, different, namesOf, NO_INSTANCE, type ProbeQuestion } from '../types';
import { judge, say } from './access';

/** No step has it. */
const NO_STEP = 999_999_999;

/** Only with --allow-writes: requests that should be refused or change nothing. */
export const writeQuestions: readonly ProbeQuestion[] = [
	{
		id: 'step-not-there',
		question: 'What is answered to saving a step that the instance does not have?',
		assumed: '400 or 404 in JSON',
		touches: namesOf({ completeStep, explainStatus }),
		writes: true,
		async ask(client, { instanceId }) {
			if (instanceId === undefined) return NO_INSTANCE;
			const path = `/instances/${instanceId}/complete_step/`;
			const body = { step_id: NO_STEP, mode: 'save', actions: [] };
			const reply = await client.ask({ method: 'POST', path, body });
			return judge(reply, reply.isJson && (reply.status === 400 || reply.status === 404));
		},
	},
	{
		id: 'patch',
		question: 'Is PATCH taken, here with nothing to change?',
		assumed: 'unknown; Update sends PUT with the whole instance',
		touches: namesOf({ update }),
		writes: true,
		async ask(client, { instanceId }) {
			if (instanceId === undefined) return NO_INSTANCE;
			const path = `/instances/${instanceId}/`;
			const reply = await client.ask({ method: 'PATCH', path, body: {} });
			return judge(reply, reply.status === 405 || reply.status === 404);
		},
	},
	{
		id: 'upload',
		question: 'What does an upload answer? (A text of one line stays behind.)',
		assumed: 'JSON with the URL under a name such as file_uri',
		touches: namesOf({ readAddress }),
		writes: true,
		async ask(client) {
			const body = new FormData();
			body.append('file', new Blob(['n8n-nodes-nextmatter probe\n']), 'probe.txt');
			const reply = await client.ask({ method: 'POST', path: '/files/', body });
			if (reply.status === undefined || reply.status >= 300) return judge(reply, false);
			const isFound = readAddress(reply.body) !== undefined;
			const keys = isRecord(reply.body) ? Object.keys(reply.body).join(', ') : 'no object';
			return (isFound ? asAssumed : different)(`${say(reply)}; keys: ${keys}`);
		},
	},
];
