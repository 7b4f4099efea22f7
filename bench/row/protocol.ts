import type { Contender } from '../plan/contenders';
import type { Load } from '../plan/items';
import type { Address } from '../server/protocol';

/** What one run used. Times in milliseconds, memory in bytes. */
export interface Usage {
	readonly wallMs: number;
	/** Time of the processor, in user and system mode, of all threads. */
	readonly cpuMs: number;
	/** Most resident memory at any time, and what of it came on top of that before the run. */
	readonly peakRss: number;
	readonly grownRss: number;
}

/** What a contender says about its run. */
export interface Report {
	/** How often the credential was read; undefined if the contender knows no credentials. */
	readonly credentialReads?: number;
	/** Items that came out without an error. */
	readonly succeeded: number;
	readonly firstError?: string;
}

export type Measurement = Usage & Report;

/** What the process of one row can be asked for. */
export interface RowFunctions {
	prepare(how: { readonly contender: Contender; readonly address: Address }): Promise<void>;
	run(load: Load): Promise<Measurement>;
	/** Gives back what would outlast the process. */
	close(nothing: object): Promise<void>;
}
