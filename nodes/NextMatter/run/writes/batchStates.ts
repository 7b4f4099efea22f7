import { entriesOf, MAX_PAGE_SIZE } from '../../api/pagination';
import { isInstance, workflowIdOf } from '../../api/instance/instance';
import type { ApiRequest, Reply } from '../../api/types';
import { instancePath, workflowPath } from '../../api/paths';
import type { BulkRead } from '../../operations/types';
import { bodyOf, isRejectedByApi, isSuccess, isAmbiguous } from '../../api/replies';
import { sendRead } from '../reads/sendRead';
import type { RetryingClient } from '../requests/retryingClient';
import { RETRY_POLICY } from '../requests/retryPolicy';

/** Reads instances with as few requests as possible. What it cannot find out is left out. */
export type BatchReader = (ids: readonly number[]) => Promise<ReadonlyMap<number, BulkRead>>;

/** After so many in a row that are not there, the rest is not read one by one. */
const MAX_ABSENT = 8;
/** So that the URL does not get too long. */
const MAX_LISTED = 200;

/**
 * Lists are of one workflow, so one instance is read to learn its workflow, and the list of that,
 * narrowed to the IDs, shows the others of it; and so on for those of another workflow.
 *
 * @param mayAsk asked before each request
 */
export function createBatchReader(client: RetryingClient, mayAsk: () => boolean): BatchReader {
	const workflows = new Set<number>();

	async function ask(request: ApiRequest): Promise<Reply | undefined> {
		if (!mayAsk()) return undefined;
		const maxTries = RETRY_POLICY.maxTries.check;
		const options = { mode: 'diagnose', maxTries, mayRepeat: mayAsk } as const;
		return (await sendRead(request, client, options)).reply;
	}

	return async (ids) => {
		const reads = new Map<number, BulkRead>();
		const unseen = new Set(ids);
		const note = (id: number, read: BulkRead) => {
			reads.set(id, read);
			unseen.delete(id);
		};

		async function list(workflowId: number): Promise<void> {
			const wanted = [...unseen];
			for (let start = 0; start < wanted.length; start += MAX_LISTED) {
				const reply = await ask({
					method: 'GET',
					path: `${workflowPath(workflowId)}instances/`,
					query: {
						instance_ids: wanted.slice(start, start + MAX_LISTED).join(','),
						page_size: String(MAX_PAGE_SIZE),
					},
				});
				const entries = reply && isSuccess(reply) ? entriesOf(bodyOf(reply)) : undefined;
				if (!entries) return;
				for (const entry of entries) {
					const id = Number(entry.id);
					// An entry without a status says less than the instance itself.
					const tells = typeof entry.status === 'string' || 'aborted_time' in entry;
					if (unseen.has(id) && tells) note(id, { kind: 'shown', instance: entry });
				}
			}
		}

		if (unseen.size > 2) for (const workflowId of workflows) await list(workflowId);
		let absent = 0;
		for (const id of spread(ids)) {
			if (!unseen.has(id)) continue;
			const reply =
				absent < MAX_ABSENT ? await ask({ method: 'GET', path: instancePath(id) }) : undefined;
			if (!reply || isAmbiguous(reply) || reply.kind !== 'answer') break;
			const body = bodyOf(reply);
			if (!isSuccess(reply) || !isInstance(body, id)) {
				absent += 1;
				if (isRejectedByApi(reply, [404])) note(id, { kind: 'gone' });
				continue;
			}
			absent = 0;
			note(id, { kind: 'shown', instance: body });
			const workflowId = workflowIdOf(body);
			if (workflowId === undefined || workflows.has(workflowId)) continue;
			workflows.add(workflowId);
			if (unseen.size > 2) await list(workflowId);
		}
		return reads;
	};
}

/** Samples the whole list: a partly processed request was mostly processed from the start. */
function spread(ids: readonly number[]): number[] {
	const place = (index: number) => (index * 0.618_034) % 1;
	return [...ids.entries()].sort(([one], [other]) => place(one) - place(other)).map(([, id]) => id);
}
