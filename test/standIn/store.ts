import type { WorkflowDefinition } from './definitions';
import { PURCHASE_WORKFLOW_ID } from './fixtures';
import type { FormFile } from './form';
import { comeBack, startInstance } from './state';
import type { InstanceState, NewInstance } from './state';

export interface CreateInstanceInput extends Omit<NewInstance, 'id' | 'workflow'> {
	workflowId?: number;
	id?: number;
}

/** A file that was uploaded: everything but its content. */
export interface StoredFile extends FormFile {
	url: string;
	createdTime: string;
	workflowId?: number;
	instanceId?: number;
}

const FIRST_INSTANCE_ID = 9001;
const VERSIONS_KEPT = 10;

/** How far a copy lags behind: so many milliseconds, or by the last change of an instance. */
export type Lag = number | 'lastChange';

/** Holds the instances, and a clock that never shows the same time twice. */
export class Store {
	private readonly workflows: Map<number, WorkflowDefinition>;
	private readonly instances = new Map<number, InstanceState>();
	private readonly versions = new Map<number, Array<{ at: number; state: InstanceState }>>();
	/** Oldest first. */
	readonly files: StoredFile[] = [];
	/** Told each state of an instance. */
	onChange: (state: InstanceState) => void = () => {};
	private nextId = FIRST_INSTANCE_ID;
	private lastTime = 0;

	constructor(
		workflows: readonly WorkflowDefinition[],
		private readonly clock: () => number = Date.now,
	) {
		this.workflows = new Map(workflows.map((workflow) => [workflow.id, workflow]));
	}

	now(): string {
		this.lastTime = Math.max(this.clock(), this.lastTime + 1);
		return new Date(this.lastTime).toISOString();
	}

	create({ workflowId = PURCHASE_WORKFLOW_ID, id, ...rest }: CreateInstanceInput): InstanceState {
		const workflow = this.workflows.get(workflowId);
		if (!workflow) throw new Error(`There is no workflow ${workflowId}`);
		const state = startInstance({ ...rest, workflow, id: id ?? this.freeId() }, this.now());
		this.put(state);
		return state;
	}

	find(id: number): InstanceState | undefined {
		const state = this.instances.get(id);
		if (!state?.comesBack || this.clock() < state.comesBack.at) return state;
		this.put(comeBack(state, this.now()));
		return this.instances.get(id);
	}

	/** The same, but single instances are found as a copy shows them that lags behind. */
	lagging(lag: Lag): Store {
		const copy = Object.create(this) as Store;
		copy.find = (id) => {
			const all = this.find(id) ? (this.versions.get(id) ?? []) : [];
			if (lag === 'lastChange') return (all.at(-2) ?? all[0])?.state;
			const until = this.clock() - lag;
			return ([...all].reverse().find(({ at }) => at <= until) ?? all[0])?.state;
		};
		return copy;
	}

	findWorkflow(id: number): WorkflowDefinition | undefined {
		return this.workflows.get(id);
	}

	ofWorkflow(id: number): InstanceState[] {
		return [...this.instances.keys()].flatMap((one) => {
			const state = this.find(one);
			return state?.workflow.id === id ? [state] : [];
		});
	}

	remove(id: number): void {
		this.instances.delete(id);
	}

	put(state: InstanceState): void {
		this.instances.set(state.id, state);
		const before = this.versions.get(state.id) ?? [];
		const latest = { at: this.clock(), state };
		this.versions.set(state.id, [...before.slice(1 - VERSIONS_KEPT), latest]);
		this.onChange(state);
	}

	/** @param server where the file can be fetched, as far as anybody can tell from its address */
	addFile(server: string, file: Omit<StoredFile, 'url'>): StoredFile {
		const name = encodeURIComponent(file.name);
		const stored = { ...file, url: `${server}/media/${this.files.length + 1}/${name}` };
		this.files.push(stored);
		return stored;
	}

	reset(): void {
		this.instances.clear();
		this.versions.clear();
		this.files.length = 0;
		this.nextId = FIRST_INSTANCE_ID;
	}

	/** IDs of deleted instances are not given again. */
	private freeId(): number {
		while (this.instances.has(this.nextId)) this.nextId += 1;
		this.nextId += 1;
		return this.nextId - 1;
	}
}
