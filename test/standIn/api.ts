import { jsonAnswer, refuse } from './answers';
import type { Answer } from './answers';
import { completeStepOf } from './completeStep';
import type { KeyDefinition } from './definitions';
import { maySee } from './keys';
import { presentInstance } from './present';
import type { InstanceState } from './state';
import type { ApiRequest, Handled, World } from './world';

interface Route {
	operationId: string;
	method: string;
	pattern: RegExp;
}

const ROUTES: readonly Route[] = [
	{ operationId: 'readInstance', method: 'GET', pattern: /^\/api\/instances\/([^/]+)\/$/ },
	{
		operationId: 'completeStep',
		method: 'POST',
		pattern: /^\/api\/instances\/([^/]+)\/complete_step\/$/,
	},
];

export function findRoute(path: string): { route: Route; id: string } | undefined {
	for (const route of ROUTES) {
		const match = route.pattern.exec(path);
		if (match) return { route, id: match[1] };
	}
	return undefined;
}

function unrouted({ method, path }: ApiRequest): Answer {
	if (path.endsWith('/') || !findRoute(`${path}/`)) return refuse.notFound();
	if (method !== 'GET') return refuse.unknownPage();
	return { status: 301, headers: { Location: `${path}/` }, text: '' };
}

function readFlag(query: URLSearchParams, name: string): boolean {
	return ['true', '1'].includes((query.get(name) ?? '').toLowerCase());
}

function present(world: World, state: InstanceState, query: URLSearchParams): Answer {
	const json = presentInstance(state, {
		url: world.url,
		snapshotShape: world.snapshotShape,
		injectValues: readFlag(query, 'inject_values'),
		stepsTimeFrame: readFlag(query, 'steps_time_frame'),
	});
	return jsonAnswer(200, json);
}

/** Lets a request in, or says why not: key first, then pace, then method. */
function admit(world: World, request: ApiRequest, method: string): KeyDefinition | Answer {
	const key = world.keys.read(request.authorization);
	if (key === 'missing') return refuse.missingKey();
	if (key === 'unknown') return refuse.badKey();
	const wait = world.throttle?.take(key.name, Date.now()) ?? 0;
	if (wait > 0) return refuse.throttled(wait);
	return request.method === method ? key : refuse.method(request.method, method);
}

/** Answers one request, changing the store if it has an effect. */
export function handle(world: World, request: ApiRequest): Handled {
	const none = (answer: Answer): Handled => ({ answer, effect: 'none' });
	const found = findRoute(request.path);
	if (!found) return none(unrouted(request));
	const admitted = admit(world, request, found.route.method);
	if ('status' in admitted) return none(admitted);
	const state = /^\d+$/.test(found.id) ? world.store.find(Number(found.id)) : undefined;
	if (!state || !maySee(admitted)) return none(refuse.notFound());
	if (found.route.operationId === 'readInstance') {
		return none(present(world, state, request.query));
	}
	const result = completeStepOf(world, admitted, state, request);
	if ('refusal' in result) return none(result.refusal);
	world.store.put(result.state);
	return { answer: present(world, result.state, request.query), effect: result.effect };
}
