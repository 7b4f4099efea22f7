import type { KeyDefinition, WorkflowDefinition } from './definitions';
import type { FaultPlan } from './faults';
import type { IntegrationSteps } from './integrations';
import type { InputFormat } from './kinds';
import type { LoggedRequest } from './log';
import type { Media } from './media';
import type { SnapshotShape } from './snapshots';
import type { InstanceState } from './state';
import type { CreateInstanceInput, StoredFile } from './store';
import type { ThrottleOptions } from './throttle';
import type { AbortAgain, BulkWay, ListEntries, Pagination, PutProcess, Times } from './world';

export interface StandInOptions {
	/** Added to the default keys; one of the same name takes its place. */
	keys?: readonly KeyDefinition[];
	/** Added to the default workflows; one of the same ID takes its place. */
	workflows?: readonly WorkflowDefinition[];
	/** Per key; no limit by default. */
	throttle?: ThrottleOptions;
	/** How the structure of a workflow is shown; with `string`, computed parts are JSON texts. */
	snapshotShape?: SnapshotShape;
	/** The shapes of `input_object` that are accepted; both by default. */
	formats?: readonly InputFormat[];
	/** What a refused request for several instances does; nothing by default. */
	bulk?: BulkWay;
	/** Whether an aborted instance can be aborted once more; refused by default. */
	abortAgain?: AbortAgain;
	/** Whether an update has to name the workflow; required by default. */
	putProcess?: PutProcess;
	/** How the next page of a list is asked for; by number unless told otherwise. */
	pagination?: Pagination;
	/** What a list shows of an instance; everything by default. */
	listEntries?: ListEntries;
	/** How times are written; exact unless told otherwise. */
	times?: Times;
	/** Added to every answer. */
	latencyMs?: number;
	/** Its time, in milliseconds since 1970; that of this machine by default. */
	now?: () => number;
	/** Hold requests and answers against the contract; true by default. */
	validate?: boolean;
	tls?: { key: string; cert: string };
	/** Any free one by default. */
	port?: number;
}

export type KeyName = 'admin' | 'owner' | 'viewer' | 'outsider' | 'revoked';

export interface StandIn {
	/** The address of the API, without a slash at the end. */
	readonly baseUrl: string;
	readonly url: string;
	readonly port: number;
	/** Keys by name. */
	readonly keys: Readonly<Record<KeyName, string> & Record<string, string>>;
	readonly faults: FaultPlan;
	/** Every request that arrived, oldest first. */
	readonly log: readonly LoggedRequest[];
	/** Answers of the stand-in that broke its own contract: it is at fault if there are any. */
	readonly contractViolations: readonly string[];
	/** Every file that was uploaded, oldest first. */
	readonly files: readonly StoredFile[];
	/** What can be fetched from paths that begin with `/media/`; uploaded files among it, unless large. */
	readonly media: Media;
	/** The steps that call other programs. */
	readonly integrations: IntegrationSteps;
	readonly stats: { readonly connections: number; readonly maxInFlight: number };
	createInstance(input?: CreateInstanceInput): InstanceState;
	/** A person fills in and completes an active step; values by the ID of the form field. */
	completeAsPerson(id: number, stepId: number, values?: InstanceState['values']): void;
	/** A person stops an instance. */
	stopAsPerson(id: number): void;
	getInstance(id: number): InstanceState | undefined;
	/** The instances of a workflow, in the order they were started. */
	listInstances(workflowId: number): InstanceState[];
	/** Forgets instances, files, faults, log, violations, pace and counts, and drops unanswered requests. */
	reset(): void;
	close(): Promise<void>;
}
