/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the stand-in is a real server; it never ships */
import type { IncomingMessage, ServerResponse } from 'node:http';

import { jsonAnswer, type Answer } from './answers';
import { handle } from './api';
import type { ContractChecker } from './contract';
import {
	breakConnection,
	cannedAnswer,
	sendAnswer,
	sendBomb,
	sendDrops,
	sendHalf,
	sendSlowly,
	toAnswer,
} from './deliver';
import type { FaultKind, FaultPlan, FaultedRequest } from './faults';
import { readContent, toApiRequest, toLogged } from './incoming';
import { isObject, parseJson } from './json';
import type { LoggedRequest } from './log';
import type { Wait } from './server';
import type { ApiRequest, World } from './world';

/** What all exchanges share. */
export interface Surroundings {
	world: World;
	faults: FaultPlan;
	log: LoggedRequest[];
	contractViolations: string[];
	checker?: ContractChecker;
	latencyMs: number;
	/** Its time, if that is not the one of this machine. */
	now?: () => number;
}

/** One request, and the means to answer it. */
class Exchange {
	constructor(
		private readonly around: Surroundings,
		private readonly request: ApiRequest,
		private readonly response: ServerResponse,
		private readonly entry: LoggedRequest,
		private readonly wait: Wait,
	) {}

	/** Does the work; this is where an effect happens. */
	process(request = this.request, world = this.around.world): Answer {
		const { around, entry } = this;
		const { answer, effect, ids } = handle(world, request);
		Object.assign(entry, { effect, ...(ids && { ids }) });
		const violations = around.checker?.checkAnswer(request, answer) ?? [];
		const place = `${request.method} ${request.path} ${answer.status}`;
		around.contractViolations.push(...violations.map((violation) => `${place}: ${violation}`));
		return answer;
	}

	answer(answer: Answer): void {
		if (this.settle(answer.status)) sendAnswer(this.response, answer);
	}

	async strike(kind: FaultKind, faulted: FaultedRequest): Promise<void> {
		const canned = cannedAnswer(kind, faulted);
		if (canned) return this.answer(toAnswer(canned));
		if ('reset' in kind && kind.reset === 'before') return this.reset();
		if ('hang' in kind && kind.hang === 'before') return;
		if ('delay' in kind && kind.when !== 'after') await this.wait(kind.delay);
		if ('pretend' in kind) return this.answer(this.pretend());
		if ('stale' in kind && this.request.method === 'GET') {
			const { world } = this.around;
			return this.answer(
				this.process(this.request, { ...world, store: world.store.lagging(kind.stale) }),
			);
		}
		if ('processedAfter' in kind) {
			this.answer(toAnswer(kind));
			await this.wait(kind.processedAfter);
			this.process();
			return;
		}
		const answer = this.process(
			'processFirst' in kind ? firstOf(this.request, kind.processFirst) : undefined,
		);
		if ('delay' in kind && kind.when === 'after') await this.wait(kind.delay);
		if ('until' in kind) await kind.until;
		return await this.answerBadly(kind, answer);
	}

	private async answerBadly(kind: FaultKind, answer: Answer): Promise<void> {
		if ('reset' in kind) return this.reset();
		if ('hang' in kind) return;
		if ('status' in kind) return this.answer(toAnswer(kind));
		if ('omit' in kind) return this.answer(without(answer, kind.omit));
		if ('truncate' in kind && kind.truncate === 'clean') {
			const text = answer.text.slice(0, Math.floor(answer.text.length / 2));
			return this.answer({ ...answer, text });
		}
		if ('truncate' in kind) {
			if (this.settle(answer.status)) sendHalf(this.response, answer);
			return;
		}
		const isOdd = 'slowBody' in kind || 'drip' in kind || 'gzipBomb' in kind;
		if (!isOdd) return this.answer(answer);
		if (!this.settle(answer.status)) return;
		if ('gzipBomb' in kind) sendBomb(this.response, answer, kind.gzipBomb);
		else if ('drip' in kind) await sendDrops(this.response, answer, [kind.drip, this.wait]);
		else await sendSlowly(this.response, answer, kind.slowBody, this.wait);
	}

	/** What success would look like, if nothing had been done. */
	private pretend(): Answer {
		const { instanceId } = this.entry;
		if (instanceId === undefined) return { status: 200, headers: {}, text: '' };
		const path = `/api/instances/${instanceId}/`;
		const { answer } = handle(this.around.world, { ...this.request, method: 'GET', path });
		return answer.status === 200 ? answer : jsonAnswer(200, {});
	}

	private reset(): void {
		this.settle('reset');
		breakConnection(this.response);
	}

	/** Notes what is answered; false if the client has left, so that nobody is there to answer. */
	private settle(status: LoggedRequest['status']): boolean {
		if (this.response.destroyed) return false;
		this.entry.status = status;
		this.entry.answeredAt = Date.now();
		return true;
	}
}

/** The same request for the first of its instances. */
function firstOf(request: ApiRequest, count: number): ApiRequest {
	const json = parseJson(request.body);
	const ids = isObject(json) && Array.isArray(json.ids) ? json.ids : [];
	return { ...request, body: JSON.stringify({ ids: ids.slice(0, count) }) };
}

function without(answer: Answer, keys: readonly string[]): Answer {
	const json = parseJson(answer.text);
	if (!isObject(json)) return answer;
	const kept = Object.entries(json).filter(([key]) => !keys.includes(key));
	return { ...answer, text: JSON.stringify(Object.fromEntries(kept)) };
}

/** Reads a request, logs it, and answers it or lets the fault strike that is due. */
export async function exchange(
	around: Surroundings,
	incoming: IncomingMessage,
	response: ServerResponse,
	wait: Wait,
): Promise<void> {
	const at = Date.now();
	if (around.now) response.setHeader('Date', new Date(around.now()).toUTCString());
	const request = toApiRequest(incoming, await readContent(incoming));
	const contractErrors = around.checker?.checkRequest(request) ?? [];
	const entry = { ...toLogged(incoming, request, around.world.keys), at, contractErrors };
	around.log.push(entry);
	const { method, path, operationId, instanceId, stepId } = entry;
	const faulted = { method, path, operationId, instanceId, stepId, body: request.body };
	const fault = around.faults.next(faulted);
	if (around.latencyMs > 0) await wait(around.latencyMs);
	const current = new Exchange(around, request, response, entry, wait);
	if (fault) await current.strike(fault, faulted);
	else current.answer(current.process());
}
