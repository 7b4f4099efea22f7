import type { IDataObject } from 'n8n-workflow';
import { runItems } from '../../../nodes/NextMatter/run/runItems';
import type { Outcome } from '../../../nodes/NextMatter/run/outcomes';
import { prepareItems, readJob } from '../../../nodes/NextMatter/run/prepareItems';
import { fakeContext } from './fakeContext';

type Surroundings = Parameters<typeof fakeContext>[0];

/** An item that waits for nothing, so that a test takes no time. */
export const item = (instanceId: number, stepId: unknown = 5001, options: IDataObject = {}) => ({
	instanceId,
	stepId,
	options: { maximumWait: 0, ...options },
});
export const idOf = (url: unknown) => Number(/instances\/(\d+)/.exec(String(url))?.[1]);
export const answerWith = (status: number, url: unknown) => ({
	statusCode: status,
	body: JSON.stringify({ id: idOf(url), active_step_ids: [7], last_updated_time: null }),
});
export const succeed = ({ url }: IDataObject) => answerWith(200, url);
/** Answers with the status of the instance, and with success for all others. */
export const respondBy =
	(statuses: Readonly<Record<number, number>>) =>
	({ url }: IDataObject) =>
		answerWith(statuses[idOf(url)] ?? 200, url);

export async function run(surroundings: Surroundings) {
	const { context, calls } = fakeContext(surroundings);
	const job = await readJob(context);
	const prepared = await prepareItems(context, job.operation, () => undefined);
	const { outcomes, forget } = await runItems(context, job, prepared);
	forget();
	const requests = calls.map(([, , request]) => request as IDataObject);
	const bodies = requests
		.filter(({ method }) => method === 'POST')
		.map(({ url, body }) => {
			return `${idOf(url)}/${(body as IDataObject).step_id}`;
		});
	return { outcomes, requests, bodies };
}
/** The certainty of what failed, and `done` for the rest. */
export const summaryOf = (outcomes: readonly Outcome[]) =>
	outcomes.map((outcome) => (outcome.kind === 'done' ? 'done' : outcome.failure.certainty));
