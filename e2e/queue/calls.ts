/* eslint-disable @n8n/community-nodes/require-node-api-error -- calls a server on this machine; it never ships */
import type { IDataObject } from 'n8n-workflow';
import { postJson } from '../http';
import { eventually } from '../waiting';
import { IS_2_0 } from '../world';

/**
 * How long a caller waits for an answer, in milliseconds. That a worker died n8n tells after some 20 seconds, and
 * since 2.41 only after 30 more in which that worker might still come back.
 */
const PATIENCE = IS_2_0 ? 90_000 : 180_000;

/** What a webhook answered to one call. */
export interface Answered {
	readonly instanceId: number;
	/** `none` if the caller has waited in vain. */
	readonly status: number | 'none';
	/** The instance as the last node put it out, or why there is none. */
	readonly body: IDataObject;
}

/** Has a webhook complete a step of one instance. */
export async function call(url: string, instanceId: number): Promise<Answered> {
	const signal = AbortSignal.timeout(PATIENCE);
	try {
		const answer = await postJson(url, { instanceId }, signal);
		return { instanceId, status: answer.status, body: (await answer.json()) as IDataObject };
	} catch (error) {
		if (!signal.aborted) throw error;
		return { instanceId, status: 'none', body: {} };
	}
}

/** The same for many, so many of them at the same time. @returns in the order of the answers */
export async function callAll(
	url: string,
	instanceIds: readonly number[],
	width: number,
): Promise<Answered[]> {
	const left = [...instanceIds];
	const answers: Answered[] = [];
	const caller = async () => {
		for (let id = left.shift(); id !== undefined; id = left.shift()) {
			answers.push(await call(url, id));
		}
	};
	await Promise.all(Array.from({ length: width }, caller));
	return answers;
}

/** Calls again and again until the webhook is there: publishing goes on in the background for a moment. */
export async function callWhenPublished(url: string, instanceId: number): Promise<Answered> {
	return await eventually('the webhook answers', async () => {
		const answer = await call(url, instanceId);
		return answer.status === 404 ? undefined : answer;
	});
}
