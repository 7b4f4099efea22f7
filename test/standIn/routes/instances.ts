import { jsonAnswer, refuse } from '../answers';
import { completeStepOf } from '../completeStep';
import { maySee } from '../keys';
import { presentInstance } from '../present';
import { readNewInstance, readWholeInstance } from '../readInstance';
import type { InstanceState } from '../state';
import type { ApiRequest, Handled, World } from '../world';
import type { Handler, Route } from './types';

export const none = (answer: Handled['answer']): Handled => ({ answer, effect: 'none' });

function readFlag(query: URLSearchParams, name: string): boolean {
	return ['true', '1'].includes((query.get(name) ?? '').toLowerCase());
}

export function present(world: World, state: InstanceState, { query }: ApiRequest, status = 200) {
	const json = presentInstance(state, {
		url: world.url,
		snapshotShape: world.snapshotShape,
		times: world.times,
		injectValues: readFlag(query, 'inject_values'),
		stepsTimeFrame: readFlag(query, 'steps_time_frame'),
	});
	return jsonAnswer(status, json);
}

/** Makes sure that the instance is there and may be seen. */
const withInstance =
	(act: (state: InstanceState, ...rest: Parameters<Handler>) => Handled): Handler =>
	(world, key, call) => {
		const state = world.store.find(call.ids[0]);
		if (!state || !maySee(key)) return none(refuse.notFound());
		return act(state, world, key, call);
	};

const read = withInstance((state, world, _key, { request }) =>
	none(present(world, state, request)),
);

const completeStep = withInstance((state, world, key, { request }) => {
	const result = completeStepOf(world, key, state, request);
	if ('refusal' in result) return none(result.refusal);
	world.store.put(result.state);
	return { answer: present(world, result.state, request), effect: result.effect };
});

const create: Handler = (world, key, { request }) => {
	if (!maySee(key)) return none(refuse.forbidden());
	const found = readNewInstance(world, request);
	if ('refusal' in found) return none(found.refusal);
	const state = world.store.create(found.details);
	return { answer: present(world, state, request, 201), effect: 'created', ids: [state.id] };
};

const update = withInstance((state, world, key, { request }) => {
	if (key.role !== 'admin') return none(refuse.forbidden());
	const found = readWholeInstance(world, state, request);
	if ('refusal' in found) return none(found.refusal);
	const updated = { ...state, ...found.details, lastUpdatedTime: world.store.now() };
	world.store.put(updated);
	return { answer: present(world, updated, request), effect: 'updated' };
});

export const instanceRoutes: readonly Route[] = [
	{
		pattern: /^\/instances\/$/,
		methods: { POST: { operationId: 'createInstance', handle: create } },
	},
	{
		pattern: /^\/instances\/(\d+)\/$/,
		isOfInstance: true,
		methods: {
			GET: { operationId: 'readInstance', handle: read },
			PUT: { operationId: 'updateInstance', handle: update },
		},
	},
	{
		pattern: /^\/instances\/(\d+)\/complete_step\/$/,
		isOfInstance: true,
		methods: { POST: { operationId: 'completeStep', handle: completeStep } },
	},
];
