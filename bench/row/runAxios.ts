/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the benchmark runs on a developer's machine; it never ships */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';
import type { BenchItem } from '../plan/items';
import type { Address } from '../server/protocol';
import { measure } from './meter';
import type { Runner } from './runInEngine';

/**
 * The least that these calls can cost: no engine, no expressions, and connections that stay open.
 *
 * @param concurrency most requests, and connections, at once
 */
export function axiosRunner(concurrency: number, { baseUrl, apiKey }: Address): Runner {
	return async (items) => {
		// New ones for each run, so that each opens its own connections.
		const agents = { keepAlive: true, maxSockets: concurrency };
		const httpAgent = new HttpAgent(agents);
		const httpsAgent = new HttpsAgent(agents);
		const client = axios.create({
			...{ baseURL: baseUrl, httpAgent, httpsAgent, proxy: false },
			headers: { Authorization: `Api-Key ${apiKey}`, Accept: 'application/json' },
			validateStatus: () => true,
		});
		const statuses: number[] = [];
		const answers: unknown[] = [];
		const send = async (item: BenchItem, index: number) => {
			const path = `/instances/${item.instance}/complete_step/`;
			const { status, data } = await client.post<unknown>(path, bodyOf(item));
			statuses[index] = status;
			answers[index] = data;
		};
		const { usage } = await measure(async () => await inPool(items, concurrency, send));
		httpAgent.destroy();
		httpsAgent.destroy();
		const failed = statuses.filter((status) => status !== 200);
		return {
			...usage,
			succeeded: statuses.length - failed.length,
			...(failed.length > 0 && { firstError: `Status ${failed[0]}` }),
		};
	};
}

function bodyOf({ step, field, note }: BenchItem) {
	const actions = [{ action_id: field, input_object: { inputValue: note } }];
	return { step_id: step, actions, mode: 'complete' };
}

async function inPool<T>(
	tasks: readonly T[],
	size: number,
	work: (task: T, index: number) => Promise<void>,
): Promise<void> {
	const queue = tasks.entries();
	const worker = async () => {
		for (const [index, task] of queue) await work(task, index);
	};
	await Promise.all(Array.from({ length: size }, worker));
}
