/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the stand-in is a real server; it never ships */
import { setTimeout as sleep } from 'node:timers/promises';
import { findStep } from './definitions';
import type { JsonObject } from './json';
import { completeStep, type InstanceState } from './state';
import type { Store } from './store';

/** How integration steps call. */
export interface IntegrationManner {
	readonly delayMs?: number;
	/** How often each calls, at the same time; once by default, never with 0. */
	readonly times?: number;
	/** What is called in place of the URL in the form field. */
	readonly url?: (url: string) => string;
	readonly method?: string;
	/** Sent as it is, in place of the JSON with the references filled in. */
	readonly body?: string;
}

export interface IntegrationCall {
	readonly instanceId: number;
	/** Undefined if nobody answered. */
	readonly status?: number;
	readonly answer: string;
}

/** Plays the steps of Next Matter that send a request and complete themselves when it is answered well. */
export class IntegrationSteps {
	manner: IntegrationManner = {};

	/** In the order of their answers. */
	readonly calls: IntegrationCall[] = [];

	private readonly begun = new Set<string>();

	private underWay: Array<Promise<unknown>> = [];

	private stop = new AbortController();

	constructor(private readonly store: Store) {
		store.onChange = (state) => this.look(state);
	}

	/** Calls again for a step that needs attention, as a person can tell it to. */
	async callAgain(instanceId: number): Promise<void> {
		const state = this.store.find(instanceId);
		if (state) this.look(state, true);
		await this.settled();
	}

	/** Resolves when no call is under way. */
	async settled(): Promise<void> {
		while (this.underWay.length > 0) {
			const calls = this.underWay;
			this.underWay = [];
			await Promise.all(calls);
		}
	}

	reset(): void {
		this.stop.abort();
		this.stop = new AbortController();
		this.manner = {};
		this.calls.length = 0;
		this.begun.clear();
		this.underWay = [];
	}

	private look(state: InstanceState, again = false): void {
		for (const stepId of state.activeStepIds) {
			const key = `${state.id}/${stepId}`;
			const fields = findStep(state.workflow, stepId)?.callsUrlIn;
			if (!fields || (this.begun.has(key) && !again)) continue;
			this.begun.add(key);
			const url = fields.map((id) => urlIn(state.values[id])).find((one) => one !== '');
			const { times = 1 } = this.manner;
			for (let count = 0; count < times; count += 1) {
				this.underWay.push(this.call(state.id, stepId, url ?? ''));
			}
		}
	}

	private async call(instanceId: number, stepId: number, given: string): Promise<void> {
		const { delayMs = 0, url = (one) => one, method = 'POST', body } = this.manner;
		const { signal } = this.stop;
		if (delayMs > 0) await sleep(delayMs);
		if (signal.aborted) return;
		try {
			const response = await fetch(url(given), {
				method,
				signal,
				// On a connection of its own: n8n closes those that were idle for some seconds, and a call may just meet that.
				headers: { 'content-type': 'application/json', connection: 'close' },
				...(method !== 'GET' && { body: body ?? JSON.stringify({ instance_id: instanceId }) }),
			});
			const answer = await response.text();
			if (signal.aborted) return;
			this.calls.push({ instanceId, status: response.status, answer });
			if (response.ok) this.complete(instanceId, stepId);
		} catch (error) {
			if (!signal.aborted) this.calls.push({ instanceId, answer: String(error) });
		}
	}

	private complete(instanceId: number, stepId: number): void {
		const state = this.store.find(instanceId);
		if (!state?.activeStepIds.includes(stepId)) return;
		this.store.put(completeStep(state, stepId, {}, this.store.now()));
	}
}

function urlIn(value: JsonObject | undefined): string {
	const text = value?.inputValue ?? value?.url;
	return typeof text === 'string' ? text : '';
}
