import { entriesOf, nextPageOf } from '../../../nodes/NextMatter/api/pagination';
import { readMoment } from '../../../nodes/NextMatter/api/moments';
import { readLimit } from '../../../nodes/NextMatter/operations/lists/limits';
import { getAll } from '../../../nodes/NextMatter/operations/instance/getAll';
import { isRecord } from '../../../nodes/NextMatter/input/isRecord';
import type { ProbeClient } from '../client';
import { asAssumed, different, namesOf, NO_WORKFLOW, open, type ProbeQuestion } from '../types';
import { judge, say } from './access';

const listOf = (workflowId: number) => `/processes/${workflowId}/instances/`;

async function entries(client: ProbeClient, path: string, query: Record<string, string>) {
	const reply = await client.get(path, query);
	const found = reply.status === 200 ? entriesOf(reply.body) : undefined;
	return { reply, found };
}

/** How the instances of a workflow are listed. */
export const listQuestions: readonly ProbeQuestion[] = [
	{
		id: 'list-entry',
		question: 'What does the list of instances show of each?',
		assumed: 'the whole instance, or ID, name and status only; both work',
		touches: namesOf({ getAll, entriesOf }),
		async ask(client, { workflowId }) {
			if (workflowId === undefined) return NO_WORKFLOW;
			const { reply, found } = await entries(client, listOf(workflowId), { page_size: '1' });
			const [entry] = found ?? [];
			if (!found) return judge(reply, false);
			if (!entry) return open('the workflow has no instances');
			if ('active_step_ids' in entry && 'last_updated_time' in entry) {
				return asAssumed('the whole instance');
			}
			const keys = Object.keys(entry).filter((key) => /^[a-z_]+$/.test(key));
			const isShort = ['id', 'name', 'status'].every((key) => keys.includes(key));
			return (isShort ? asAssumed : different)(`keys: ${keys.join(', ')}`);
		},
	},
	{
		id: 'page-size',
		question: 'Is the size of a page set by page_size?',
		assumed: 'yes, though a text of the documentation calls it limit',
		touches: namesOf({ readLimit }),
		async ask(client, { workflowId }) {
			if (workflowId === undefined) return NO_WORKFLOW;
			const whole = await entries(client, listOf(workflowId), {});
			if ((whole.found?.length ?? 0) < 2) return open('the workflow has fewer than two instances');
			const sized = await entries(client, listOf(workflowId), { page_size: '1' });
			if (sized.found?.length === 1) return asAssumed('yes');
			const limited = await entries(client, listOf(workflowId), { limit: '1' });
			return different(limited.found?.length === 1 ? 'no, by limit' : 'no, nor by limit');
		},
	},
	{
		id: 'largest-page',
		question: 'What is answered to more than 500 on a page?',
		assumed: 'an error or no more than 500',
		touches: namesOf({ readLimit }),
		async ask(client, { workflowId }) {
			if (workflowId === undefined) return NO_WORKFLOW;
			const query = { page_size: '501' };
			const { reply, found } = await entries(client, listOf(workflowId), query);
			if (found && found.length > 500) return different(`200, with ${found.length}`);
			return found ? asAssumed('200, with no more than 500') : judge(reply, reply.status === 400);
		},
	},
	{
		id: 'next-page',
		question: 'How is the next page asked for?',
		assumed: 'by the URL in "next", with a page or a cursor in its query; both work',
		touches: namesOf({ nextPageOf }),
		async ask(client, { workflowId }) {
			if (workflowId === undefined) return NO_WORKFLOW;
			const query = { page_size: '1' };
			const { reply, found } = await entries(client, listOf(workflowId), query);
			if (!found) return judge(reply, false);
			const path = listOf(workflowId);
			const next = nextPageOf({ method: 'GET', path, query }, reply.body);
			if (!next) return open('there is one page only');
			const added = Object.keys(next.query ?? {}).filter((key) => !(key in query));
			const second = await entries(client, path, textsOf(next.query ?? {}));
			if (!second.found) return judge(second.reply, false);
			const isOther = second.found[0]?.id !== found[0]?.id;
			return isOther ? asAssumed(`by ${added.join(', ')}`) : different('the same page comes again');
		},
	},
	{
		id: 'ordering',
		question: 'Is the order of a list kept?',
		assumed: 'yes: ordering=-started_time puts the newest first',
		touches: namesOf({ getAll, readMoment }),
		async ask(client, { workflowId }) {
			if (workflowId === undefined) return NO_WORKFLOW;
			const query = { ordering: '-started_time', page_size: '5' };
			const { reply, found } = await entries(client, listOf(workflowId), query);
			if (!found) return judge(reply, false);
			const times = found.flatMap(({ started_time: time }) => readMoment(time)?.time ?? []);
			if (times.length < 2) return open('the list tells too few times');
			const isFalling = times.every(
				(time, index) => index === 0 || time <= (times[index - 1] ?? 0),
			);
			return isFalling ? asAssumed('yes') : different('no');
		},
	},
	{
		id: 'bad-filter',
		question: 'What is answered to a filter that makes no sense?',
		assumed: '400 with the name of the filter in JSON',
		touches: namesOf({ getAll }),
		async ask(client, { workflowId }) {
			if (workflowId === undefined) return NO_WORKFLOW;
			const reply = await client.get(listOf(workflowId), { started_time_after: 'nonsense' });
			const isNamed = isRecord(reply.body) && 'started_time_after' in reply.body;
			return judge(reply, reply.status === 400 && isNamed);
		},
	},
	{
		id: 'list-v2',
		question: 'Is there a second version of the list, and what does it show?',
		assumed: 'yes, but it is not used: it shows ID, name, status and URL only',
		touches: namesOf({ getAll }),
		async ask(client, { workflowId }) {
			if (workflowId === undefined) return NO_WORKFLOW;
			const path = `/v2${listOf(workflowId)}`;
			const { reply, found } = await entries(client, path, {});
			if (!found) return different(say(reply));
			const keys = Object.keys(found[0] ?? {}).filter((key) => /^[a-z_]+$/.test(key));
			const isShort = !keys.includes('active_step_ids');
			return (isShort ? asAssumed : different)(`200, keys: ${keys.join(', ') || 'no entry'}`);
		},
	},
];

function textsOf(query: object): Record<string, string> {
	return Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)]));
}
