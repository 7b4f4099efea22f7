import { refuse } from './answers';
import type { Answer } from './answers';
import type { KeyDefinition } from './definitions';
import { bulkRoutes } from './routes/bulk';
import { fileRoutes } from './routes/files';
import { instanceRoutes, none } from './routes/instances';
import { workflowRoutes } from './routes/workflows';
import type { Route } from './routes/types';
import type { ApiRequest, Handled, World } from './world';

const ROUTES: readonly Route[] = [
	...bulkRoutes,
	...fileRoutes,
	...instanceRoutes,
	...workflowRoutes,
];

interface Found {
	route: Route;
	/** The numbers in the path, in their order. */
	ids: number[];
}

export function findRoute(path: string): Found | undefined {
	if (!path.startsWith('/api/')) return undefined;
	for (const route of ROUTES) {
		const match = route.pattern.exec(path.slice('/api'.length));
		if (match) return { route, ids: match.slice(1).map(Number) };
	}
	return undefined;
}

/** A POST to the other spelling of a path finds nothing; a GET is sent on. */
function unrouted({ method, path }: ApiRequest): Answer {
	if (path.endsWith('/') || !findRoute(`${path}/`)) return refuse.notFound();
	if (method !== 'GET') return refuse.unknownPage();
	return { status: 301, headers: { Location: `${path}/` }, text: '' };
}

/** Lets a request in, or says why not: key first, then pace, then method. */
function admit(world: World, request: ApiRequest, { methods }: Route): KeyDefinition | Answer {
	const key = world.keys.read(request.authorization);
	if (key === 'missing') return refuse.missingKey();
	if (key === 'unknown') return refuse.badKey();
	const wait = world.throttle?.take(key.name) ?? 0;
	if (wait > 0) return refuse.throttled(wait);
	if (Object.hasOwn(methods, request.method)) return key;
	return refuse.method(request.method, Object.keys(methods).join(', '));
}

/** Answers one request, changing the store if it has an effect. */
export function handle(world: World, request: ApiRequest): Handled {
	const found = findRoute(request.path);
	if (!found) return none(unrouted(request));
	const admitted = admit(world, request, found.route);
	if ('status' in admitted) return none(admitted);
	const { handle: act } = found.route.methods[request.method];
	return act(world, admitted, { request, ids: found.ids });
}
