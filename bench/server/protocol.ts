import type { Load } from '../plan/items';
import type { Latency, Scheme } from '../plan/workloads';
import type { Tally } from './tally';

/** `cpuMs` is the time of the processor that the server itself used since it began. */
export interface ServerTally extends Tally {
	readonly connections: number;
	readonly maxInFlight: number;
	readonly cpuMs: number;
}

export interface Address {
	readonly baseUrl: string;
	readonly apiKey: string;
}

/** What the process of the server can be asked for. */
export interface ServerFunctions {
	open(how: { readonly scheme: Scheme }): Promise<Address>;
	/** Forgets all that was, and makes the instances of a load anew. */
	begin(how: { readonly load: Load; readonly latency: Latency }): void;
	tally(nothing: object): ServerTally;
}
