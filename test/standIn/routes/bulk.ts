import { jsonAnswer, refuse, type Answer } from '../answers';
import type { KeyDefinition } from '../definitions';
import type { JsonValue } from '../json';
import { maySee } from '../keys';
import { readBody } from '../readInstance';
import type { InstanceState } from '../state';
import type { Effect, Handled, World } from '../world';
import { none } from './instances';
import type { Handler, Route } from './types';

/** Something that is done to several instances by their IDs. */
interface ActionById {
	readonly effect: Effect;
	/** Why it cannot be done to one, if so. */
	refuse(world: World, key: KeyDefinition, state: InstanceState): Answer | undefined;
	apply(world: World, state: InstanceState): void;
	answer(ids: readonly number[]): Answer;
}

const abort: ActionById = {
	effect: 'aborted',
	refuse: ({ abortAgain }, key, { abortedTime, completedTime }) => {
		if (key.role !== 'admin') return refuse.forbidden();
		if (abortedTime !== null && abortAgain === 'accepted') return undefined;
		return (abortedTime ?? completedTime) ? refuse.request('An instance has ended.') : undefined;
	},
	apply(world, state) {
		if (state.abortedTime !== null) return;
		const now = world.store.now();
		world.store.put({ ...state, activeStepIds: [], abortedTime: now, lastUpdatedTime: now });
	},
	answer: (ids) => jsonAnswer(201, { ids: [...ids] }),
};

const remove: ActionById = {
	effect: 'deleted',
	refuse: (_world, key) => (key.role === 'admin' ? undefined : refuse.forbidden()),
	apply: (world, { id }) => world.store.remove(id),
	answer: () => ({ status: 204, headers: {}, text: '' }),
};

const isInteger = (value: JsonValue): value is number => Number.isInteger(value);

/**
 * Whether a refused request is processed in part is not documented: `atomic` does nothing then,
 * `partial` does what it can.
 */
const doAll =
	({ effect, refuse: refuseOne, apply, answer }: ActionById): Handler =>
	(world, key, { request }): Handled => {
		const body = readBody(request);
		if ('refusal' in body) return none(body.refusal);
		const { ids } = body.json;
		if (!Array.isArray(ids) || !ids.every(isInteger)) {
			return none(refuse.fields({ ids: ['A list of valid integers is required.'] }));
		}
		const refusals = ids.map((id) => {
			const state = maySee(key) ? world.store.find(id) : undefined;
			return state ? refuseOne(world, key, state) : refuse.notFound();
		});
		const refusal = refusals.find((one) => one !== undefined);
		if (refusal && world.bulk === 'atomic') return none(refusal);
		const good = ids.filter((_, place) => !refusals[place]);
		for (const id of good) {
			const state = world.store.find(id);
			if (state) apply(world, state);
		}
		return {
			answer: refusal ?? answer(ids),
			effect: good.length > 0 ? effect : 'none',
			ids: good,
		};
	};

/** Without a slash at the end, unlike all other paths. */
export const bulkRoutes: readonly Route[] = [
	{
		pattern: /^\/instances\/bulk\/abort$/,
		methods: { POST: { operationId: 'abortInstances', handle: doAll(abort) } },
	},
	{
		pattern: /^\/instances\/bulk\/delete$/,
		methods: { POST: { operationId: 'deleteInstances', handle: doAll(remove) } },
	},
];
