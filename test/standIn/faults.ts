import type { JsonValue } from './json';
import type { Lag } from './store';

export interface FaultedRequest {
	method: string;
	path: string;
	/** What the contract calls it, such as `readInstance`. */
	operationId: string | undefined;
	instanceId: number | undefined;
	stepId: number | undefined;
	body: string;
}

export interface FaultMatch {
	method?: string;
	/** A part of the path, or an expression. */
	path?: string | RegExp;
	/** What the contract calls it, such as `readInstance`. */
	operationId?: string;
	instanceId?: number;
	stepId?: number;
}

export interface RawAnswer {
	status: number;
	headers?: Record<string, string>;
	body?: string | JsonValue;
}

/** What may go wrong; the one key that is set says which. */
export type FaultKind =
	/** The answer comes late, by default because the work begins late. */
	| { delay: number; when?: 'before' | 'after' }
	/** The work is done; the answer is held back until then. */
	| { until: Promise<unknown> }
	/** The connection breaks before the work, or after it and before the answer. */
	| { reset: 'before' | 'after' }
	/** Another answer; with `afterProcessing` the work has been done all the same. */
	| {
			status: number;
			body?: string | JsonValue;
			headers?: Record<string, string>;
			afterProcessing?: boolean;
	  }
	/** The work is done; the answer breaks off midway, or (`clean`) is complete HTTP but half JSON. */
	| { truncate: true | 'clean' }
	/** The work is done; the JSON of the answer lacks these keys. */
	| { omit: readonly string[] }
	/** Of a request for several instances only so many are done, the first ones; then this answer. */
	| { processFirst: number; status: number; body?: string | JsonValue; afterProcessing: true }
	/** This answer at once, as of a gateway; the work is done so many milliseconds later. */
	| { status: number; body?: string | JsonValue; processedAfter: number; afterProcessing: true }
	/** Success, with the instance as it was, or without a body; no work is done. */
	| { pretend: true }
	/** A copy answers that lags behind, if the request changes nothing. */
	| { stale: Lag }
	/** The work is done; the answer comes byte by byte, one every so many milliseconds, and never ends. */
	| { drip: number }
	/** The work is done; the answer is small as it comes, and so many bytes when it is unpacked. */
	| { gzipBomb: number }
	/** No answer ever comes. */
	| { hang: 'before' | 'after' }
	/** The work is done; the body of the answer takes this many milliseconds to arrive. */
	| { slowBody: number }
	| { redirect: { status: 301 | 302 | 303 | 307 | 308; location: string } }
	/** Whatever a test makes of the request, without any work. */
	| { respond: (request: FaultedRequest) => RawAnswer };

export interface Fault {
	kind: FaultKind;
	match?: FaultMatch;
	/** How many matching requests it strikes; 1 by default. */
	times?: number;
}

export interface RandomFaults {
	seed: number;
	/** Share of matching requests that are struck, from 0 to 1. */
	rate: number;
	kinds: readonly FaultKind[];
	match?: FaultMatch;
	/** How many requests it strikes at most; no limit by default. */
	times?: number;
}

function matches(match: FaultMatch, request: FaultedRequest): boolean {
	const { method, path, operationId, instanceId, stepId } = match;
	if (method !== undefined && method.toUpperCase() !== request.method) return false;
	if (typeof path === 'string' && !request.path.includes(path)) return false;
	if (path instanceof RegExp && request.path.search(path) < 0) return false;
	if (operationId !== undefined && operationId !== request.operationId) return false;
	if (instanceId !== undefined && instanceId !== request.instanceId) return false;
	return stepId === undefined || stepId === request.stepId;
}

/** The well-known mulberry32 generator: small, fast, and the same everywhere. */
function createGenerator(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** The faults a test has asked for; added ones strike first, in the order they were added. */
export class FaultPlan {
	private planned: Array<Fault & { times: number }> = [];
	private drawn?: RandomFaults & { times: number; draw: () => number };

	add(fault: Fault): void {
		this.planned.push({ ...fault, times: fault.times ?? 1 });
	}

	/** Strikes by chance; the same seed and the same requests give the same faults. */
	random(options: RandomFaults): void {
		const draw = createGenerator(options.seed);
		this.drawn = { ...options, times: options.times ?? Infinity, draw };
	}

	clear(): void {
		this.planned = [];
		this.drawn = undefined;
	}

	/** How many planned strikes have not happened yet. */
	get remaining(): number {
		return this.planned.reduce((sum, { times }) => sum + times, 0);
	}

	/** Takes the fault that strikes this request, if any. */
	next(request: FaultedRequest): FaultKind | undefined {
		const fault = this.planned.find(({ match = {} }) => matches(match, request));
		if (!fault) return this.nextDrawn(request);
		fault.times -= 1;
		this.planned = this.planned.filter(({ times }) => times > 0);
		return fault.kind;
	}

	private nextDrawn(request: FaultedRequest): FaultKind | undefined {
		const { drawn } = this;
		if (!drawn || drawn.times <= 0 || !matches(drawn.match ?? {}, request)) return undefined;
		// Both draws always happen, so that one strike does not shift all later ones.
		const [chance, choice] = [drawn.draw(), drawn.draw()];
		if (chance >= drawn.rate || drawn.kinds.length === 0) return undefined;
		drawn.times -= 1;
		return drawn.kinds[Math.floor(choice * drawn.kinds.length)];
	}
}
