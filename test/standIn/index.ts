import { contractChecker } from './contract';
import { exchange } from './exchange';
import type { Surroundings } from './exchange';
import { FaultPlan } from './faults';
import { DEFAULT_KEYS, DEFAULT_WORKFLOWS } from './fixtures';
import { KeyRing } from './keys';
import { IntegrationSteps } from './integrations';
import { INPUT_FORMATS } from './kinds';
import type { KeyName, StandIn, StandInOptions } from './options';
import { Media } from './media';
import { listen } from './server';
import { completeStep } from './state';
import { Store } from './store';
import { Throttle } from './throttle';

export type { KeyDefinition, StepDefinition, WorkflowDefinition } from './definitions';
export type { Fault, FaultKind, FaultMatch, FaultPlan, RandomFaults, RawAnswer } from './faults';
export * from './fixtures';
export { startFileHost, type FileHost } from './fileHost';
export * from './htmlPages';
export { FIELD_IDS, FIELD_KINDS, INPUT_FORMATS, WRAPPED_KINDS } from './kinds';
export type { IntegrationCall, IntegrationManner } from './integrations';
export type { FieldKind, InputFormat } from './kinds';
export type { LoggedRequest } from './log';
export type { KeyName, StandIn, StandInOptions } from './options';
export type { InstanceState } from './state';
export type { CreateInstanceInput, StoredFile } from './store';

type Keys = Record<KeyName, string> & Record<string, string>;

/** Starts a stand-in for Next Matter that listens on this machine only. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
	const keys = [...DEFAULT_KEYS, ...(options.keys ?? [])];
	const keysByName = new Map(keys.map((key) => [key.name, key]));
	const store = new Store([...DEFAULT_WORKFLOWS, ...(options.workflows ?? [])], options.now);
	const integrations = new IntegrationSteps(store);
	const keyRing = new KeyRing([...keysByName.values()]);
	const media = new Media((authorization) => typeof keyRing.read(authorization) === 'object');
	const throttle = options.throttle && new Throttle(options.throttle);
	const around: Surroundings = {
		world: {
			store,
			keys: keyRing,
			media,
			throttle,
			url: '',
			snapshotShape: options.snapshotShape ?? 'object',
			formats: options.formats ?? INPUT_FORMATS,
			bulk: options.bulk ?? 'atomic',
			abortAgain: options.abortAgain ?? 'refused',
			putProcess: options.putProcess ?? 'required',
			pagination: options.pagination ?? 'page',
			listEntries: options.listEntries ?? 'full',
			times: options.times ?? 'exact',
		},
		faults: new FaultPlan(),
		log: [],
		contractViolations: [],
		checker: options.validate === false ? undefined : await contractChecker(),
		latencyMs: options.latencyMs ?? 0,
		now: options.now,
	};
	const onMistake = (error: unknown) => {
		around.contractViolations.push(`The stand-in failed: ${String(error)}`);
	};
	const listener = await listen({ ...options, onMistake }, async (incoming, response, wait) => {
		const isMedium = /^\/media\//.test(incoming.url ?? '');
		if (isMedium) await media.serve(incoming, response, wait);
		else await exchange(around, incoming, response, wait);
	});
	around.world.url = listener.url;

	return {
		baseUrl: `${listener.url}/api`,
		url: listener.url,
		port: listener.port,
		keys: Object.fromEntries(keys.map(({ name, value }) => [name, value])) as Keys,
		faults: around.faults,
		log: around.log,
		contractViolations: around.contractViolations,
		files: store.files,
		media,
		integrations,
		stats: listener.stats,
		createInstance: (input = {}) => store.create(input),
		completeAsPerson(id, stepId, values = {}) {
			const state = store.find(id);
			if (!state?.activeStepIds.includes(stepId)) throw new Error(`Step ${stepId} is not active`);
			store.put(completeStep(state, stepId, values, store.now()));
		},
		stopAsPerson(id) {
			const state = store.find(id);
			if (!state) throw new Error(`There is no instance ${id}`);
			store.put({ ...state, activeStepIds: [], abortedTime: store.now() });
		},
		getInstance: (id) => store.find(id),
		listInstances: (workflowId) => store.ofWorkflow(workflowId),
		reset() {
			integrations.reset();
			store.reset();
			media.reset();
			throttle?.reset();
			around.faults.clear();
			around.log.length = 0;
			around.contractViolations.length = 0;
			listener.reset();
		},
		async close() {
			integrations.reset();
			await listener.close();
		},
	};
}
