import { outlineOf } from '../../../nodes/NextMatter/api/instance/stepOutline';
import { entriesOf } from '../../../nodes/NextMatter/api/pagination';
import { getValues } from '../../../nodes/NextMatter/operations/formField/getValues';
import { isRecord } from '../../../nodes/NextMatter/input/isRecord';
import { workflowLocator } from '../../../nodes/NextMatter/operations/shared/resourceLocators';
import { get } from '../../../nodes/NextMatter/operations/workflow/get';
import { asAssumed, different, namesOf, NO_WORKFLOW, open, type ProbeQuestion } from '../types';
import { judge, say } from './access';

/** What can be read of workflows, of which little is documented. */
export const workflowQuestions: readonly ProbeQuestion[] = [
	{
		id: 'list-workflows',
		question: 'Does GET /processes/ exist?',
		assumed: 'no: workflows are given by ID or URL',
		touches: namesOf({ workflowLocator }),
		async ask(client) {
			const reply = await client.get('/processes/');
			if (reply.status !== 200) return judge(reply, reply.status === 404 || reply.status === 405);
			const found = entriesOf(reply.body);
			return different(`200, ${found ? 'a list' : 'but no list'}: workflows could be chosen`);
		},
	},
	{
		id: 'read-workflow',
		question: 'Does GET /processes/{id}/ show steps and form fields?',
		assumed: 'yes, under the same kinds of names as process_snapshot',
		touches: namesOf({ get, outlineOf }),
		async ask(client, { workflowId }) {
			if (workflowId === undefined) return NO_WORKFLOW;
			const reply = await client.get(`/processes/${workflowId}/`);
			if (reply.status !== 200) return judge(reply, false);
			const steps = outlineOf(reply.body);
			const fields = steps.flatMap((step) => step.fields);
			const found = `200, ${steps.length} steps, ${fields.length} form fields`;
			return fields.length > 0 ? asAssumed(found) : different(`${found}; ${say(reply)}`);
		},
	},
	{
		id: 'field-values',
		question: 'How are the values of a form field listed?',
		assumed: 'entries with value, instance_id and instance_name',
		touches: namesOf({ getValues }),
		async ask(client, { workflowId, stepId, fieldId }) {
			if (workflowId === undefined) return NO_WORKFLOW;
			if (stepId === undefined || fieldId === undefined) return open('no form field is recognized');
			const path = `/processes/${workflowId}/steps/${stepId}/actions/${fieldId}/`;
			const reply = await client.get(path, { page_size: '1' });
			const [entry] = (reply.status === 200 && entriesOf(reply.body)) || [];
			if (!entry) return reply.status === 200 ? open('200, no entry') : judge(reply, false);
			const keys = Object.keys(entry).filter((key) => /^[a-z_]+$/.test(key));
			const isAsAssumed = 'value' in entry && 'instance_id' in entry;
			const kind = isRecord(entry.value) ? 'an object' : typeof entry.value;
			return (isAsAssumed ? asAssumed : different)(`keys: ${keys.join(', ')}; value is ${kind}`);
		},
	},
];
